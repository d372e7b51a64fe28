import Notices
import Site

/// The fields with which a person sets a reading right.
enum ReviewFields {
    static let year = Field.fiscalYear("year", "文書の年度", hint: "例: 令和6年度")
    /// The key of the line that is decided on; empty for the document as a whole.
    static let line = "line"
    static let aspect = "aspect"
    static let head = "head"

    static let kind = Field<DocumentKind>.select(
        "kind", "文書の種類", DocumentKind.allCases.map { Choice($0.rawValue, $0.title) }, empty: "並木の読み方に任せる"
    ).optional
    static let role = Field<LineRole>.select(
        "role", "この行は何か", LineRole.allCases.map { Choice($0.rawValue, $0.title) }, empty: "並木の読み方に任せる"
    ).optional
    static let name = Field.text(
        "name", "取組や会議体の名前を改める", max: 300, hint: "空のときは、文書のとおりです。"
    ).orEmpty
    static let split = Field.text(
        "split", "ここから後を別の行にする", max: 300, hint: "分けた後の行の、始まりの文字を書きます。"
    ).orEmpty
    static let joined = Field<Bool>.checkbox("joined", "前の行に続ける")
    static let unread = Field<Bool>.checkbox("unread", "読み取れない見出しを確かめた")

    static func place(_ initiatives: [Choice]) -> Field<String> {
        Field.select("place", "約束を別の取組に移す", initiatives, empty: "移さない").orEmpty
    }

    static func column(_ position: Int, _ title: String) -> Field<PlanColumn> {
        Field.select(
            "column\(position)", title.isEmpty ? "\(position + 1)列目" : title,
            PlanColumn.allCases.map { Choice($0.rawValue, $0.title) })
    }
}

extension PlanColumn {
    /// As it stands over the column of the template too.
    var title: String {
        switch self {
        case .number: "番号"
        case .title: "取組名"
        case .unit: "主管課"
        case .content: "取組内容"
        case .time: "時期"
        case .target: "指標・目標"
        case .other: "その他（備考として残す）"
        }
    }
}
