import Testing

@testable import Plan
@testable import Ward

@Suite("新旧対照表")
struct PlanComparisonTests {
    private static func item(
        _ lineage: String, _ number: String, _ title: String, body: String = "",
        promises: [(String, String?, String)] = []
    ) -> ComparedVersion.Item {
        ComparedVersion.Item(
            lineage: lineage, number: number, title: title, body: body, mainUnits: ["情報課"], relatedUnits: [], group: "",
            promises: promises.map { .init(id: $0.0, origin: $0.1, content: $0.2, printed: $0.2) })
    }

    private static func version(_ number: Int, _ items: [ComparedVersion.Item]) -> ComparedVersion {
        ComparedVersion(planTitle: "計画", number: number, effectiveOn: "", initiatives: items)
    }

    @Test("A date put off is one row with its reason, also where the promise stands in the body")
    func oneRow() {
        let before = "令和7年度末までに再構築する"
        let after = "令和8年度末までに再構築する"
        let old = Self.version(
            1, [Self.item("L3", "(3)", "基盤", body: "庁内の基盤は、\(before)。\n次の文。", promises: [("p1", nil, before)])])
        let new = Self.version(
            2, [Self.item("L3", "(3)", "基盤", body: "庁内の基盤は、\(after)。\n次の文。", promises: [("p2", "p1", after)])])
        let rows = PlanComparison(
            from: old, to: new,
            changes: [ComparedChange(kind: .edit, lineage: "L3", successor: nil, reason: "国の期限に合わせる。")]
        ).rows
        #expect(
            rows == [
                .init(
                    kind: "改める", initiative: "(3) 基盤", part: "約束したこと", old: before, new: after, reason: "国の期限に合わせる。")
            ])
    }

    @Test("Equal versions have no rows, whatever their identifiers")
    func equal() {
        let old = Self.version(1, [Self.item("L", "(1)", "名", body: "文", promises: [("p", nil, "約束")])])
        let new = Self.version(2, [Self.item("L", "(1)", "名", body: "文", promises: [("q", "p", "約束")])])
        #expect(PlanComparison(from: old, to: new).rows.isEmpty)
    }

    @Test("Renumbering is a change of the number, and the line goes on")
    func renumbered() {
        let old = Self.version(1, [Self.item("L3", "(3)", "基盤"), Self.item("L4", "(4)", "格差")])
        let new = Self.version(2, [Self.item("L4", "(3)", "格差"), Self.item("L3", "(4)", "基盤")])
        let rows = PlanComparison(from: old, to: new).rows
        #expect(rows.map(\.part) == ["番号", "番号"])
        #expect(rows.map(\.old) == ["(4)", "(3)"])
        #expect(rows.map(\.new) == ["(3)", "(4)"])
    }

    @Test("What is new, divided, merged and ended is told as such")
    func steps() {
        let old = Self.version(
            1, [Self.item("A", "(1)", "甲"), Self.item("B", "(2)", "乙"), Self.item("C", "(3)", "丙")])
        let new = Self.version(
            2, [Self.item("A", "(1)", "甲"), Self.item("D", "(4)", "丁"), Self.item("E", "(5)", "戊")])
        let rows = PlanComparison(
            from: old, to: new,
            changes: [
                .init(kind: .split, lineage: "A", successor: "D", reason: "大きいため"),
                .init(kind: .add, lineage: "E", successor: nil, reason: "新しい法律"),
                .init(kind: .merge, lineage: "B", successor: "A", reason: "重なるため"),
                .init(kind: .end, lineage: "C", successor: nil, reason: "終えたため"),
            ]
        ).rows
        #expect(rows.map(\.kind) == ["分割", "新たに設ける", "統合", "終了"])
        #expect(rows.map(\.reason) == ["大きいため", "新しい法律", "重なるため", "終えたため"])
        #expect(rows[2].new == "「(1) 甲」に統合")
        #expect(rows[3].new.isEmpty)
        #expect(rows[0].old == "(1) 甲")
    }

    @Test("Paragraphs that were rewritten, added and removed stand beside each other")
    func paragraphs() {
        let old = Self.version(1, [Self.item("L", "(1)", "名", body: "一\n二\n三\n四")])
        let new = Self.version(2, [Self.item("L", "(1)", "名", body: "一\n弐\n三\n五\n四")])
        let rows = PlanComparison(from: old, to: new).rows
        #expect(rows.map { [$0.old, $0.new] } == [["二", "弐"], ["", "五"]])
        let gone = PlanComparison(from: new, to: old).rows
        #expect(gone.map { [$0.old, $0.new] } == [["弐", "二"], ["五", ""]])
    }

    @Test("Promises taken out and added have rows of their own")
    func promises() {
        let old = Self.version(1, [Self.item("L", "(1)", "名", promises: [("p", nil, "続ける"), ("q", nil, "やめる")])])
        let new = Self.version(2, [Self.item("L", "(1)", "名", promises: [("r", "p", "続ける"), ("s", nil, "始める")])])
        let rows = PlanComparison(from: old, to: new).rows
        #expect(rows.map(\.kind) == ["加える", "削る"])
        #expect(rows.map { [$0.old, $0.new] } == [["", "始める"], ["やめる", ""]])
    }

    @Test("What is sealed reads back, and text is escaped in the document")
    func sealed() throws {
        let old = Self.version(1, [Self.item("L", "(1)", "名")])
        let new = Self.version(2, [Self.item("L", "(1)", "<script>alert(1)</script>")])
        let content = SealedComparison(PlanComparison(from: old, to: new), decision: "第1回部会", isSample: true)
        #expect(try JSON(encoding: content).decoded(as: SealedComparison.self) == content)
        let html = ComparisonDocument(content: content, heading: nil).html.text
        #expect(!html.contains("<script>"))
        #expect(html.contains("&lt;script&gt;"))
        #expect(html.contains("見本"))
    }

    @Test("A comparison that was sealed before its format was named is still read, and drawn byte for byte")
    func sealedEarlier() throws {
        let content = SealedComparison(
            PlanComparison(
                from: Self.version(1, [Self.item("L", "(1)", "旧い名")]), to: Self.version(2, [Self.item("L", "(1)", "名")])
            ),
            decision: "第1回部会", isSample: false)
        let now = try content.json
        guard case .object(var members) = now else {
            Issue.record("no object")
            return
        }
        #expect(
            members.keys.sorted() == ["decision", "format", "isSample", "new", "old", "plan", "rows"],
            "the keys are those of the first seals")
        members["format"] = nil
        let heading = SealHeading(
            kind: SealedComparison.kind, subject: "v", edition: 1, contentHash: "0",
            sealedAt: TestedPlan.start, reason: nil)
        #expect(SealedComparison(.object(members)) == content)
        #expect(SealedComparison.renderer.render(.object(members), heading) == content.drawn(heading))
    }
}
