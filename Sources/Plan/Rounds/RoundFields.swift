import Japanese
import Site
import Ward

/// What is asked about a round, and for its steps.
enum RoundFields {
    static let asOf = Field.date("asOf", "基準日", hint: "いつの状況を尋ねるかです。四半期の中の日にします。")
    static let opensOn = Field.date("opensOn", "照会開始日")
    static let dueOn = Field.date("dueOn", "回答期限")
    static let closesOn = Field.date("closesOn", "締切日", hint: "遅れた回答を受け付ける最後の日です。")
    static let freezesOn = Field.date("freezesOn", "確定予定日")
    static let newDueOn = Field.date("dueOn", "新しい回答期限")
    static let extensionReason = Field.textArea(
        "reason", "延ばす理由", max: 500, rows: 3, hint: "各課の「今日の仕事」、回答の画面と督促に、元の期限と並べて示します。")
    static let earlyReason = Field.textArea(
        "earlyReason", "基準日より前に確定する理由", max: 500, rows: 3, hint: "確定版に印刷します。")
    static let reason = Field.textArea("reason", "理由", max: 500, rows: 3)
    static let decision = Field.text("decision", "もとになる会議や決定", max: 200, hint: "例: 第2回デジタル・セキュリティ部会")
        .orEmpty

    static func quarter(_ quarters: [Quarter]) -> Field<Quarter> {
        Field.select(
            "quarter", "四半期", quarters.map { Choice($0.code, $0.japanese) }, hint: "確認する四半期です。終わった四半期の状況を確認します。"
        ).mapped(to: Quarter.init(code:), from: \.code, problem: { _ in "「四半期」は一覧から選んでください。" })
    }

    /// The units that were asked.
    static func units(_ board: RoundBoard) -> Field<[ID<OfficeUnit>]> {
        var known: Set<ID<OfficeUnit>> = []
        let choices = board.rows.filter { known.insert($0.unit).inserted }.map { Choice($0.unit.text, $0.unitName) }
        return .records("unit", "対象の課", choices, isRequired: true)
    }
}
