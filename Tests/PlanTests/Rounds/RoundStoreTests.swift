import Japanese
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Rounds in the database")
struct RoundStoreTests {
    @Test("Opening asks every initiative's main unit once, and nobody has answered", arguments: TestDatabases.all)
    func opening(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.open()
            let entries = try await plan.entries(round)
            #expect(round.state == .open)
            #expect(round.edition == 0)
            #expect(entries.map(\.initiative) == plan.initiatives.map(\.id))
            #expect(entries.map(\.unit) == plan.units.map(\.id))
            #expect(entries.map(\.lineage) == plan.initiatives.map(\.lineage))
            #expect(entries.allSatisfy { $0.state == .notAnswered && $0.answer.isEmpty && $0.revision == 0 })
        }
    }

    @Test("A joint initiative asks each of its main units", arguments: TestDatabases.all)
    func joint(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            try await plan.write { connection, stamp in
                try InitiativeStore.assign(
                    main: plan.units.map(\.id), related: [], to: plan.initiatives[0].id, by: stamp, on: connection)
            }
            #expect(try await plan.entries(plan.open()).count == 5)
        }
    }

    @Test("One round over the whole plan for each quarter", arguments: TestDatabases.all)
    func twice(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            _ = try await plan.open()
            await #expect(throws: RoundRefusal.roundExists(TestedPlan.firstQuarter)) {
                _ = try await plan.open()
            }
            _ = try await plan.open(TestedPlan.firstQuarter.next)
        }
    }

    @Test("Opening is refused with every initiative that has no unit to answer, and nothing is left behind (V4, V21)")
    func withoutUnits() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            try await plan.write { connection, stamp in
                try InitiativeStore.assign(
                    main: [], related: [plan.units[0].id], to: plan.initiatives[0].id, by: stamp, on: connection)
                try UnitStore.reorganise(
                    plan.units[2].id, successor: nil, on: stamp.today, by: stamp, on: connection)
            }
            let refused = await #expect(throws: RoundRefusal.self) { _ = try await plan.open() }
            guard case .withoutMainUnit(let names, on: let day) = refused else {
                Issue.record("\(String(describing: refused))")
                return
            }
            #expect(names == [plan.initiatives[0].heading, plan.initiatives[2].heading])
            #expect(day == TestedPlan.start.date)
            #expect(refused?.words.contains(plan.initiatives[2].heading) == true)
            let left: Int? = try await plan.read { try $0.value("SELECT COUNT(*) FROM entry") }
            #expect(left == 0)
        }
    }

    @Test(
        "After a reorganisation the successor is asked, and sees what its predecessor wrote",
        arguments: TestDatabases.all)
    func succession(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let first = try await plan.open()
            let old = try await plan.entries(first)[0]
            try await plan.answer(old.id)
            let day = TestedPlan.firstQuarter.next.end.adding(days: 1)
            plan.move(to: day)
            let heir = try await plan.write { connection, stamp in
                try UnitStore.reorganise(
                    Reorganisation(
                        on: day, steps: [.renaming(old.unit, to: .init(code: "99", name: "デジタル推進課"))]),
                    by: stamp, on: connection
                ).created[0]
            }
            let second = try await plan.open(TestedPlan.firstQuarter.next)
            let entry = try #require(
                try await plan.entries(second).first { $0.initiative == plan.initiatives[0].id })
            #expect(entry.unit == heir.id)
            let previous = try await plan.read { try EntryStore.previous(of: entry, in: second, on: $0) }
            #expect(previous?.id == old.id)
            let other = try await plan.entries(second)[1]
            let otherBefore = try await plan.read { try EntryStore.previous(of: other, in: second, on: $0) }
            #expect(otherBefore?.unit == other.unit)
        }
    }

    @Test(
        "An ad-hoc round asks only for one body's initiatives, beside the quarter's own round",
        arguments: TestDatabases.all)
    func adHoc(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let group = try await plan.write { connection, stamp in
                let group = try BodyStore.create(
                    kind: .studyGroup, name: "検討グループ",
                    parent: try BodyStore.create(
                        kind: .subcommittee, name: "部会", by: stamp, on: connection
                    ).id, by: stamp, on: connection)
                try connection.execute(
                    "UPDATE initiative SET study_group = \(group.id) WHERE id = \(plan.initiatives[1].id)")
                return group
            }
            let whole = try await plan.open()
            let round = try await plan.open(limitedTo: group.id)
            #expect(try await plan.entries(round).map(\.initiative) == [plan.initiatives[1].id])
            let next = try await plan.open(TestedPlan.firstQuarter.next)
            let previous = try await plan.read { try RoundStore.previous(of: next, on: $0) }
            #expect(previous?.id == whole.id, "a series goes over the rounds of the whole plan")
            let found = try await plan.read { try RoundStore.find(quarter: TestedPlan.firstQuarter, on: $0) }
            #expect(found?.id == whole.id)
        }
    }

    @Test("The clock moves a round on to chasing the day after it was due, once", arguments: TestDatabases.all)
    func advancing(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.open()
            plan.move(to: round.calendar.dueOn, hour: 23)
            #expect(try await plan.write { try RoundStore.advance(by: $1, on: $0) } == 0)
            #expect(try await plan.round(round.id).state == .open)
            plan.move(to: round.calendar.dueOn.adding(days: 1), hour: 0)
            #expect(try await plan.write { try RoundStore.advance(by: $1, on: $0) } == 1)
            #expect(try await plan.round(round.id).state == .chasing)
            #expect(try await plan.write { try RoundStore.advance(by: $1, on: $0) } == 0)
        }
    }

    @Test("The days may be changed before opening, and not after", arguments: TestDatabases.all)
    func rescheduling(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let quarter = TestedPlan.firstQuarter
            let office = OfficeCalendar()
            let round = try await plan.write { connection, stamp in
                try RoundStore.plan(
                    quarter: quarter, version: plan.version,
                    calendar: .standard(for: quarter, today: stamp.today, in: office), office: office, by: stamp,
                    on: connection)
            }
            let later = RoundCalendar(
                asOf: round.calendar.asOf, opensOn: round.calendar.opensOn,
                dueOn: office.adding(officeDays: 2, to: round.calendar.dueOn), closesOn: round.calendar.freezesOn,
                freezesOn: round.calendar.freezesOn)
            try await plan.write { connection, stamp in
                try RoundStore.reschedule(
                    Round.known(round.id, on: connection), to: later, office: office, by: stamp, on: connection)
            }
            #expect(try await plan.round(round.id).calendar == later)
            let wrong = RoundCalendar.standard(for: quarter.next, today: quarter.next.end, in: office)
            await #expect(throws: RoundRefusal.calendar(wrong.problems(for: quarter, in: office))) {
                try await plan.write { connection, stamp in
                    try RoundStore.reschedule(
                        Round.known(round.id, on: connection), to: wrong, office: office, by: stamp, on: connection)
                }
            }
            _ = try await plan.write { try RoundStore.open(round.id, counting: .empty, by: $1, on: $0) }
            await #expect(throws: RoundRefusal.opened(.open)) {
                try await plan.write { connection, stamp in
                    try RoundStore.reschedule(
                        Round.known(round.id, on: connection), to: later, office: office, by: stamp, on: connection)
                }
            }
        }
    }

    @Test(
        "Marks change only between rounds, and a round that was planned before opens with the new ones (V19)",
        arguments: TestDatabases.all)
    func marks(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let quarter = TestedPlan.firstQuarter
            let office = OfficeCalendar()
            let planned = try await plan.write { connection, stamp in
                try RoundStore.plan(
                    quarter: quarter, version: plan.version,
                    calendar: .standard(for: quarter, today: stamp.today, in: office), office: office, by: stamp,
                    on: connection)
            }
            #expect(planned.markSet == .standard)
            plan.passMinutes()
            let marks = MarkSetTests.hamamatsu
            try await plan.write { try MarkSetStore.save(marks, by: $1, on: $0) }
            _ = try await plan.write { try RoundStore.open(planned.id, counting: .empty, by: $1, on: $0) }
            #expect(try await plan.round(planned.id).markSet.marks == marks.marks)
            await #expect(throws: RoundRefusal.markSetInUse) {
                try await plan.write { try MarkSetStore.save(.standard, by: $1, on: $0) }
            }
            try await plan.close(planned)
            try await plan.freeze(planned)
            plan.passMinutes()
            try await plan.write { try MarkSetStore.save(.standard, by: $1, on: $0) }
            #expect(try await plan.round(planned.id).markSet.marks == marks.marks, "a sealed round keeps its own")
            #expect(try await plan.read { try MarkSetStore.shown(on: $0) }.marks == MarkSet.standard.marks)
        }
    }

    @Test("The same set saved again becomes its next version", arguments: TestDatabases.all)
    func markVersions(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            for version in 1...3 {
                plan.passMinutes()
                try await plan.write { try MarkSetStore.save(MarkSetTests.hamamatsu, by: $1, on: $0) }
                #expect(try await plan.read { try MarkSetStore.shown(on: $0) }.version == version)
            }
        }
    }
}
