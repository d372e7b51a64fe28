import Japanese
import Storage
import Ward

/// Fills an empty store with the ward's own notice and a running quarter of sample answers.
enum DemoProgramme {
    struct SignInNote: Hashable, Sendable {
        let key: String
        let loginName: String
        let name: String
        let password: String
        let note: String
    }

    enum Failure: Refusal, Hashable {
        case notEmpty

        var words: String {
            switch self {
            case .notEmpty: "データベースが空ではないため、見本データを入れません。別のデータベースを指定してください。"
            }
        }
    }

    /// - Parameters:
    ///   - notice: the file and its name.
    ///   - others: who signs in beside those of the plan.
    static func load(
        notice: [UInt8], name: String, with others: [DemoPerson] = DemoPerson.offered, into ward: Ward
    ) async throws -> [SignInNote] {
        let stamp = ward.stamp(by: .system)
        let isEmpty = try await ward.database.read { connection in
            try PersonStore.list(on: connection).isEmpty && PlanStore.current(on: connection) == nil
        }
        guard isEmpty else { throw Failure.notEmpty }
        try await ward.database.write { connection in
            try SettingStore.markAsSample(by: stamp, on: connection)
            // Its passwords are printed; nobody should need a telephone to look round.
            try SettingStore.askSecondFactor(false, by: stamp, on: connection)
            let run = try ImportStore.keep(notice, name: name, by: stamp, on: connection)
            if let year = try ImportStore.reading(of: run, on: connection).fiscalYear {
                try ImportStore.confirmYear(year, in: run.id, by: stamp, on: connection)
            }
            try Adoption.adopt(run.id, by: stamp, on: connection)
        }
        let notes = try await add(DemoPerson.plan + others, to: ward, stamp)
        try await ward.database.write { connection in
            try assignUnits(by: stamp, on: connection)
            try addIndicators(by: stamp, on: connection)
            try runQuarter(counting: ward.indicators, by: stamp, on: connection)
        }
        return notes
    }

    // MARK: people

    private static func add(_ people: [DemoPerson], to ward: Ward, _ stamp: Stamp) async throws -> [SignInNote] {
        var notes: [SignInNote] = []
        for person in people {
            let password = Self.password(ward.random)
            let created = try await PersonStore.create(
                loginName: person.loginName, name: person.name, password: password, isInitial: false, by: stamp,
                ward: ward)
            try await ward.database.write { connection in
                // Of a domain that is kept free for examples.
                try NotificationChoiceStore.set(
                    NotificationChoice(mail: MailAddress("\(person.loginName)@example.jp")), of: created.id, by: stamp,
                    on: connection)
                for duty in person.duties {
                    let unit = try duty.unit.map {
                        try UnitDirectory.findOrCreate(named: $0, by: stamp, on: connection).id
                    }
                    _ = try PersonStore.assign(
                        role: duty.role, unit: unit, person: created.id, by: stamp, on: connection)
                }
            }
            notes.append(
                SignInNote(
                    key: person.key, loginName: person.loginName, name: person.name, password: password,
                    note: person.note))
        }
        return notes
    }

    /// Fresh for each demonstration: there is no password that works everywhere.
    private static func password(_ random: RandomSource) -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789".utf8)
        let chosen = random.bytes(16).map { letters[Int($0) % letters.count] }
        let text = String(decoding: chosen, as: UTF8.self)
        return stride(from: 0, to: 16, by: 4).map { start in
            String(text.dropFirst(start).prefix(4))
        }.joined(separator: "-")
    }

    // MARK: plan

    private static func initiatives(on connection: any Connection) throws -> [Initiative] {
        guard let version = try PlanStore.current(on: connection) else { return [] }
        return try InitiativeStore.list(version: version.id, on: connection)
    }

    private static func assignUnits(by stamp: Stamp, on connection: any Connection) throws {
        for initiative in try initiatives(on: connection) {
            let names = DemoAnswer.all.filter { $0.initiative == initiative.number }.map(\.unit)
            let units = try names.map { try UnitDirectory.findOrCreate(named: $0, by: stamp, on: connection).id }
            try InitiativeStore.assign(main: units, related: [], to: initiative.id, by: stamp, on: connection)
        }
    }

    private static func addIndicators(by stamp: Stamp, on connection: any Connection) throws {
        for initiative in try initiatives(on: connection) {
            for indicator in DemoIndicator.all where indicator.initiative == initiative.number {
                try PlanIndicatorStore.create(
                    .init(
                        name: indicator.name, unitName: indicator.unitName,
                        kind: indicator.isOutcome ? .outcome : .activity,
                        rule: Indicator.Rule(rawValue: indicator.rule) ?? .level, direction: .up,
                        baselineYear: indicator.baselineYear.map(FiscalYear.init),
                        baselineValue: indicator.baselineValue.flatMap { ExactNumber($0) }, reason: indicator.reason,
                        registryID: nil), for: initiative.lineage, by: stamp, on: connection)
            }
        }
    }

    // MARK: the quarter

    /// The last quarter that is over: the one a ward would be asking about today.
    private static func runQuarter(
        counting registry: IndicatorRegistry, by stamp: Stamp, on connection: any Connection
    ) throws {
        let quarter = Quarter(containing: stamp.today).previous
        let round = try RoundStarting.plannedOrNew(quarter, by: stamp, on: connection)
        _ = try RoundStore.open(round.id, counting: registry, by: stamp, on: connection)
        let rows = try RoundBoard(round, on: connection).rows
        for answer in DemoAnswer.all {
            guard let row = rows.first(where: { $0.number == answer.initiative && $0.unitName == answer.unit }) else {
                continue
            }
            try fill(row.entry, with: answer, by: stamp, on: connection)
        }
    }

    private static func fill(
        _ id: ID<Entry>, with answer: DemoAnswer, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard let entry = try Entry.find(id, on: connection), let mark = answer.mark else { return }
        var values: [ID<PlanIndicator>: Quantity] = [:]
        for indicator in try PlanIndicatorStore.list(of: entry.lineage, on: connection) {
            let raw = answer.values.first { $0.indicator == indicator.name }?.value
            values[indicator.id] = raw.flatMap { QuantityReader.read($0) }
        }
        let writer = stamp.renamed(to: "見本 担当")
        let head = stamp.renamed(to: "見本 課長")
        let secretariat = stamp.renamed(to: "見本 事務局")
        try EntryStore.save(
            Answer(
                mark: mark, done: answer.done, plan: answer.plan, problem: answer.problem, response: answer.response,
                values: values), to: id, revision: entry.revision, by: writer, on: connection)
        if let file = answer.evidence {
            try EntryStore.attach(
                Array(file.text.utf8), filename: file.filename, title: "", to: id, by: writer, on: connection)
        }
        switch answer.progress {
        case .notAnswered, .draft: return
        case .submitted: try EntryStore.submit(id, by: writer, on: connection)
        case .returned(let reason):
            try EntryStore.submit(id, by: writer, on: connection)
            try EntryStore.sendBack(id, reason: reason, by: secretariat, on: connection)
        case .approved, .accepted:
            try EntryStore.submit(id, by: writer, on: connection)
            try EntryStore.approve(id, by: head, on: connection)
            if case .accepted = answer.progress { try EntryStore.accept(id, by: secretariat, on: connection) }
        }
    }
}
