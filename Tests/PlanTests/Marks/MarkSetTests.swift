import Testing
import Ward

@testable import Plan

@Suite("Sets of marks")
struct MarkSetTests {
    /// 浜松市 DX計画: A ahead, B as planned, C behind, D cannot be judged.
    static let hamamatsu = MarkSet(
        name: "4区分", version: 1,
        marks: [
            .init(symbol: "A", label: "目標を上回る", criterion: "目標より進んでいる。", canonical: .onTrack),
            .init(symbol: "B", label: "目標どおり", criterion: "目標のとおり進んでいる。", canonical: .onTrack),
            .init(symbol: "C", label: "目標を下回る", criterion: "目標より遅れている。", canonical: .late),
            .init(symbol: "D", label: "判断できない", criterion: "まだ判断できない。", canonical: .notJudgeable),
        ])

    @Test("The standard set covers every meaning once, with a criterion for each, and has nothing to mend")
    func standard() {
        #expect(Set(MarkSet.standard.marks.map(\.canonical)) == Set(MarkSet.Canonical.allCases))
        #expect(MarkSet.standard.marks.count == MarkSet.Canonical.allCases.count)
        #expect(MarkSet.standard.problems.isEmpty)
        #expect(MarkSet.standard.name.contains("見本"))
    }

    @Test("Sets in use in municipalities load from data and come back as they were")
    func data() throws {
        // あきる野市 総合計画: eight marks.
        let akiruno = """
            {"name": "進捗管理シートの区分", "version": 2, "marks": [
            {"symbol": "F", "label": "完了", "criterion": "終えた。", "canonical": "done"},
            {"symbol": "S", "label": "目標以上", "criterion": "目標を超える見込み。", "canonical": "onTrack"},
            {"symbol": "A", "label": "目標どおり", "criterion": "目標に届く見込み。", "canonical": "onTrack"},
            {"symbol": "B", "label": "要改善", "criterion": "半分ほどの見込み。", "canonical": "slightlyLate"},
            {"symbol": "C", "label": "大幅な改善", "criterion": "届かない見込み。", "canonical": "late"},
            {"symbol": "X", "label": "未実施", "criterion": "始めていない。", "canonical": "notStarted"},
            {"symbol": "Y", "label": "中止", "criterion": "取りやめた。", "canonical": "stopped"},
            {"symbol": "Z", "label": "判定困難", "criterion": "判定できない。", "canonical": "notJudgeable"}]}
            """
        let set = try #require(MarkSet(try JSON(parsing: akiruno)))
        #expect(set.marks.count == 8)
        #expect(set.version == 2)
        #expect(set.problems.isEmpty)
        #expect(set["C"]?.canonical == .late)
        #expect(set["G"] == nil)
        #expect(MarkSet(set.json) == set)
        #expect(MarkSet(Self.hamamatsu.json) == Self.hamamatsu)
    }

    @Test("Data with an unknown meaning, a symbol twice or nothing in it is no set")
    func broken() throws {
        let mark = #"{"symbol": "A", "label": "x", "criterion": "y", "canonical": "done"}"#
        let unknown = #"{"symbol": "A", "label": "x", "criterion": "y", "canonical": "fine"}"#
        for marks in ["", "\(mark),\(mark)", unknown, #"{"symbol": "", "label": "x"}"#] {
            let json = try JSON(parsing: #"{"name": "x", "version": 1, "marks": [\#(marks)]}"#)
            #expect(MarkSet(json) == nil, "\(marks)")
        }
    }

    @Test("A set that people cannot use is refused with every reason at once")
    func problems() {
        let set = MarkSet(
            name: " ", version: 1,
            marks: [
                .init(symbol: "A", label: "", criterion: "x", canonical: .done),
                .init(symbol: "Ａ", label: "遅れ", criterion: "　", canonical: .late),
            ])
        #expect(set.problems.count == 4)
        #expect(set.problems.contains { $0.contains("名前") })
        #expect(set.problems.contains { $0.contains("「A」") && $0.contains("呼び名") })
        #expect(set.problems.contains { $0.contains("「Ａ」") && $0.contains("基準") })
        #expect(set.problems.contains { $0.contains("「Ａ」") && $0.contains("二度") })
    }
}
