// The main file of Benchmarks/charts.sh: two typical charts, 200 of each drawn, then those of the last ten asked for again.

struct Details {
    let html: HTML
    init(_ summary: String, _ content: HTML) { html = "<details><summary>\(summary)</summary>\(content)</details>" }
}

extension HTML.Interpolation {
    mutating func appendInterpolation(_ details: Details) { appendInterpolation(details.html) }
}

enum ContentHash {
    static func of(_ text: String) -> String {
        String(text.utf8.reduce(14_695_981_039_346_656_037 as UInt64) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }, radix: 16)
    }
}

let parts = ChartFill.allCases.map { StackedBars.Part($0.rawValue, $0) }
let quarters = (2024...2026).flatMap { FiscalYear($0).quarters }

func stack(_ number: Int) -> HTML {
    StackedBars(
        title: "課ごとの進捗区分\(number)", unit: "件", parts: parts,
        bars: (0..<24).map { bar in .init("第\(bar)課", parts.indices.map { ($0 + bar + number) % 5 }) }
    ).html
}

func line(_ number: Int) -> HTML {
    func values(_ factor: Int) -> [ChartValue?] {
        quarters.indices.map { ChartValue(ExactNumber($0 * factor + number), text: "\($0 * factor + number)件") }
    }
    return LineChart(
        title: "件数\(number)", unit: "件", quarters: quarters, series: [.init("実績", values(3)), .init("目標", values(4))]
    ).html
}

let clock = ContinuousClock()
let rounds = 200
for (name, draw) in [("24 sections, 8 marks", stack), ("12 quarters, 2 series", line)] as [(String, (Int) -> HTML)] {
    let drawn = clock.measure { for number in 0..<rounds { _ = draw(number) } } / rounds
    let kept = clock.measure { for number in 0..<rounds { _ = draw(rounds - 1 - number % 10) } } / rounds
    print("\(name): drawn \(drawn), kept \(kept), \(draw(0).text.utf8.count) bytes;", terminator: " ")
}
print()
