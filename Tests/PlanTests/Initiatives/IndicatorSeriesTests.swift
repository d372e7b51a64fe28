import Japanese
import Site
import SiteTesting
import Storage
import Testing
import Ward

@testable import Plan

@Suite("An indicator over the quarters")
struct IndicatorSeriesTests {
    private static let year = FiscalYear(2024)

    private static func series(
        _ values: [Int?], declared: Set<Int> = [], direction: PlanIndicator.Direction = .up,
        targets: [IndicatorTarget] = [], on today: CivilDate = year.next.quarters[0].start,
        rule: Indicator.Rule = .flow, qualifiers: [Qualifier] = []
    ) -> IndicatorSeries {
        let indicator = PlanIndicator(
            id: ID("01J00000000000000000000IND"), lineage: ID("01J00000000000000000000LIN"), position: 1, name: "来庁",
            unitName: "件", kind: .activity, rule: rule, direction: direction, baselineYear: year.previous,
            baselineValue: ExactNumber(8), reason: "", registryID: nil)
        return IndicatorSeries(
            indicator: indicator, unitName: "区民課",
            points: values.enumerated().map { position, value in
                .init(
                    quarter: year.quarters[position],
                    value: value.map { Quantity(value: ExactNumber($0), qualifiers: qualifiers, raw: "\($0)") },
                    entry: ID("01J0000000000000000000ENT\(position)"),
                    countedIn: declared.contains(position) ? nil : ID("01J0000000000000000000RND\(position)"))
            }, targets: targets, today: today)
    }

    @Test("Each value stands in one table only, with where it comes from, and leads to the records it was counted from")
    func oneTable() throws {
        for values in [[3, 5], [3, nil, 5, 9]] as [[Int?]] {
            let html = Self.series(values, declared: [0]).html
            let tokens = try MarkupTokenizer.tokens(html.text)
            #expect(tokens.elements("table").count == 1)
            #expect(tokens.elements("figure").count == 1)
            #expect(html.text.contains("3件（自己申告）</td>"))
            let links = tokens.elements("a").compactMap { $0["href"] }
            #expect(
                links.contains("/rounds/01J0000000000000000000RND1/counts/01J00000000000000000000IND")
                    == (values[1] != nil))
            #expect(links.contains("/entries/01J0000000000000000000ENT0"))
        }
        #expect(Self.series([nil, nil]).html.isEmpty)
    }

    @Test("Two values are bars beside what was to be reached; a line takes three")
    func pictures() {
        let target = IndicatorTarget(period: .init(year: Self.year, quarter: 2), value: ExactNumber(20))
        let few = Self.series([12, 15], direction: .down, targets: [target]).html.text
        #expect(few.contains("目標と並べた横の棒グラフ"))
        #expect(few.contains("令和6年度第2四半期は15件（目標20件）"))
        #expect(few.contains("基準（令和5年度）"))
        #expect(few.contains("少ないほど良い"))
        #expect(Self.series([12, 15, 18]).html.text.contains("折れ線グラフ"))
    }

    @Test("Quarters to come are shown with what is to be reached in them, and are not missing answers")
    func upcoming() {
        let target = IndicatorTarget(period: .init(year: Self.year.next, quarter: nil), value: ExactNumber(40))
        let text = Self.series([1, 2, 3, 4], targets: [target]).html.text
        #expect(text.contains("令和7年度第4四半期はまだ"))
        #expect(text.contains("令和7年度第4四半期は40件"))
        #expect(text.contains("今日 4月1日"))
        #expect(!text.contains("令和8年度"))
    }

    @Test(
        "What the quarters come to keeps its 約 and names what is not known; levels and rates say in words why they come to nothing"
    )
    func totals() {
        func words(_ values: [Int?], _ rule: Indicator.Rule) -> String {
            Self.series(values, rule: rule, qualifiers: [.approximately]).html.text
        }
        #expect(words([3, 5], .flow).contains("<p>合計　約8件</p>"))
        #expect(words([3, nil, 5, 9], .flow).contains("<p>合計　約17件（値のない令和6年度第2四半期を除く）</p>"))
        #expect(words([3, 5, 9], .cumulative).contains("<p>この間に増えた量　約6件</p>"))
        #expect(words([3, 5], .level).contains("前の期間との差を使ってください（令和6年度第2四半期 約+2件）。</p>"))
        #expect(words([3, 5], .rate).contains("<p>割合は合計も平均もできません。もとになる件数から計算し直してください。</p>"))
    }

    @Test("In a line of a table it is small, says all its values, and nothing where nothing is known")
    func sparkline() throws {
        let small = try #require(Self.series([1, nil, 3]).sparkline).html.text
        #expect(small.contains("令和6年度第2四半期は未回答"))
        #expect(Self.series([nil]).sparkline == nil)
    }
}
