import Conversion
import Ward

extension Permission {
    /// See rehearsals and their findings: for a section those of its own systems.
    public static let readRehearsals = Permission("standardization.read", "データ移行の試行の結果を見る")
    /// Decide about findings of one's own systems.
    public static let decideFindings = Permission("standardization.decide", "データ移行で検出した事項について判断する")
    /// Begin a rehearsal.
    public static let runRehearsals = Permission("standardization.run", "データ移行を試行する")
    /// See values of protected people (支援措置). Each look is recorded.
    public static let unmaskProtected = Permission("standardization.unmask", "支援措置の対象者の値を表示する", isPowerful: true)
}

/// Which roles hold which permissions of this module. Sections see and decide what is theirs; the secretariat and auditors see
/// all, without values of protected people.
enum StandardizationGrants {
    static let all = Grants([
        .editor: [.readRehearsals, .decideFindings],
        .approver: [.readRehearsals, .decideFindings, .unmaskProtected],
        .secretariat: [.readRehearsals, .runRehearsals],
        .auditor: [.readRehearsals],
    ])
}

/// The codes of this module's actions in the audit trail, in words.
enum StandardizationActions {
    static let titles: [String: String] = [
        "standardization.rehearse": "データ移行の試行", "standardization.decide": "データ移行で検出した事項の判断",
        "standardization.move": "データ移行の作業フォルダーの移動",
        "standardization.unmask": "支援措置の対象者の値の表示",
    ]
}
