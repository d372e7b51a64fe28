import Japanese
import Site
import Storage
import Ward

/// The addresses of rounds.
enum RoundRoutes {
    static let all: [Route] = [
        Route(.get, "rounds", needs: .readRounds, handler: list),
        Route(.get, "rounds/new", needs: .manageRounds, handler: new),
        Route(.post, "rounds", needs: .manageRounds, handler: plan),
        Route(.get, "rounds/:round", needs: .readRounds, handler: show),
        Route(.post, "rounds/:round/open", needs: .manageRounds) { request in
            try await change(request, "照会を始めました。担当の「今日の仕事」に出ています。") { round, stamp, _, connection in
                _ = try RoundStore.open(round, by: stamp, on: connection)
            }
        },
        Route(.post, "rounds/:round/close", needs: .manageRounds) { request in
            try await change(request, "締め切りました。回答を確かめて、確定してください。") { round, stamp, _, connection in
                try RoundStore.close(round, by: stamp, on: connection)
            }
        },
        Route(.post, "rounds/:round/reopen", needs: .manageRounds) { request in
            try await change(request, "選んだ課に、もう一度照会しました。") { round, stamp, asked, connection in
                try RoundStore.reopen(
                    round, units: asked.units, reason: asked.reason, by: stamp, on: connection)
            }
        },
        Route(.post, "rounds/:round/freeze", needs: .freezeRounds) { request in
            try await change(request, "確定しました。確定版は、これから変わりません。") { round, stamp, _, connection in
                try RoundFreezing.freeze(round, by: stamp, on: connection)
            }
        },
        Route(.post, "rounds/:round/publish", needs: .freezeRounds) { request in
            try await change(request, "公表済みにしました。") { round, stamp, _, connection in
                try RoundStore.publish(round, by: stamp, on: connection)
            }
        },
        Route(.post, "rounds/:round/amend", needs: .freezeRounds) { request in
            try await change(request, "訂正を始めました。選んだ課が直したら、次の版として確定してください。") {
                round, stamp, asked, connection in
                try RoundStore.amend(
                    round, units: asked.units, reason: asked.reason, decision: asked.decision, by: stamp,
                    on: connection)
            }
        },
        .editions(
            "rounds/:round/editions/:edition", of: RoundContent.self, on: Round.self, needs: .readEditions,
            filename: "進捗確認"),
    ]

    private static func list(_ request: PageRequest) async throws -> PageResponse {
        let person = try request.person
        let rounds = try await request.ward.database.read { try RoundStore.list(on: $0) }
        if request.wantsJSON { return .json(["rounds": .array(rounds.map(\.summary))]) }
        return .page(RoundListPage(rounds: rounds, mayManage: person.may(.manageRounds)).page)
    }

    private static func new(_ request: PageRequest) async throws -> PageResponse {
        .page(try await newPage(request, chosen: request.query["quarter"].flatMap(Quarter.init(code:))).page)
    }

    private static func newPage(_ request: PageRequest, chosen: Quarter?) async throws -> NewRoundPage {
        let today = request.today
        let last = Quarter(containing: today).previous
        var quarters = [last.next, last]
        for _ in 0..<6 { quarters.append(quarters[quarters.endIndex - 1].previous) }
        let (office, taken) = try await request.ward.database.read { connection in
            (
                try SettingStore.officeCalendar(on: connection),
                Set(try RoundStore.list(on: connection).filter { $0.limitedTo == nil }.map(\.quarter))
            )
        }
        let free = quarters.filter { !taken.contains($0) }
        let quarter = chosen ?? (taken.contains(last) ? free.first : last) ?? last
        return NewRoundPage(
            quarters: free.isEmpty ? [last.next] : free, chosen: quarter,
            proposal: .standard(for: quarter, today: today, in: office), office: office, csrfToken: request.csrfToken)
    }

    private static func plan(_ request: PageRequest) async throws -> PageResponse {
        var reader = FormReader(request.form)
        let code = reader.text("quarter", "四半期", max: 10)
        let opens = reader.date("opensOn", "照会開始日")
        let due = reader.date("dueOn", "回答期限")
        let closes = reader.date("closesOn", "締切日")
        let freezes = reader.date("freezesOn", "確定予定日")
        let quarter = code.flatMap(Quarter.init(code:))
        if code != nil, quarter == nil { reader.errors.add("quarter", "「四半期」は一覧から選んでください。") }
        if let quarter, let opens, let due, let closes, let freezes, reader.errors.isEmpty {
            let calendar = RoundCalendar(
                asOf: quarter.end, opensOn: opens, dueOn: due, closesOn: closes, freezesOn: freezes)
            do {
                let stamp = try request.stamp
                let round = try await request.ward.database.write { connection in
                    guard let version = try PlanStore.current(on: connection) else { throw RoundRefusal.noInitiatives }
                    return try RoundStore.plan(
                        quarter: quarter, version: version.id, calendar: calendar,
                        office: try SettingStore.officeCalendar(on: connection), by: stamp, on: connection)
                }
                return .seeOther(
                    RoundPage.path(round.id), flash: Flash(.done, "\(quarter.japanese)を準備しました。日程を確かめて、照会を始めてください。"))
            } catch let refusal as any Refusal {
                reader.errors.addGeneral(refusal.words)
            }
        }
        var page = try await newPage(request, chosen: quarter)
        page.errors = reader.errors
        page.sent = request.form
        return .page(page.page, status: 422)
    }

    private static func show(_ request: PageRequest) async throws -> PageResponse {
        let page = try await page(request)
        if request.wantsJSON {
            return .json(
                ["round": page.board.round.summary, "entries": .array(page.visibleRows.map(\.json))])
        }
        return .page(page.page)
    }

    private static func page(_ request: PageRequest) async throws -> RoundPage {
        let id: ID<Round> = try request.id("round")
        let person = try request.person
        let (board, editions, check) = try await request.ward.database.read { connection in
            guard let round = try Round.find(id, on: connection) else { throw PageRefusal.notFound }
            let isAboutToFreeze = round.state == .reviewing && person.may(.freezeRounds)
            return (
                try RoundBoard(round, on: connection),
                try SealStore.editions(kind: RoundContent.kind, subject: id.text, on: connection),
                isAboutToFreeze ? try RoundCheck(round, on: connection) : nil
            )
        }
        return RoundPage(
            board: board, visibleRows: board.rows.filter { EntryAccess.maySee($0, in: board.round, person) },
            editions: editions,
            person: person, today: request.today, csrfToken: request.csrfToken, check: check)
    }

    /// What the small forms of a round ask for.
    private struct Asked: Sendable {
        let units: [ID<OfficeUnit>]
        let reason: String
        let decision: String
    }

    /// Runs a change and goes back to the round; a refusal is shown on the round's page with all its words.
    private static func change(
        _ request: PageRequest, _ done: String,
        _ change: @escaping @Sendable (ID<Round>, Stamp, Asked, any Connection) throws -> Void
    ) async throws -> PageResponse {
        let id: ID<Round> = try request.id("round")
        let stamp = try request.stamp
        var reader = FormReader(request.form)
        let asked = Asked(
            units: request.form.all("unit").compactMap { ID(untrusted: $0) },
            reason: reader.textArea("reason", "理由", max: 500, isRequired: false) ?? "",
            decision: reader.text("decision", "もとになる会議や決定", max: 200, isRequired: false) ?? "")
        do {
            guard reader.errors.isEmpty else { return try await refused(request, reader.errors) }
            try await request.ward.database.write { try change(id, stamp, asked, $0) }
            return .seeOther(RoundPage.path(id), flash: Flash(.done, done))
        } catch let refusal as any RecordRefusal {
            throw refusal
        } catch let refusal as any Refusal {
            return try await refused(request, FormErrors(general: refusal.words))
        }
    }

    private static func refused(_ request: PageRequest, _ errors: FormErrors) async throws -> PageResponse {
        var page = try await page(request)
        page.errors = errors
        return .page(page.page, status: 409)
    }
}

/// Who may see an answer: the section itself and who may see all; once it is sealed, everybody who may read editions.
enum EntryAccess {
    static func maySee(_ row: RoundBoard.Row, in round: Round, _ person: SignedIn) -> Bool {
        maySee(unit: row.unit, state: row.state, in: round, person)
    }

    static func maySee(
        unit: ID<OfficeUnit>, state: EntryState, in round: Round, _ person: SignedIn
    ) -> Bool {
        person.may(.readAllEntries) || person.may(.editEntries, unit: unit) || person.may(.approveEntries, unit: unit)
            || person.assignments.contains { $0.role == .related && ($0.unit == unit || $0.unit == nil) }
            || round.state.isSealed && state.isHandedIn && person.may(.readEditions)
    }

    /// Who sees what was computed beside the mark: who answers for it, and who goes through all answers.
    static func mayJudge(_ unit: ID<OfficeUnit>, _ person: SignedIn) -> Bool {
        person.may(.readAllEntries) || person.may(.editEntries, unit: unit) || person.may(.approveEntries, unit: unit)
    }
}

extension Round {
    /// For programs: stable keys.
    var summary: JSON {
        [
            "id": .string(id.text), "quarter": .string(quarter.code), "title": .string(title),
            "state": .string(state.rawValue), "edition": JSON(edition), "asOf": JSON(calendar.asOf),
            "opensOn": JSON(calendar.opensOn), "dueOn": JSON(calendar.dueOn), "closesOn": JSON(calendar.closesOn),
            "freezesOn": JSON(calendar.freezesOn),
        ]
    }
}

extension RoundBoard.Row {
    var json: JSON {
        [
            "id": .string(entry.text), "initiative": .string(number), "title": .string(title),
            "unit": .string(unitName), "state": .string(state.rawValue), "mark": JSON(mark),
            "returned": JSON(isReturned),
        ]
    }
}

extension Round: AddressedRecord {
    public static let parameter = "round"
    public var path: String { RoundPage.path(id) }
}
