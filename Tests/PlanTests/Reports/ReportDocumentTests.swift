import Testing
import Ward

@testable import Plan

@Suite("The report in office form")
struct ReportDocumentTests {
    private static func entry(
        _ number: Int, mark: MarkSet.Canonical?, isRepeat: Bool = false, problem: String = "", lineage: String? = nil,
        values: [ReportedEntry.Value] = []
    ) -> ReportedEntry {
        ReportedEntry(
            id: "01E\(number)", round: "01R", lineage: lineage ?? "L\(number)", initiative: "(\(number)) 取組\(number)",
            unit: "課\(number)", studyGroup: number == 2 ? "標準化検討グループ" : nil, isAnswered: mark != nil,
            stateTitle: mark == nil ? "未回答" : "受付済み",
            mark: mark.map { .init(symbol: symbol($0), label: "\($0)", canonical: $0) }, done: "実施\(number)",
            plan: "予定\(number)", problem: problem, response: "", values: values, evidence: [], warnings: [],
            isRepeat: isRepeat)
    }

    private static func symbol(_ canonical: MarkSet.Canonical) -> String {
        switch canonical {
        case .done: "A"
        case .onTrack: "B"
        case .slightlyLate: "C"
        case .late: "D"
        default: "E"
        }
    }

    private static func round(_ entries: [ReportedEntry], quarter: String = "令和6年度第2四半期") -> ReportedRound {
        ReportedRound(
            id: "01R", quarter: quarter, asOf: "令和6年9月30日", edition: 1, contentHash: "abc", markCriteria: [],
            entries: entries)
    }

    private static func content(_ rounds: [ReportedRound], previous: ReportedRound? = nil) -> ReportContent {
        ReportContent(
            title: "進捗について", addressee: "デジタル・セキュリティ部会", planTitle: "計画", author: "情報管理課", date: nil, rounds: rounds,
            previous: previous,
            overview: [.init(text: "全体として進んでいます。", sources: ["01E1"]), .init(text: "事務局の見方です。", sources: [])],
            groups: [.init(group: "標準化検討グループ", paragraphs: [])], proposals: [], isSample: true)
    }

    @Test("Counts are printed with both denominators, repeated initiatives once")
    func denominators() {
        let summary = ReportSummary(
            current: Self.round([
                Self.entry(1, mark: .onTrack), Self.entry(2, mark: .onTrack, isRepeat: true),
                Self.entry(3, mark: .late), Self.entry(4, mark: nil),
            ]), previous: nil)
        #expect(summary.marks.map(\.all) == [2, 1])
        #expect(summary.marks.map(\.withoutRepeats) == [1, 1])
        #expect(summary.answered.all == 3)
        #expect(summary.unanswered.entries.map(\.id) == ["01E4"])
    }

    @Test("Movement compares canonical marks, and what cannot be compared is said to be so")
    func movement() {
        let before = Self.round([
            Self.entry(1, mark: .late), Self.entry(2, mark: .onTrack), Self.entry(3, mark: .onTrack),
            Self.entry(4, mark: nil), Self.entry(6, mark: .notJudgeable),
        ])
        let now = Self.round([
            Self.entry(1, mark: .onTrack), Self.entry(2, mark: .onTrack), Self.entry(3, mark: .stopped),
            Self.entry(4, mark: .onTrack), Self.entry(5, mark: .onTrack), Self.entry(6, mark: .onTrack),
        ])
        let counts = ReportSummary(current: now, previous: before).movements.map { ($0.movement, $0.count.all) }
        #expect(counts.map(\.0) == [.better, .same, .worse, .new, .notComparable])
        #expect(counts.map(\.1) == [1, 1, 1, 1, 2])
    }

    @Test("Opinions stand in an annex with what was done; the movements stand in a table; both read back from the seal")
    func opinions() throws {
        var content = Self.content(
            [Self.round([Self.entry(1, mark: .late), Self.entry(2, mark: .onTrack)])],
            previous: Self.round([Self.entry(1, mark: .onTrack), Self.entry(2, mark: .onTrack)], quarter: "令和6年度第1四半期"))
        let without = ReportDocument(content: content, sealed: (1, "ff")).html.text
        #expect(!without.contains("annex3"))
        #expect(try content.json["opinions"] == nil)
        #expect(without.contains("令和6年度第1四半期（縦）から令和6年度第2四半期（横）への進捗区分の動き"))
        content.opinions = [
            .init(initiative: "(1) 取組1", origin: "区民（意見募集）", text: "<b>急いでほしい</b>", response: "対応中　検討しています。"),
            .init(initiative: "(1) 取組1", origin: "部会", text: "遅れの理由を", response: ""),
        ]
        #expect(try ReportContent(content.json) == content)
        let html = ReportDocument(content: content, sealed: (1, "ff")).html.text
        #expect(html.contains("&lt;b&gt;急いでほしい"))
        #expect(html.contains("対応結果は、まだありません。"))
    }

    @Test("Every link inside the report leads to an answer that is printed in it")
    func links() throws {
        let html = ReportDocument(
            content: Self.content([
                Self.round([
                    Self.entry(1, mark: .onTrack, values: [.init(indicator: "削減時間", printed: "約8,900時間")]),
                    Self.entry(2, mark: .late, problem: "遅れ"), Self.entry(3, mark: nil),
                ])
            ]), sealed: (1, "ff")
        ).html.text
        let targets = html.matches(of: /href="#([^"]+)"/).map { String($0.1) }
        #expect(targets.count > 8)
        for target in targets { #expect(html.contains("id=\"\(target)\""), "no \(target)") }
        #expect(html.contains("（事務局記載）"))
        #expect(html.contains("約8,900時間"))
        #expect(html.contains("第1版　SHA-256 ff"))
        #expect(html.contains("未回答"))
    }

    @Test("What is read back from the sealed content renders the same bytes")
    func rereading() throws {
        let rounds = [
            Self.round([Self.entry(1, mark: .onTrack, isRepeat: true), Self.entry(2, mark: nil)], quarter: "第1"),
            Self.round([Self.entry(1, mark: .done), Self.entry(2, mark: .late, problem: "<script>")], quarter: "第2"),
        ]
        let content = Self.content(rounds, previous: rounds[0])
        let reread = try #require(ReportContent(try content.json))
        #expect(reread == content)
        let first = ReportDocument(content: content, sealed: (2, "00")).html
        #expect(ReportDocument(content: reread, sealed: (2, "00")).html == first)
        #expect(!first.text.contains("<script"))
    }

    @Test("Content of another format is refused, not half read")
    func otherFormat() throws {
        guard case .object(var members) = try Self.content([Self.round([])]).json else { return }
        members["format"] = 2
        #expect(ReportContent(.object(members)) == nil)
    }
}
