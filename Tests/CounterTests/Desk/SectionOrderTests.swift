import Japanese
import LifeEvents
import Storage
import StorageTesting
import Testing
import Ward

@testable import Counter

@Suite("What the desk hands over to a section becomes work that its robot can take")
struct SectionOrderTests {
    /// Hands a procedure over and gives what waits for its section.
    private static func handed(
        _ desk: TestedDesk, _ opening: CaseStore.Opening
    ) async throws -> [WorkOrder] {
        try await desk.ward.database.write { connection in
            let opened = try desk.book(opening, on: connection)
            let view = try CaseView.load(opened.id, on: connection)
            try view.set(
                [.init(procedure: "B07", state: .handedOver, reason: "")], by: desk.stamp(), on: connection)
            return try WorkOrder.list("ORDER BY id", on: connection)
        }
    }

    @Test("With the family's consent, once, with the facts of the person who died", arguments: TestDatabases.all)
    func ordered(_ kind: TestDatabase) async throws {
        try await TestedDesk.use(kind) { desk in
            let orders = try await Self.handed(desk, TestedDesk.opening(1))
            #expect(orders.map(\.content.kind) == ["B07"])
            #expect(orders.first?.content.facts["氏名"] == "見本故人1")
            #expect(orders.first?.state == .waiting)
        }
    }

    @Test(
        "What waits is taken back, with all that it holds, once the person is protected or the step is no longer handed over"
    )
    func takenBack() async throws {
        try await TestedDesk.use(TestDatabases.memory) { desk in
            let orders = try await Self.handed(desk, TestedDesk.opening(1))
            #expect(orders.map(\.state) == [.waiting])
            try await desk.ward.database.write { connection in
                let opened = try #require(try DeskCase.list("ORDER BY id", on: connection).first)
                try CaseView.load(opened.id, on: connection).set(
                    [.init(procedure: "B07", state: .done, reason: "")], by: desk.stamp(), on: connection)
                let corrected = try WorkOrder.list("ORDER BY id", on: connection)
                #expect(corrected.map(\.state) == [.withdrawn])
                #expect(corrected.first?.content.facts == [:])
                try CaseView.load(opened.id, on: connection).set(
                    [.init(procedure: "B07", state: .handedOver, reason: "")], by: desk.stamp(), on: connection)
                #expect(try WorkOrder.list("ORDER BY id", on: connection).map(\.state) == [.waiting])
                try DeathStore.protect(opened.deceased, by: desk.stamp(), on: connection)
                let protected = try WorkOrder.list("ORDER BY id", on: connection)
                #expect(protected.map(\.state) == [.withdrawn])
                #expect(protected.first?.content.facts == [:])
            }
        }
    }

    private enum End: CaseIterable {
        case desk, family, consent
    }

    @Test(
        "Once the desk or the family ends the case, or the consent is taken back, nothing of it waits for a robot",
        arguments: End.allCases)
    private func ended(_ end: End) async throws {
        try await TestedDesk.use(TestDatabases.memory) { desk in
            let code = GuideCode(.system)
            var opening = TestedDesk.opening(1)
            opening.code = code
            let waiting = try await Self.handed(desk, opening)
            #expect(waiting.map(\.state) == [.waiting])
            let told = opening
            try await desk.ward.database.write { connection in
                let opened = try #require(try DeskCase.list("ORDER BY id", on: connection).first)
                switch end {
                case .desk: try CaseStore.end(opened, because: "取りやめ", by: desk.stamp(), on: connection)
                case .family:
                    let isCancelled = try CaseStore.cancel(code, by: desk.stamp(), on: connection)
                    #expect(isCancelled)
                case .consent:
                    var corrected = told
                    corrected.consents = []
                    try CaseView.load(opened.id, on: connection).correct(
                        corrected, isProved: false, by: desk.stamp(), on: connection)
                }
            }
            let (orders, rows) = try await desk.ward.database.read { connection in
                (
                    try WorkOrder.list("ORDER BY id", on: connection),
                    try Audit.list(AuditFilter(), on: connection).filter { $0.action == "ward.order.withdraw" }
                )
            }
            #expect(orders.map(\.state) == [.withdrawn])
            #expect(orders.first?.content.facts == [:])
            #expect(rows.count == 1)
        }
    }

    @Test("However many steps are handed over at once, the consents and the units are read once")
    func together() async throws {
        try await TestedDesk.use(TestDatabases.memory) { desk in
            let opened = try await desk.ward.database.write { try desk.book(TestedDesk.opening(1), on: $0) }
            let counting = CountingDatabase(desk.ward.database)
            let steps = ["B07", "B08", "B09"]
            let known = desk.base.procedures.map(\.id).filter(steps.contains)
            #expect(known.count == 3)
            func reads(_ steps: [String]) async throws -> Int {
                let view = try await desk.ward.database.read { try CaseView.load(opened.id, on: $0) }
                let stamp = desk.stamp()
                return try await counting.statements {
                    try await counting.write { connection in
                        try view.set(
                            steps.map { .init(procedure: $0, state: .handedOver, reason: "") }, by: stamp,
                            on: connection)
                    }
                }.reads
            }
            let (one, three) = (try await reads(["B07"]), try await reads(steps))
            let orders = try await desk.ward.database.read { try WorkOrder.list("ORDER BY id", on: $0) }
            #expect(orders.map(\.content.kind).sorted() == steps)
            // Each writes rows of the trail, whose head is read before; the rest is read once.
            let trail = try await counting.statements {
                let stamp = desk.stamp()
                try await counting.write { try stamp.note("ward.order.place", "order/x", on: $0) }
            }.reads
            #expect(three - one <= 2 * 2 * trail)
        }
    }

    @Test("Nothing of people under protection")
    func withheld() async throws {
        try await TestedDesk.use(TestDatabases.memory) { desk in
            let orders = try await Self.handed(desk, TestedDesk.opening(2, isRestricted: true))
            #expect(orders.isEmpty)
        }
    }
}
