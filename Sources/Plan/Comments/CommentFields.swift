import Japanese
import Site
import Ward

/// What is asked about a comment and about what was done.
enum CommentFields {
    static let source = Field.text(
        "source", "意見募集などの名称", max: CommentLimits.sourceScalarsMax,
        hint: "外部と区民の意見のときは、必ず書きます。例: 令和6年度 計画修正案への意見募集"
    ).orEmpty

    static func layer(_ layers: [CommentLayer]) -> Field<CommentLayer> {
        .radios("layer", "立場", layers.map { Choice($0.rawValue, $0.title) })
    }

    static func content(_ layers: [CommentLayer]) -> Field<String> {
        .textArea(
            "content", "意見", max: CommentLimits.contentScalarsMax, rows: 6,
            hint: layers.contains(where: \.isFromOutside)
                ? "外部と区民の意見からは、氏名、住所、電話番号、メールアドレスを除いて書き写してください。" : nil)
    }

    static let state = Field<CommentResponse.State>.radios(
        "state", "対応", CommentResponse.State.allCases.map { Choice($0.rawValue, $0.title) })
    static let response = Field.textArea("content", "対応の内容", max: CommentLimits.contentScalarsMax, rows: 5)
    static let reason = Field.textArea(
        "reason", "対応しない理由", max: CommentLimits.reasonScalarsMax, rows: 3, hint: "「対応しない」のときは、必ず書きます。"
    ).orEmpty

    static let withdrawalReason = Field.textArea(
        "reason", "取り下げる理由", max: CommentLimits.reasonScalarsMax, rows: 3, hint: "意見の代わりに、画面に残ります。例: 誤って書いたため、本人の申し出")

    static func unit(_ units: [OfficeUnit]) -> Field<ID<OfficeUnit>> {
        .record("unit", "対応した課", units.map { Choice($0.id.text, $0.name) })
    }

    static func respondedOn(today: CivilDate) -> Field<CivilDate> {
        .date("respondedOn", "対応した日", to: today)
    }
}
