import Japanese
import Testing

@testable import Site

@Suite("Charts that are kept")
struct ChartCacheTests {
    private func chart(_ number: Int, title: String = "件数") -> BarChart {
        BarChart(title: title, unit: "件", bars: [.init("甲", ChartValue(ExactNumber(number), text: "\(number)件"))])
    }

    @Test("The same data is drawn once, and any other data is drawn for itself")
    func once() {
        let cache = ChartCache(bytesMax: 1 << 20)
        var drawings = 0
        func asked(_ chart: BarChart) -> HTML {
            cache.html(of: chart) {
                drawings += 1
                return "<p>\(chart.title)\(chart.bars[0].value?.text ?? "")</p>"
            }
        }
        #expect(asked(chart(1)).text == "<p>件数1件</p>")
        #expect(asked(chart(1)).text == "<p>件数1件</p>")
        #expect(drawings == 1)
        #expect(asked(chart(2)).text == "<p>件数2件</p>")
        #expect(asked(chart(2, title: "別")).text == "<p>別2件</p>")
        #expect(drawings == 3)
    }

    @Test("Charts of two kinds with the same data do not stand for each other")
    func kinds() {
        let cache = ChartCache(bytesMax: 1 << 20)
        let stack = StackedBars(title: "件数", unit: "件", parts: [], bars: [])
        let bars = BarChart(title: "件数", unit: "件", bars: [])
        #expect(cache.html(of: stack) { "stack" }.text == "stack")
        #expect(cache.html(of: bars) { "bars" }.text == "bars")
    }

    @Test("It never holds more than it may, and what was asked for last is what stays")
    func bounds() {
        let cache = ChartCache(bytesMax: 1_000)
        let hundred = HTML(trusted: String(repeating: "x", count: 100))
        for number in 1...200 {
            _ = cache.html(of: chart(number)) { hundred }
            // Asked for all the time.
            _ = cache.html(of: chart(1)) { hundred }
            #expect(cache.bytes <= 1_000)
            #expect(cache.bytes == cache.count * 100)
        }
        var isDrawn = false
        for number in [1, 200] {
            _ = cache.html(of: chart(number)) {
                isDrawn = true
                return hundred
            }
        }
        #expect(!isDrawn)
    }

    @Test("One that is too large for the others is drawn each time")
    func large() {
        let cache = ChartCache(bytesMax: 1_000)
        _ = cache.html(of: chart(1)) { HTML(trusted: String(repeating: "x", count: 251)) }
        #expect(cache.count == 0)
        #expect(cache.bytes == 0)
    }

    @Test("Many who ask at one moment all get the chart they asked for")
    func together() async {
        let cache = ChartCache(bytesMax: 4_000)
        let wrong = await withTaskGroup(of: Int.self) { group in
            for asker in 0..<8 {
                group.addTask {
                    (0..<500).count { step in
                        let number = (step * 7 + asker) % 60
                        let chart = BarChart(title: "図\(number)", unit: "件", bars: [])
                        return cache.html(of: chart) { "<p>\(chart.title)</p>" }.text != "<p>図\(number)</p>"
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(wrong == 0)
        #expect(cache.bytes <= 4_000)
    }

    @Test("A page draws through it: the bytes are those of a chart drawn for itself")
    func pages() {
        let first = chart(7, title: "一度だけの図").html
        let count = ChartCache.shared.count
        #expect(chart(7, title: "一度だけの図").html == first)
        #expect(count > 0)
    }
}
