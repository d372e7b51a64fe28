import Site
import Ward

/// What is asked about a report.
enum ReportFields {
    static let title = Field.text("title", "件名", max: ReportLimits.titleScalarsMax)
    static let addressee = Field.text("addressee", "あて先", max: 100)
    static let author = Field.text("author", "作成者", max: 100, hint: "課の名前です。個人の名前は書きません。")
    static let reportedOn = Field.date("reportedOn", "報告日", hint: "会議の日が決まっていないときは、空のままにします。").optional
    static let content = Field.textArea("content", "文", max: ReportLimits.paragraphScalarsMax, rows: 5)
    static let present = Field.textArea("present", "現行の記載", max: ReportLimits.paragraphScalarsMax, rows: 3)
    static let proposed = Field.textArea("proposed", "修正案", max: ReportLimits.paragraphScalarsMax, rows: 3)
    static let proposalReason = Field.textArea("reason", "理由", max: ReportLimits.paragraphScalarsMax, rows: 3)
    static let correctionReason = Field.textArea(
        "reason", "訂正の理由", max: ReportLimits.reasonScalarsMax, rows: 3, hint: "次の版に印刷します。今の版は、そのまま残ります。")

    static func rounds(_ rounds: [Round]) -> Field<[ID<Round>]> {
        .records(
            "round", "報告する四半期", rounds.map { Choice($0.id.text, "\($0.title)（第\($0.edition)版）") }, isRequired: true,
            hint: "確定した四半期から、1つ以上選びます。選んだ四半期の最新の確定版を使います。")
    }

    /// The overview, or one study group.
    static func place(_ groups: [Body]) -> Field<ID<Body>?> {
        Field.select(
            "place", "場所", [Choice(overview, "1 概況")] + groups.map { Choice($0.id.text, "3 \($0.name)") }
        ).mapped(to: { $0 == overview ? .some(nil) : ID($0) }, from: { $0?.text ?? overview }, problem: { _ in "" })
    }

    private static let overview = "overview"

    static func initiative(_ initiatives: [Initiative]) -> Field<ID<Initiative>> {
        .record("initiative", "取組", initiatives.map { Choice($0.id.text, $0.heading) })
    }

    static func sources(_ entries: [ReportedEntry], isRequired: Bool) -> Field<[String]> {
        .checkboxes(
            "source", "根拠になる回答", entries.map { Choice($0.id, "\($0.initiative)（\($0.unit)）") },
            isRequired: isRequired, hint: isRequired ? nil : "選ばないときは「事務局記載」と印刷します。")
    }
}
