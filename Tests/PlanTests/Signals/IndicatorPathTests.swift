import Japanese
import RandomTesting
import Testing

@testable import Plan

@Suite("The line from baseline to target")
struct IndicatorPathTests {
    typealias T = TestedHistory

    private func path(_ anchors: (Int, ExactNumber)...) -> IndicatorPath? {
        IndicatorPath(anchors.map { .init(FiscalYear($0.0), $0.1) })
    }

    @Test(
        "The line passes through every known year's last day, starts with the baseline and stays after the last target")
    func anchors() throws {
        let path = try #require(self.path((2025, 9000), (2021, 1000), (2023, 3000)))
        #expect(path.value(on: T.day("2022-03-30")) == nil)
        #expect(path.value(on: T.day("2022-03-31")) == 1000)
        #expect(path.value(on: T.day("2023-03-31")) == ExactNumber("1998.6"))
        #expect(path.value(on: T.day("2024-03-31")) == 3000)
        #expect(path.value(on: T.day("2026-03-31")) == 9000)
        #expect(path.value(on: T.day("2030-01-01")) == 9000)
        #expect(path.isBehind(1, on: T.day("2020-01-01"), direction: .up) == nil)
        #expect(self.path((2021, 1000)) == nil)
    }

    @Test("On the line is not behind it; one millionth less is, and for falling indicators the other way round")
    func exact() throws {
        // 365 days from 0 to 365: the line is the number of days.
        let rising = try #require(path((2021, 0), (2022, 365)))
        let day = T.day("2022-07-09")
        #expect(rising.value(on: day) == 100)
        let less = try #require(ExactNumber("99.999999"))
        #expect(rising.isBehind(100, on: day, direction: .up) == false)
        #expect(rising.isBehind(less, on: day, direction: .up) == true)
        let falling = try #require(path((2021, 365), (2022, 0)))
        #expect(falling.isBehind(265, on: day, direction: .down) == false)
        #expect(falling.isBehind(266, on: day, direction: .down) == true)
        #expect(falling.isBehind(264, on: day, direction: .down) == false)
    }

    @Test("The comparison is the one that whole numbers give, counted day by day", arguments: [1, 7, 20_240_701])
    func oracle(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let start = Int.random(in: 2018...2024, using: &random)
            let span = Int.random(in: 1...5, using: &random)
            let (from, to) = (Int.random(in: 0...500, using: &random), Int.random(in: 0...500, using: &random))
            let value = Int.random(in: 0...500, using: &random)
            let (first, last) = (FiscalYear(start).end, FiscalYear(start + span).end)
            // The oracle walks: every day adds (to − from), and a whole unit is `days` of it.
            var days = 0
            var walk = first
            while walk < last {
                walk = walk.adding(days: 1)
                days += 1
            }
            let gone = Int.random(in: 0...days, using: &random)
            var line = from * days
            for _ in 0..<gone { line += to - from }
            let ruler = self.path((start, ExactNumber(from)), (start + span, ExactNumber(to)))
            let day = first.adding(days: gone)
            #expect(
                ruler?.isBehind(ExactNumber(value), on: day, direction: .up) == (value * days < line), "seed \(seed)")
            #expect(
                ruler?.isBehind(ExactNumber(value), on: day, direction: .down) == (value * days > line), "seed \(seed)")
        }
    }

    @Test("An indicator below its line is warned of, with the line's value on the as-of date among the inputs")
    func signal() throws {
        let targets = ["I1": [IndicatorPath.Anchor(FiscalYear(2025), 9000)]]
        func signals(_ value: ExactNumber) -> [Signal] {
            let figure = T.figure(value, baseline: (2021, 6500), qualifiers: [.approximately])
            return T.history([T.record(1, mark: "B", figures: [figure])], targets: targets).signals(.behindLine)
        }
        // From 2022-03-31 (6,500) to 2026-03-31 (9,000) are 1,461 days; 914 of them are gone on 2024-09-30.
        let signal = try #require(signals(8000).first)
        #expect(signal.inputs.contains { $0.value == "8,064時間" && $0.label == "直線の値（令和6年9月30日）" })
        #expect(signal.inputs.map(\.value).prefix(3) == ["約8,000", "6,500時間", "9,000時間"])
        #expect(signal.sentence.contains("約8,000時間"))
        #expect(signal.sentence.contains("下回っています"))
        #expect(signals(8065).isEmpty)
    }

    @Test("Without a baseline, a target or a value there is no line to be below")
    func unknown() {
        let targets = ["I1": [IndicatorPath.Anchor(FiscalYear(2025), 9000)]]
        func count(_ figures: [InitiativeHistory.Figure], _ targets: [String: [IndicatorPath.Anchor]]) -> Int {
            T.history([T.record(1, mark: "B", figures: figures)], targets: targets).lineReadings.count
        }
        #expect(count([T.figure(1)], targets) == 0)
        #expect(count([T.figure(1, baseline: (2021, 5))], [:]) == 0)
        #expect(count([], targets) == 0)
        #expect(count([T.figure(1, baseline: (2021, 5))], targets) == 1)
        // The baseline lies ahead.
        #expect(count([T.figure(1, baseline: (2024, 5))], targets) == 0)
    }

    @Test("A flow is judged by its four quarters together, at the year's end, and never by one of them")
    func flow() {
        let targets = ["I1": [IndicatorPath.Anchor(FiscalYear(2024), 400)]]
        func record(_ number: Int, _ value: ExactNumber?) -> InitiativeHistory.QuarterRecord {
            T.record(
                number, mark: "B",
                figures: value.map { [T.figure($0, rule: .flow, baseline: (2023, 300))] } ?? [])
        }
        func signals(_ values: [ExactNumber?]) -> [Signal] {
            T.history(values.enumerated().map { record($0.offset, $0.element) }, targets: targets)
                .signals(.behindLine)
        }
        #expect(signals([90, 90, 90]).isEmpty)
        #expect(signals([90, 90, 90, 130]).isEmpty)
        #expect(signals([90, 90, 90, 129]).count == 1)
        #expect(signals([90, nil, 90, 90]).isEmpty)
        #expect(signals([90, 90, 90, 129]).first?.sentence.contains("年度の合計399時間") == true)
    }
}
