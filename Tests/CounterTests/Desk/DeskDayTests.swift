import Japanese
import LifeEvents
import Site
import StorageTesting
import Testing
import Ward

@testable import Counter
@testable import Storage

@Suite("A day at the desk")
struct DeskDayTests {
    /// Which units never answer.
    private static let silent: Set<String> = ["課税課", "保健センター"]

    @Test(
        "Eight bookings, ten sections of which two never answer: what is late is told, every paper is there",
        arguments: TestDatabases.all)
    func drill(_ kind: TestDatabase) async throws {
        try await TestedDesk.use(kind) { desk in
            var population = try #require(desk.base.population(seed: 5))
            let families = (1...8).map { number in
                var told = population.next()
                // What a child who lives elsewhere knows: what families are asked, and nothing of the ward's records.
                // Days of the population are of another year than the deaths here.
                told.answers = told.answers.filter { code, _ in
                    desk.base.facts[code].map { $0.origin == .family && $0.kind != .day } ?? false
                }
                return TestedDesk.opening(number, isRestricted: number == 3, answers: told)
            }
            let cases = try await desk.ward.database.write { connection in
                try families.map { try desk.book($0, on: connection) }
            }
            #expect(Set(cases.map(\.number)).count == 8)
            #expect(cases.allSatisfy { $0.state == .investigating })

            try await answerAll(desk)

            // Noon of the office day before the first visit: the two silent sections are late, nobody else.
            let first = try await desk.ward.database.read { connection in
                try cases.compactMap { try VisitStore.current(of: $0.id, on: connection)?.day }.min()
            }
            let visitDay = try #require(first)
            let before = OfficeCalendar().previousOfficeDay(onOrBefore: visitDay.adding(days: -1))
            desk.move(to: before, hour: 12)
            let (late, units) = try await desk.ward.database.read { connection in
                (
                    try PriorCheckStore.open(nil, on: connection).filter { $0.isOverdue(at: desk.ward.clock.now()) },
                    try DeskSettingsStore.units(for: desk.base, today: desk.today, on: connection)
                )
            }
            #expect(!late.isEmpty)
            #expect(late.allSatisfy { check in units[check.section].map { Self.silent.contains($0.name) } ?? true })
            #expect(Set(late.compactMap { units[$0.section]?.name }) == Self.silent)

            // 16:30: the whole next day is on paper, with what is still open.
            desk.move(to: before, hour: 16, minute: 30)
            let paper = try await desk.ward.database.read {
                try DeskPaper.day(visitDay, printedOn: desk.today, on: $0).text
            }
            let booked = try await desk.ward.database.read { try VisitStore.visits(on: visitDay, $0) }
            #expect(!booked.isEmpty)
            for visit in booked {
                let deskCase = try #require(cases.first { $0.id == visit.caseID })
                #expect(paper.contains(deskCase.visitor.name))
                #expect(paper.contains(deskCase.number))
            }
            #expect(!paper.contains("&lt;"))
            #expect(!paper.contains("HTML("))
            #expect(paper.contains("回答がまだ届いていません"))
            #expect(paper.contains("窓口で確かめること"))
            let restricted = cases[2]
            #expect(restricted.deceased.isRestricted)
            #expect(!paper.contains("見本町3丁目"))
        }
    }

    /// Every section but the silent ones answers from the records: nothing is known but what is asked.
    private func answerAll(_ desk: TestedDesk) async throws {
        try await desk.ward.database.write { connection in
            let units = try DeskSettingsStore.units(for: desk.base, today: desk.today, on: connection)
            // Answers may lead to new questions of the same section: asked again until nothing is left.
            for _ in 0..<10 {
                let open = try PriorCheckStore.open(nil, on: connection).filter { check in
                    units[check.section].map { !Self.silent.contains($0.name) } ?? false
                }
                if open.isEmpty { break }
                for check in open {
                    let answers = check.facts.map { code in
                        PriorCheck.Answer(
                            fact: code,
                            content: code == "seal_reg" ? .talk : .fact(.known(Self.no(desk.base.facts[code]))),
                            yen: nil)
                    }
                    try PriorCheckStore.answer(check, answers, note: "", by: desk.stamp("見本 担当"), on: connection)
                }
            }
        }
    }

    private static func no(_ fact: Fact?) -> FactValue {
        switch fact?.kind {
        case .choice(let choices): .choice(choices[0].code)
        case .number: .number(80)
        case .list: .list([])
        case .day: .day(CivilDate(dayNumber: 20_775))
        default: .truth(false)
        }
    }

    @Test("A section is asked only what it owns, and one with nothing to decide is not asked at all")
    func ownFacts() throws {
        let base = try #require(KnowledgeLibrary.base("bereavement"))
        let checks = base.priorChecks(CaseFacts(), today: CivilDate(dayNumber: 20_780))
        #expect(checks.contains { $0.section == "kaigo" })
        #expect(checks.contains { $0.section == "shogai" })
        for (section, facts) in checks {
            for code in facts { #expect(base.facts[code]?.origin == .section(section), "\(code)") }
        }
        // 介護保険課 sees nothing of welfare.
        let care = try #require(checks.first { $0.section == "kaigo" })
        #expect(!care.facts.contains("seiho"))
        #expect(!care.facts.contains { base.facts[$0]?.isSensitive ?? true })
        let decided = CaseFacts([
            "care_cert": .known(.truth(false)), "care_pending": .known(.truth(false)),
            "care_used": .known(.truth(false)), "over_limit": .known(.truth(false)),
            "care_claim_open": .known(.truth(false)), "age": .known(.number(30)),
        ])
        #expect(!base.priorChecks(decided, today: CivilDate(dayNumber: 20_780)).contains { $0.section == "kaigo" })
    }

    @Test(
        "Without consent no section is asked, and without the second consent the desk learns nothing",
        arguments: TestDatabases.all)
    func consent(_ kind: TestDatabase) async throws {
        try await TestedDesk.use(kind) { desk in
            var opening = TestedDesk.opening(1)
            opening.consents = []
            let none = opening
            await #expect(throws: DeskRefusal.self) {
                try await desk.ward.database.write { _ = try desk.book(none, on: $0) }
            }
            opening.consents = [.sections]
            let only = opening
            try await desk.ward.database.write { connection in
                let deskCase = try desk.book(only, on: connection)
                let check = try #require(try PriorCheckStore.checks(of: deskCase.id, on: connection).first)
                let code = try #require(check.facts.first)
                try PriorCheckStore.answer(
                    check, [.init(fact: code, content: .fact(.known(Self.no(desk.base.facts[code]))), yen: nil)],
                    note: "",
                    by: desk.stamp("見本 担当"), on: connection)
                let ledger = try FactStore.ledger(of: deskCase.id, for: desk.base, on: connection)
                #expect(!ledger.claims.contains { $0.source == .section })
            }
        }
    }

    @Test(
        "A visit is begun, its items are settled, its minutes are learned, its deadlines watched",
        arguments: TestDatabases.all)
    func visit(_ kind: TestDatabase) async throws {
        try await TestedDesk.use(kind) { desk in
            let facts = CaseFacts([
                "know": .known(.day(CivilDate(dayNumber: 20_775))),
                "funeral": .known(.day(CivilDate(dayNumber: 20_778))),
                "ins": .known(.choice("LATE")), "age": .known(.number(82)),
            ])
            let deskCase = try await desk.ward.database.write {
                try desk.book(TestedDesk.opening(1, answers: facts), on: $0)
            }
            let visit = try #require(
                try await desk.ward.database.read { try VisitStore.current(of: deskCase.id, on: $0) })
            desk.move(to: visit.day, hour: 9)
            try await desk.ward.database.write { try VisitStore.begin(visit, by: desk.stamp(), on: $0) }
            desk.move(to: visit.day, hour: 9, minute: 47)
            try await desk.ward.database.write { connection in
                for id in ["B07", "B11"] {
                    try ItemStore.set(
                        id, to: .received, reason: "", case: deskCase.id, by: desk.stamp(), on: connection)
                }
                let under = try #require(try VisitStore.current(of: deskCase.id, on: connection))
                try VisitStore.end(under, by: desk.stamp(), on: connection)
                let ended = try #require(try VisitStore.all(of: deskCase.id, on: connection).first)
                let view = try CaseView.load(deskCase.id, on: connection)
                try StatisticStore.record(ended, of: view.deskCase, items: view.items, by: desk.stamp(), on: connection)
                #expect(ended.actualMinutes == 47)
                let row = try #require(
                    try connection.row("SELECT month, actual_minutes, items, sections FROM counter_statistic"))
                #expect(try row[0] as String == "2026-11")
                #expect(try row[1] as Int == 47)
                #expect(try row[2] as Int == 2)
                #expect(try row[3] as Int == 2)
            }
            // 葬祭費 (B08): two years from the day after the funeral; 30 days before it a reminder is due, once.
            let deadline = CivilDate(year: 2028, month: 11, day: 21)
            let last = try #require(deadline)
            desk.move(to: last.adding(days: -30))
            func due() async throws -> [DeskReminder] {
                try await desk.ward.database.read {
                    try DeskReminderStore.due(today: desk.today, on: $0)
                }
            }
            let first = try await due()
            #expect(first.map(\.item.procedure.id).contains("B08"))
            #expect(!first.contains { $0.item.procedure.id == "B07" })
            let funeral = try #require(first.first { $0.item.procedure.id == "B08" })
            #expect(funeral.daysBefore == 30)
            #expect(!funeral.message(phone: nil).contains("見本"))
            try await desk.ward.database.write {
                try DeskReminderStore.settle(
                    case: deskCase.id, procedure: "B08", daysBefore: 30, deadline: funeral.deadline, by: desk.stamp(),
                    on: $0)
            }
            #expect(try await !due().contains { $0.item.procedure.id == "B08" })
            desk.move(to: funeral.deadline.adding(days: -7))
            #expect(try await due().contains { $0.item.procedure.id == "B08" && $0.daysBefore == 7 })
        }
    }

    @Test("After the set time nothing of a family is left but the figures", arguments: TestDatabases.all)
    func purge(_ kind: TestDatabase) async throws {
        try await TestedDesk.use(kind) { desk in
            let list = DeathList(
                Array(
                    "氏名,フリガナ,生年月日,死亡日,住所\n見本故人1,ミホンコジン1,\(CivilDate(dayNumber: -9_999)),\(CivilDate(dayNumber: 20_775)),見本町1丁目1番地の秘密\n"
                        .utf8),
                base: desk.base, today: desk.today)
            #expect(list.rows.count == 1, "\(list.findings)")
            let deskCase = try await desk.ward.database.write { connection in
                _ = try DeathStore.take(list, by: desk.stamp(), on: connection)
                return try desk.book(TestedDesk.opening(1), on: connection)
            }
            #expect(deskCase.death != nil)
            try await desk.ward.database.write { connection in
                let visit = try #require(try VisitStore.current(of: deskCase.id, on: connection))
                try VisitStore.begin(visit, by: desk.stamp(), on: connection)
                try VisitStore.end(visit, by: desk.stamp(), on: connection)
                let ended = try #require(try VisitStore.all(of: deskCase.id, on: connection).first)
                try StatisticStore.record(ended, of: deskCase, items: [], by: desk.stamp(), on: connection)
                try CallStore.append(
                    case: deskCase.id, isReached: true, note: "見本遺族1と話した", by: desk.stamp(), on: connection)
                try CaseStore.move(deskCase.id, to: .archived, by: desk.stamp(), on: connection)
            }
            func run() async throws -> Purge.Outcome {
                try await desk.ward.database.write {
                    try Purge.run(by: desk.stamp("システム"), on: $0)
                }
            }
            desk.move(to: desk.today.adding(days: 365))
            #expect(try await run().cases == 0)
            desk.move(to: desk.today.adding(days: 2))
            let outcome = try await run()
            #expect(outcome.cases == 1)
            #expect(outcome.deaths == 1)
            let left = try await desk.ward.database.read { connection in
                (
                    statistics: try connection.value("SELECT COUNT(*) FROM counter_statistic") as Int? ?? 0,
                    deaths: try connection.value("SELECT deaths FROM counter_death_count") as Int? ?? 0,
                    texts: try Self.texts(on: connection)
                )
            }
            #expect(left.statistics == 1)
            #expect(left.deaths == 1)
            for word in ["見本故人", "ミホンコジン", "見本遺族", "見本町", "090-0000"] {
                #expect(!left.texts.contains { $0.contains(word) }, "\(word)")
            }
        }
    }

    /// Every text in every table of the ward and of this module.
    private static func texts(on connection: any Connection) throws -> [String] {
        let scripts = (CounterModule.allMigrations).map(\.script).joined()
        let tables = scripts.matches(of: /CREATE TABLE (\w+)/).map { String($0.1) }
        return try tables.filter { $0 != "setting" }.flatMap { table in
            try connection.rows(SQL(text: "SELECT * FROM \(table)", parameters: [])).flatMap(\.values).compactMap {
                value in
                if case .text(let text) = value { text } else { nil }
            }
        }
    }

    @Test("Two families cannot have the same time, however many ask", arguments: TestDatabases.all)
    func noDoubleBooking(_ kind: TestDatabase) async throws {
        try await TestedDesk.use(kind) { desk in
            let cases = try await desk.ward.database.write { connection in
                try (1...6).map {
                    try CaseStore.open(TestedDesk.opening($0), base: desk.base, by: desk.stamp(), on: connection)
                }
            }
            let slot = try await desk.ward.database.read { connection in
                try #require(
                    try VisitStore.table(settings: DeskSettings(), from: desk.today, on: connection)
                        .free(minutes: 60, wishes: [], on: desk.today).first)
            }
            let booked = await withTaskGroup(of: Bool.self) { group in
                for deskCase in cases {
                    group.addTask {
                        do {
                            _ = try await desk.ward.database.write {
                                try VisitStore.book(slot, for: deskCase, plannedMinutes: 60, by: desk.stamp(), on: $0)
                            }
                            return true
                        } catch { return false }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(booked == DeskSettings().lanes)
        }
    }
}
