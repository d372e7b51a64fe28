import Japanese
import RandomTesting
import SiteTesting
import Testing

@testable import Site

/// What is drawn against what stands in the table, over random values.
@Suite("A chart and its table")
struct TwinTests {
    private let year = FiscalYear(2024)

    @Test("The parts of a stack are as long as their counts in the table, which sum up, and are apart")
    func stacks() throws {
        let seed: UInt64 = 4_711
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let parts = ChartFill.allCases.prefix(.random(in: 1...8, using: &generator)).map {
                StackedBars.Part("区分\($0.rawValue)", $0)
            }
            let bars = (0..<Int.random(in: 1...5, using: &generator)).map { number in
                StackedBars.Bar("課\(number)", parts.map { _ in .random(in: 0...9, using: &generator) })
            }
            let tokens = try MarkupTokenizer.tokens(
                StackedBars(title: "件数", unit: "件", parts: Array(parts), bars: bars).html.text)
            let rows = tokens.tableRows.dropFirst().map { $0.dropFirst().compactMap { Int($0) } }
            #expect(rows == bars.map { $0.counts + [$0.counts.reduce(0, +)] }, "seed \(seed)")
            // The areas of the picture: those of the legend begin at 1, and those behind numbers are lower.
            let areas = tokens.picture.elements("rect").filter {
                Double($0["height"] ?? "") ?? 0 >= StackedBars.barHeight - 1 && $0["x"] != nil
            }
            let counted = bars.flatMap { bar in zip(parts, bar.counts).filter { $0.1 > 0 } }
            try #require(areas.count == counted.count, "seed \(seed)")
            let scale = StackedBars.plotWidth / Double(max(bars.map { $0.counts.reduce(0, +) }.max() ?? 0, 1))
            for (area, (part, count)) in zip(areas, counted) {
                let outlined = part.fill.outline == nil ? 0.0 : 1
                let width = try #require(area["width"].flatMap(Double.init)) + outlined
                #expect(abs(width - (Double(count) * scale - StackedBars.gap)) < 0.11, "seed \(seed)")
            }
        }
    }

    @Test("Every point of a line stands in the table at the height of its value, and a gap is a gap in both")
    func lines() throws {
        let seed: UInt64 = 815
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let quarters = Array((year.quarters + year.next.quarters).prefix(.random(in: 1...8, using: &generator)))
            let values = quarters.map { _ in
                generator.chance(1, in: 4) ? nil : Int.random(in: 0...999, using: &generator)
            }
            let chart = LineChart(
                title: "値", unit: "件", quarters: quarters,
                series: [.init("実績", values.map { $0.map { ChartValue(ExactNumber($0), text: "\($0)件") } })])
            let tokens = try MarkupTokenizer.tokens(chart.html.text)
            let rows = tokens.tableRows.dropFirst()
            #expect(rows.map { $0[1] } == values.map { $0.map { "\($0)件" } ?? "未回答" }, "seed \(seed)")
            let line = try #require(tokens.picture.elements("path").first?["d"])
            let heights = line.split { "ML".contains($0) }.compactMap {
                $0.split(separator: " ").last.flatMap { Double($0) }
            }
            let known = values.compactMap(\.self)
            try #require(heights.count == known.count, "seed \(seed)")
            let scale = ChartScale(known.map(Double.init), from: 264, to: 44)
            for (height, value) in zip(heights, known) {
                #expect(abs(height - scale.place(Double(value))) < 0.06, "seed \(seed)")
            }
            let runs = zip([nil] + values, values).count { $0 == nil && $1 != nil }
            #expect(line.count { $0 == "M" } == runs, "seed \(seed)")
        }
    }

    @Test("A bullet's bar is a third as high as its ranges and ends at its value, its tick at its target")
    func bullets() throws {
        let seed: UInt64 = 12
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let (value, target) = (
                Int.random(in: 1...500, using: &generator), Int.random(in: 1...500, using: &generator)
            )
            let base = Int.random(in: 1...500, using: &generator)
            let drawn = { (number: Int) in ChartValue(ExactNumber(number), text: "\(number)件") }
            let tokens = try MarkupTokenizer.tokens(
                BulletBars(
                    title: "件数", unit: "件", bars: [.init("第1四半期", drawn(value), target: drawn(target))],
                    ranges: [.init("基準", drawn(base))]
                ).html.text)
            #expect(tokens.tableRows[1] == ["第1四半期", "\(value)件", "\(target)件"], "seed \(seed)")
            #expect(tokens.tableRows[2] == ["基準", "\(base)件", ""], "seed \(seed)")
            let scale = ChartScale([value, target, base].map(Double.init), from: BulletBars.left, to: 520)
            let areas = tokens.picture.elements("rect")
            #expect(areas.map { $0["height"] } == ["24", "8"], "seed \(seed)")
            let bar = try #require(areas.last)
            let end = (Double(bar["x"] ?? "") ?? 0) + (Double(bar["width"] ?? "") ?? 0)
            #expect(abs(end - scale.place(Double(value))) < 0.11, "seed \(seed)")
            let tick = try #require(tokens.picture.elements("line").first?["x1"].flatMap(Double.init))
            #expect(abs(tick - scale.place(Double(target))) < 0.06, "seed \(seed)")
        }
    }
}

extension [MarkupTokenizer.Token] {
    /// The words of each cell, row by row.
    var tableRows: [[String]] {
        var rows: [[String]] = []
        var isInCell = false
        for token in self {
            switch token {
            case .open("tr", _): rows.append([])
            case .open("th", _), .open("td", _):
                rows[rows.count - 1].append("")
                isInCell = true
            case .close("th"), .close("td"): isInCell = false
            case .text(let text) where isInCell: rows[rows.count - 1][rows[rows.count - 1].count - 1] += text
            default: break
            }
        }
        return rows
    }

    /// What is inside the first picture that has a name; samples of legends have none.
    var picture: [MarkupTokenizer.Token] {
        guard
            let start = firstIndex(where: {
                if case .open("svg", let attributes) = $0 { attributes["role"] == "img" } else { false }
            }),
            let end = self[start...].firstIndex(of: .close(name: "svg"))
        else { return [] }
        return Array(self[start..<end])
    }
}
