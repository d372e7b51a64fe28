import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Taking an acceptance back")
struct AcceptanceTests {
    private static func undo(_ entry: Entry, _ plan: TestedPlan) async throws {
        try await plan.write { try EntryStore.undoAccept(entry.id, by: $1, on: $0) }
    }

    @Test(
        "While the round is open or reviewed the answer waits again and may be returned", arguments: TestDatabases.all)
    func open(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.open()
            let entry = try await plan.entries(round)[0]
            for isClosed in [false, true] {
                try await plan.answer(entry.id)
                if isClosed { try await plan.close(round) }
                try await Self.undo(entry, plan)
                #expect(try await plan.entry(entry.id).state == .approved)
                try await plan.write { try EntryStore.sendBack(entry.id, reason: "数え直す", by: $1, on: $0) }
                #expect(try await plan.entry(entry.id).state == .draft)
            }
            let actions = try await plan.read {
                try Audit.list(AuditFilter(actionPrefix: "plan.entry.undoAccept"), on: $0)
            }
            #expect(actions.map(\.subject) == ["entry/\(entry.id)", "entry/\(entry.id)"])
        }
    }

    @Test(
        "Once the round is sealed no acceptance is taken back, nor one that a correction does not name",
        arguments: TestDatabases.all)
    func sealed(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.open()
            let entries = try await plan.entries(round)
            // Returned once before it was accepted: of no account for the correction.
            try await plan.answer(entries[1].id, until: .approved)
            try await plan.write { try EntryStore.sendBack(entries[1].id, reason: "直す", by: $1, on: $0) }
            for entry in entries { try await plan.answer(entry.id) }
            try await plan.close(round)
            try await plan.freeze(round)
            await #expect(throws: RoundRefusal.roundClosed(.frozen)) { try await Self.undo(entries[0], plan) }
            plan.passMinutes()
            try await plan.amend(round, units: [plan.units[0].id])
            try await plan.answer(entries[0].id)
            for _ in 1...2 {
                try await Self.undo(entries[0], plan)
                #expect(try await plan.entry(entries[0].id).returnedReason == "集計の誤り", "so that it may be mended")
                try await plan.write { try EntryStore.accept(entries[0].id, by: $1, on: $0) }
            }
            await #expect(throws: RoundRefusal.roundClosed(.reviewing)) { try await Self.undo(entries[1], plan) }
        }
    }

    @Test("The secretariat takes it back on the page of the answer, of the revision that was read")
    func page() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let round = try await plan.open()
            let entry = try await plan.entries(round)[0]
            try await plan.answer(entry.id)
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let path = "\(EntryPage.path(entry.id))/accept/undo"
            let button = "action=\"\(path)\""
            let secretariat = TestPerson(.secretariat)
            #expect(try await site.get(EntryPage.path(entry.id), as: secretariat).text.contains(button))
            let approver = TestPerson(.approver, units: [plan.units[0].id])
            #expect(try await !site.get(EntryPage.path(entry.id), as: approver).text.contains(button))
            #expect(try await site.post(path, as: approver, ["revision": "1"]).status == 403)
            #expect(try await site.post(path, as: secretariat).status == 409)
            #expect(try await site.post(path, as: secretariat, ["revision": "1"]).status == 303)
            #expect(try await plan.entry(entry.id).state == .approved)
            try await plan.write { try EntryStore.accept(entry.id, by: $1, on: $0) }
            try await plan.close(round)
            try await plan.freeze(round)
            #expect(try await !site.get(EntryPage.path(entry.id), as: secretariat).text.contains(button))
        }
    }
}
