import Japanese
import RandomTesting
import Testing

@testable import Ward

@Suite("Putting periods together")
struct AggregationTests {
    private typealias Period = Aggregation.PeriodValue

    /// RPA hours saved against fiscal 2021, as the ward publishes them.
    private static let hours = [("令和4年度", "約6,500時間"), ("令和5年度", "約8,200時間"), ("令和6年度", "約8,900時間")]
        .map { Aggregation.PeriodValue(period: $0.0, value: QuantityReader.read($0.1)) }

    private func periods(_ texts: [String?]) -> [Aggregation.PeriodValue] {
        texts.enumerated().map {
            Period(period: "第\($0.offset + 1)四半期", value: $0.element.flatMap { QuantityReader.read($0) })
        }
    }

    @Test("Levels are never summed: the refusal says why in words and offers the differences, with their 約")
    func levels() throws {
        do {
            let sum = try Aggregation.aggregate(Self.hours, rule: .level)
            Issue.record("summed to \(sum)")
        } catch {
            guard case .levelsHaveNoTotal(let changes) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(changes.map(\.amount.value) == [1700, 700])
            #expect(changes.map(\.japanese) == ["令和5年度 約+1,700時間", "令和6年度 約+700時間"])
            #expect(error.words.hasPrefix("水準の値（各年度末など、その時点の状態を表す値）は合計できません。前の期間との差を使ってください"))
            #expect(error.words.contains("約+1,700時間、令和6年度 約+700時間"))
        }
    }

    @Test("Flows are summed, and one 約 makes the sum 約")
    func flows() throws {
        let sum = try Aggregation.aggregate(periods(["120件", "約80件", "100件"]), rule: .flow)
        #expect(sum.meaning == .sum)
        #expect(sum.value.japanese == "約300件")
        #expect(sum.unknownPeriods == [])
    }

    @Test("What is not known is named and never counted as zero")
    func unknown() throws {
        let sum = try Aggregation.aggregate(periods(["120件", nil, "100件"]), rule: .flow)
        #expect(sum.value.value == 220)
        #expect(sum.unknownPeriods == ["第2四半期"])
        #expect(throws: AggregationRefusal.noValues) { try Aggregation.aggregate(periods([nil, nil]), rule: .flow) }
        #expect(throws: AggregationRefusal.noValues) { try Aggregation.aggregate([], rule: .cumulative) }
    }

    @Test("A running total gives its growth, last minus first")
    func cumulative() throws {
        let growth = try Aggregation.aggregate(periods(["1,000人", nil, "1,450人"]), rule: .cumulative)
        #expect(growth.meaning == .growth)
        #expect(growth.value.japanese == "450人")
        #expect(throws: AggregationRefusal.oneValueOnly) {
            try Aggregation.aggregate(periods(["1,000人", nil]), rule: .cumulative)
        }
    }

    @Test("Rates are neither summed nor averaged, and without any value that is what is said")
    func rates() {
        #expect(throws: AggregationRefusal.ratesHaveNoTotal) {
            try Aggregation.aggregate(periods(["90%", "50%"]), rule: .rate)
        }
        #expect(throws: AggregationRefusal.noValues) { try Aggregation.aggregate(periods([nil]), rule: .rate) }
        #expect(throws: AggregationRefusal.noValues) { try Aggregation.aggregate(periods([nil]), rule: .level) }
    }

    @Test("Different units are not added")
    func units() {
        #expect(throws: AggregationRefusal.unitsDiffer("件", "時間")) {
            try Aggregation.aggregate(periods(["1件", "1時間"]), rule: .flow)
        }
        #expect(throws: Never.self) { try Aggregation.aggregate(periods(["1件", "1"]), rule: .flow) }
    }

    @Test("A bound stays a bound, turns round when taken away, and two opposite bounds are refused")
    func bounds() throws {
        #expect(try Aggregation.aggregate(periods(["100件以上", "20件"]), rule: .flow).value.japanese == "120件以上")
        #expect(try Aggregation.aggregate(periods(["30件以上", "100件"]), rule: .cumulative).value.japanese == "70件以下")
        #expect(throws: AggregationRefusal.boundsDisagree(.atLeast, .atMost)) {
            try Aggregation.aggregate(periods(["1件以上", "2件以下"]), rule: .flow)
        }
        #expect(throws: AggregationRefusal.boundsDisagree(.atLeast, .atMost)) {
            try Aggregation.aggregate(periods(["10件以上", "20件以上"]), rule: .cumulative)
        }
    }

    @Test("The sum of a flow does not depend on how its periods are cut")
    func sums() throws {
        let seed = TestSeed.fresh
        var generator = SeededGenerator(seed: seed)
        for _ in 1...300 {
            let tenths = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
                Int.random(in: -1_000_000...1_000_000, using: &generator)
            }
            let values = tenths.map { Quantity(value: ExactNumber(mantissa: $0, scale: 1), raw: "") }
            let sum = try Aggregation.aggregate(values.map { Period(period: "", value: $0) }, rule: .flow).value.value
            #expect(sum == ExactNumber(mantissa: tenths.reduce(0, +), scale: 1), "seed \(seed)")
            let changes = try Aggregation.changes(of: values.map { Period(period: "", value: $0) })
            let last = try #require(values.last).value
            #expect(changes.map(\.amount.value).reduce(values[0].value, +) == last, "seed \(seed)")
        }
    }
}
