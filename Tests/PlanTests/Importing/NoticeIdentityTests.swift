import Japanese
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("What was read from a notice is known again by its line, not by its place or its words")
struct NoticeIdentityTests {
    private static func adopted(
        _ bytes: [UInt8], _ name: String, in plan: TestedPlan
    ) async throws -> (run: ID<ImportRun>, version: ID<PlanVersion>) {
        try await plan.write { connection, stamp in
            let run = try ImportStore.keep(bytes, name: name, by: stamp, on: connection)
            return (run.id, try Adoption.adopt(run.id, by: stamp, on: connection))
        }
    }

    @Test("The dates of a confirmed year reach their promises when the initiatives stand in another order")
    func order() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let year = FiscalYear(2024)
            let (run, version) = try await Self.adopted(try WardNotice.bytes(), WardNotice.name, in: plan)
            func open() async throws -> [String] {
                try await plan.read { try InitiativeStore.list(version: version, on: $0) }.flatMap(\.promises)
                    .flatMap(\.deadlines).filter { $0.from == nil && $0.to == nil }.map(\.raw)
            }
            let before = try await open()
            let expected = try WardNotice.read(confirmedYear: year).initiatives.flatMap(\.promises)
                .flatMap(\.deadlines).filter { $0.deadline.from == nil && $0.deadline.to == nil }.map(\.deadline.raw)
            #expect(before.count > expected.count, "the notice names dates whose year it does not say")
            try await plan.write { connection, stamp in
                try connection.execute("UPDATE initiative SET position = -position WHERE version = \(version)")
                try ImportStore.confirmYear(year, in: run, by: stamp, on: connection)
            }
            #expect(try await open().sorted() == expected.sorted())
        }
    }

    @Test("A gap stays with its initiative through a revision that renumbers and renames it, until it is closed")
    func gaps() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            // Later than the plan that the test began with.
            plan.passMinutes()
            let (_, version) = try await Self.adopted(try WardNotice.bytes(), WardNotice.name, in: plan)
            func gaps() async throws -> [GapRegister.Item] {
                try await plan.read { connection in
                    try PlanStore.current(on: connection).map { try GapRegister.gaps(of: $0, on: connection) } ?? []
                }.filter { $0.gap.kind == .indicator }
            }
            let before = try await gaps()
            let first = try #require(before.first?.initiative)
            let lineage = try await plan.read { try Initiative.known(first, on: $0) }.lineage
            plan.passMinutes()
            let draft = try await plan.write { connection, stamp in
                let draft = try RevisionStore.begin(by: stamp, on: connection)
                try connection.execute(
                    "UPDATE initiative SET number = '(99)', title = '別の名' WHERE version = \(draft.id) AND lineage = \(lineage)"
                )
                try connection.execute(
                    "UPDATE plan_version SET state = \(VersionState.inForce) WHERE id = \(draft.id)")
                return draft
            }
            #expect(draft.basedOn == version)
            let after = try await gaps()
            #expect(after.map(\.gap) == before.map(\.gap))
            let renamed = try await plan.read { try Initiative.known(try #require(after.first?.initiative), on: $0) }
            #expect(renamed.title == "別の名")
            try await plan.write { try PlanIndicatorStore.create(.hours, for: lineage, by: $1, on: $0) }
            #expect(try await gaps().count == before.count - 1)
        }
    }
}
