import Japanese
import Ward

/// What is asked when somebody makes an access token.
enum AccessTokenFields {
    /// What a token may do.
    enum Scope: String, Sendable, CaseIterable {
        case read, write

        init(_ token: AccessToken) { self = token.mayWrite ? .write : .read }

        var title: String {
            switch self {
            case .read: "読むことだけ"
            case .write: "読むことと、変えること"
            }
        }
    }

    static let name = Field.text(
        "name", "名前", max: AccessToken.nameScalarsMax, hint: "何に使うか。監査証跡にも、この名前が残ります。例: 庁内ポータルへの進捗の表示")
    static let scope = Field<Scope>.radios(
        "scope", "できること", Scope.allCases.map { Choice($0.rawValue, $0.title) })

    /// - Parameter held: what the person may do today.
    static func permissions(_ held: [Permission]) -> Field<[String]> {
        .checkboxes(
            "permissions", "使える権限", held.map { Choice($0.code, $0.title) },
            hint: "使うものだけを選ぶと、アクセストークンを知られたときの害が小さくなります。一つも選ばないと、その時にあなたの役割でできることが、すべてできます。")
    }

    static func lastDay(from today: CivilDate) -> Field<CivilDate> {
        .date(
            "lastDay", "有効期間の最後の日", hint: "今日から1年以内の日", from: today,
            to: today.adding(days: AccessToken.daysMax))
    }
}
