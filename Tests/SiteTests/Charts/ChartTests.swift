import Foundation
import Japanese
import RandomTesting
import SiteTesting
import Testing

@testable import Site

@Suite("Charts")
struct ChartTests {
    private let year = FiscalYear(2024)

    private func value(_ number: Int, _ text: String) -> ChartValue {
        ChartValue(ExactNumber(number), text: text)
    }

    @Test("A quarter that is not known is a gap in the line, never a point at zero, and is said in words")
    func gaps() throws {
        let chart = LineChart(
            title: "率", unit: "%", quarters: year.quarters,
            series: [.init("実績", [value(10, "10%"), nil, value(30, "約30%")])])
        let tokens = try MarkupTokenizer.tokens(chart.html.text)
        let line = try #require(tokens.elements("path").first?["d"])
        #expect(line.split(separator: "M").count == 2)
        #expect(!line.contains("L"))
        // The line, and a marker for each known value.
        #expect(tokens.elements("path").count == 3)
        #expect(tokens.text.contains("令和6年度第2四半期は未回答"))
        #expect(tokens.text.contains("約30%"))
        #expect(tokens.elements("tr").count == 5)
    }

    @Test("Every chart has a name, a description and the same values as a table")
    func twins() throws {
        let charts: [any Component] = [
            BarChart(title: "名前1", unit: "件", bars: [.init("甲", value(3, "約3件")), .init("乙", nil)]),
            LineChart(title: "名前2", unit: "件", quarters: year.quarters, series: [.init("甲", [value(3, "約3件")])]),
            QuarterArrows(
                title: "名前3", fiscalYears: [year], rows: [.init("甲", [.init(Deadline(reading: "令和6年度末"), text: "約3件")])]
            ),
        ]
        for chart in charts {
            let tokens = try MarkupTokenizer.tokens(chart.html.text)
            let picture = try #require(tokens.elements("svg").first)
            #expect(picture["role"] == "img")
            #expect(tokens.elements("title").count == 1)
            #expect(tokens.elements("desc").count == 1)
            #expect(tokens.elements("table").count == 1)
            let cells = try #require(chart.html.text.range(of: "<table"))
            #expect(chart.html.text[cells.lowerBound...].contains("約3件"))
            for case .open(_, let attributes) in tokens { #expect(attributes["style"] == nil) }
        }
    }

    @Test("Bars are as long as their values, from zero, also when values are negative or all the same")
    func lengths() throws {
        let seed: UInt64 = 12
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let values = (0..<4).map { _ in Int.random(in: -50...1_000, using: &generator) }
            let scale = ChartScale(values.map(Double.init), from: 100, to: 600)
            let zero = scale.place(0)
            #expect((100.0...600.0).contains(zero), "seed \(seed)")
            for value in values {
                let place = scale.place(Double(value))
                #expect((99.9...600.1).contains(place), "seed \(seed)")
                #expect(abs((place - zero) / (600 - zero) - Double(value) / scale.upper) < 1e-9, "seed \(seed)")
            }
            #expect((2...12).contains(scale.ticks.count), "seed \(seed): \(scale.ticks)")
        }
        for values in [[], [0], [0.0001], [1e15]] as [[Double]] {
            let scale = ChartScale(values, from: 0, to: 100)
            #expect(scale.upper > scale.lower, "\(values)")
            #expect(scale.ticks.count <= 12, "\(values)")
        }
    }

    @Test(
        "Bars stand with their names and values inside the picture, which is shrunk and not scrolled on a narrow screen"
    )
    func narrow() throws {
        let long = String(repeating: "長い名前", count: 12)
        let chart = BarChart(
            title: "件数", unit: "件",
            bars: [
                .init("甲", value(3, "3件")), .init(long, value(-1, "▲1件")), .init("丙", nil),
                .init("丁", value(2, String(repeating: "とても長い値", count: 5))),
            ])
        let tokens = try MarkupTokenizer.tokens(chart.html.text)
        #expect(!chart.html.text.contains("chart-scroll"))
        let picture = try #require(tokens.elements("svg").first)
        let width = try #require(picture["width"].flatMap(Double.init))
        #expect(picture["viewBox"]?.hasPrefix("0 0 \(SVG.number(width)) ") == true)
        // At 288 points, words are at least 10 points high.
        for text in tokens.elements("text") {
            let size = try #require(text["font-size"].flatMap(Double.init))
            #expect(size * 288 / width >= 10)
        }
        // The value stands in the line of the name.
        let lines = tokens.elements("text").map { $0["y"] }
        #expect(lines[0] == lines[1])
        #expect(tokens.elements("text")[1]["text-anchor"] == "end")
        for bar in tokens.elements("rect") {
            let (x, length) = (bar["x"].flatMap(Double.init) ?? -1, bar["width"].flatMap(Double.init) ?? .infinity)
            #expect(x >= 0 && x + length <= width)
        }
    }

    @Test("The same chart gives the same bytes")
    func reproducible() {
        let chart = BarChart(title: "名前", unit: "件", bars: [.init("甲", value(1, "1件")), .init("乙", value(3, "3件"))])
        #expect(chart.html == chart.html)
        #expect(SVG.number(-0.04) == "0")
        #expect(SVG.number(12.26) == "12.3")
        #expect(SVG.number(-3.5) == "-3.5")
    }

    @Test("What somebody declared is hollow and said to be declared, what was counted leads to its records")
    func origins() throws {
        let chart = LineChart(
            title: "件数", unit: "件", quarters: year.quarters,
            series: [
                .init(
                    "実績",
                    [
                        ChartValue(ExactNumber(3), text: "3件", origin: .declared),
                        ChartValue(ExactNumber(5), text: "5件", origin: .counted, path: "/counts/5"),
                    ])
            ], askedUntil: year.quarters[1], paths: [year.quarters[0]: "/entries/1"], showsChange: true)
        let tokens = try MarkupTokenizer.tokens(chart.html.text)
        #expect(
            tokens.tableRows == [
                ["四半期", "実績", "前回との差"], ["令和6年度第1四半期", "3件（自己申告）", "―"], ["令和6年度第2四半期", "5件（計測値）", "+2"],
                ["令和6年度第3四半期", "まだ", "―"], ["令和6年度第4四半期", "まだ", "―"],
            ])
        #expect(tokens.elements("a").map { $0["href"] } == ["/entries/1", "/counts/5"])
        let fills = tokens.picture.elements("path").dropFirst().map { $0["fill"] }
        #expect(fills == [SVG.paper, SVG.series[0]])
        #expect(tokens.text.contains("自己申告の値"))
        #expect(!tokens.text.contains("未回答"))
    }

    @Test("The present day is a line where it lies in the quarters, at its share of the quarter, and nowhere else")
    func today() throws {
        let day = try #require(CivilDate(iso: "2024-08-16"))
        let line = try #require(TodayLine(day, in: year.quarters))
        // 46 of 92 days of the second quarter.
        #expect(line.place == 1.5)
        #expect(line.label == "今日 8月16日")
        #expect(TodayLine(day, in: year.next.quarters) == nil)
        #expect(TodayLine(nil, in: year.quarters) == nil)
        func lines(_ today: CivilDate?) throws -> Int {
            let chart = LineChart(
                title: "件数", unit: "件", quarters: year.quarters, series: [.init("実績", [value(3, "3件")])], today: today)
            return try MarkupTokenizer.tokens(chart.html.text).text.components(separatedBy: "今日 8月16日").count - 1
        }
        #expect(try lines(day) == 1)
        #expect(try lines(nil) == 0)
        #expect(
            QuarterArrows(title: "計画", fiscalYears: [year], rows: [], today: day).html.text.contains("今日 8月16日"))
    }

    @Test("A sparkline shows at most twelve quarters, ends with the last value in figures, and leaves gaps")
    func sparkline() throws {
        let quarters = year.quarters + year.next.quarters + year.next.next.quarters + year.next.next.next.quarters
        var values: [ChartValue?] = (1...16).map { value($0, "\($0)件") }
        values[10] = nil
        let tokens = try MarkupTokenizer.tokens(Sparkline(title: "件数", quarters: quarters, values: values).html.text)
        let line = try #require(tokens.elements("path").first?["d"])
        #expect(line.count { $0 == "M" } == 2)
        #expect(line.count { "ML".contains($0) } == 11)
        #expect(tokens.elements("svg").first?["role"] == "img")
        #expect(tokens.text.contains("令和8年度第3四半期は未回答"))
        #expect(!tokens.text.contains("令和6年度"))
        #expect(
            tokens.last { if case .text(let text) = $0 { !text.allSatisfy(\.isWhitespace) } else { false } }
                == .text("16件"))
        values[15] = nil
        let open = Sparkline(title: "件数", quarters: quarters, values: values).html.text
        #expect(open.contains(">未回答</text>"))
    }

    @Test("A bullet of which less is better says so in words")
    func lessIsBetter() throws {
        func text(_ isLessBetter: Bool) throws -> String {
            let bars = BulletBars(
                title: "件数", unit: "件", bars: [.init("第1四半期", value(3, "3件"), target: nil)], isLessBetter: isLessBetter)
            return try MarkupTokenizer.tokens(bars.html.text).text
        }
        #expect(try text(true).contains("少ないほど良い"))
        #expect(try !text(false).contains("少ないほど良い"))
    }

    @Test("Patterns are defined once for each picture, and every area that is painted with one finds it")
    func patterns() throws {
        let parts = ChartFill.allCases.map { StackedBars.Part("区分\($0.rawValue)", $0) }
        let charts = (1...3).map { number in
            StackedBars(
                title: "図\(number)", unit: "件", parts: parts,
                bars: [.init("甲", parts.map { _ in number }), .init("乙", parts.map { _ in 2 })])
        }
        let tokens = try MarkupTokenizer.tokens(charts.map(\.html.text).joined())
        let defined = tokens.elements("pattern").compactMap { $0["id"] }
        #expect(Set(defined).count == defined.count)
        let painted = tokens.elements("rect").compactMap { $0["fill"] }.filter { $0.hasPrefix("url(#") }
        #expect(painted.count == 3 * 4 * 3)
        for paint in painted {
            let name = String(paint.dropFirst(5).prefix { $0 != ")" })
            #expect(defined.contains(name), "\(name)")
        }
        for case .open(_, let attributes) in tokens { #expect(attributes["style"] == nil) }
    }

    @Test("No words of a chart are smaller than 14 pixels, and every named picture says what is to be seen")
    func words() throws {
        let charts = try MarkupTokenizer.tokens(Gallery.document.replacing(StyleSheet.text, with: ""))
        let sizes = charts.elements("text").compactMap { $0["font-size"].flatMap(Double.init) }
        #expect(sizes.count > 50)
        #expect(sizes.allSatisfy { $0 >= 14 })
        let message = BarChart(title: "件数", unit: "件", bars: [.init("甲", value(1, "1件")), .init("乙", value(3, "3件"))])
        #expect(message.html.text.contains("<title>件数。2項目のうち、最も大きいのは乙の3件。</title>"))
    }

    @Test("The end of an arrow tells the class of the deadline, and its words are in the table")
    func arrows() {
        func picture(_ words: String) -> String {
            QuarterArrows(
                title: "計画", fiscalYears: [year, year.next],
                rows: [.init("甲", [.init(Deadline(reading: words), text: "内容")])]
            ).html.text
        }
        let pictures = ["令和6年度中", "令和6年度末", "令和6年度から", "令和6年12月1日までに", "令和6年度を目途に"].map(picture)
        #expect(Set(pictures).count == pictures.count)
        #expect(pictures[0].contains("令和6年度第1四半期から令和6年度第4四半期まで"))
        #expect(pictures[2].contains("令和6年度第1四半期から</td>"))
        #expect(picture("順次").contains("時期の記載なし"))
        #expect(picture("平成30年度中").contains("表の期間より前"))
        #expect(picture("令和20年度中").contains("表の期間より後"))
    }

    @Test("Labels are broken into lines that fit, and none of their characters is lost before the limit")
    func lines() {
        let text = "オープンデータの推進とABC123"
        let lines = ChartText.lines(text, widthMax: 6, linesMax: 10)
        #expect(lines.joined() == text)
        #expect(lines.allSatisfy { ChartText.width($0) <= 6 })
        #expect(ChartText.lines(text, widthMax: 6, linesMax: 1).first?.hasSuffix("…") == true)
    }
}
