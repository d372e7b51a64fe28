import Japanese
import LifeEvents
import Storage
import StorageTesting
import Testing
import Ward

@testable import Counter

@Suite("Figures of the desk")
struct FiguresTests {
    /// Visits that are over, some hours apart, each with its sections and minutes.
    private static func visits(
        _ count: Int, _ desk: TestedDesk, on connection: any Connection
    ) throws {
        for number in 1...count {
            let opened = try CaseStore.open(
                TestedDesk.opening(number), base: desk.base, by: desk.stamp(), on: connection)
            let visit = DeskVisit(
                id: desk.ward.newID(), caseID: opened.id,
                slot: .init(day: desk.today, lane: 0, starts: 540, minutes: 60), plannedMinutes: 45, state: .done,
                beganAt: Timestamp(desk.today, hour: 9), endedAt: Timestamp(desk.today, hour: 9, minute: 40))
            let items = ["B07", "B11", "A06"].compactMap { id -> DeskItem? in
                guard let procedure = desk.base[procedure: id],
                    let result = desk.base.evaluate(CaseFacts(), today: desk.today)[id]
                else { return nil }
                return DeskItem(procedure: procedure, result: result, state: .received, reason: "")
            }
            try StatisticStore.record(visit, of: opened, items: items, by: desk.stamp(), on: connection)
        }
    }

    @Test("Counted from visits, each with the way back; fewer than five are not told", arguments: TestDatabases.all)
    func indicators(_ kind: TestDatabase) async throws {
        try await TestedDesk.use(kind) { desk in
            func measure(_ id: String) async throws -> IndicatorReading {
                let indicator = try #require(DeskIndicators.all.first { $0.id == id })
                return try await desk.ward.database.read { try indicator.measure(desk.today, $0) }
            }
            #expect(try await measure("counter.cases").value == 0)
            try await desk.ward.database.write { try Self.visits(4, desk, on: $0) }
            let few = try await measure("counter.cases")
            #expect(few.value == nil)
            #expect(few.isSuppressed)
            #expect(few.records.isEmpty)
            try await desk.ward.database.write { connection in
                try Self.visits(4, desk, on: connection)
                try connection.execute("INSERT INTO counter_death_count (month, deaths) VALUES ('2026-11', 20)")
            }
            let cases = try await measure("counter.cases")
            #expect(cases.value == 8)
            #expect(cases.records.count == 8)
            #expect(cases.records.allSatisfy { $0.hasPrefix("desk/figures/") })
            #expect(try await measure("counter.minutes").value == 40)
            #expect(try await measure("counter.items").value == 3)
            #expect(try await measure("counter.sections-saved").value == 16)
            // Eight visits, four of them by families that came before: four of twenty.
            #expect(try await measure("counter.use-rate").value == 40)
        }
    }

    @Test(
        "Without a measured baseline nothing is written; with one a month is written once, after it is over",
        arguments: TestDatabases.all)
    func effects(_ kind: TestDatabase) async throws {
        try await TestedDesk.use(kind) { desk in
            try await desk.ward.database.write { connection in
                try Self.visits(6, desk, on: connection)
                desk.move(to: CivilDate(dayNumber: 20_788))
                #expect(desk.today.month == 12)
                #expect(try DeskEffect.settle(by: desk.stamp(), on: connection).isEmpty)
                var settings = DeskSettings()
                (settings.baselineMinutes, settings.baselineLow, settings.baselineHigh) = (25, 10, 40)
                #expect(!settings.problems.isEmpty)
                settings.baselineSource = "見本 10件"
                #expect(settings.problems.isEmpty)
                try DeskSettingsStore.set(settings, by: desk.stamp(), on: connection)
                let effect = try #require(try DeskEffect.settle(by: desk.stamp(), on: connection).first)
                // 18 sections of 25 minutes against 6 visits of 40: 210 minutes; with 10 minutes it would have cost time.
                #expect(effect.value == ExactNumber("3.5"))
                #expect(effect.grade == .estimated)
                #expect(effect.interval?.lowerBound == ExactNumber("-1"))
                #expect(effect.interval?.upperBound == 8)
                #expect(effect.from.description == "2026-11-01")
                #expect(effect.to.description == "2026-11-30")
                #expect(try DeskEffect.settle(by: desk.stamp(), on: connection).isEmpty)
                #expect(try EffectLedger.standing(on: connection) == [effect])
                let correction = Effect(
                    id: desk.ward.newID(), module: effect.module, subject: effect.subject, unit: .hours,
                    from: effect.from,
                    to: effect.to, value: 2, interval: nil, grade: .declared, method: "訂正", records: [],
                    replaces: effect.id)
                try EffectLedger.append(correction, by: desk.stamp(), on: connection)
                #expect(try EffectLedger.standing("counter", on: connection) == [correction])
            }
        }
    }
}
