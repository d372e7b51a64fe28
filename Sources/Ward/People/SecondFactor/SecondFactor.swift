import Japanese

/// How far somebody is with their second factor (二段階の確認): an authenticator, with recovery codes for the day it is lost.
public struct SecondFactor: Hashable, Sendable {
    /// Since when codes are asked for; `nil` when there is no authenticator.
    public let confirmedAt: Timestamp?
    /// Recovery codes that were not used yet.
    public let recoveryCodesLeft: Int
    /// Whether a secret was shown and waits for its first code.
    public let isBegun: Bool
}

/// Why a second factor is not changed as was asked.
public enum SecondFactorRefusal: Refusal, Hashable {
    /// The code is not one of the present ones, or was used before.
    case wrongCode
    case slowedDown(seconds: Int)
    /// No secret was shown before.
    case notBegun
    /// Nobody has one who could lose it.
    case none
    /// The key that opens the secret is not on this server.
    case keyMissing
    /// Two people are needed for it.
    case secondPersonNeeded

    public var words: String {
        switch self {
        case .wrongCode:
            "確認コードが正しくないか、すでに使われています。認証アプリに次のコードが出るのを待って、入力し直してください。何度も合わないときは、機器の時刻を確かめてください。"
        case .slowedDown(let seconds): SignInOutcome.slowedDown(secondsLeft: seconds).words ?? ""
        case .notBegun: "認証アプリの登録が始まっていません。「登録を始める」から操作してください。"
        case .none: "この利用者は、認証アプリを登録していません。画面を開き直してください。"
        case .keyMissing:
            "認証アプリの確認に必要な鍵が、サーバーにありません。回復コードで続けるか、サーバーの運用担当者に、環境変数 \(SigningKey.variable) の鍵を元に戻すよう連絡してください。"
        case .secondPersonNeeded: "認証アプリの登録の取消しには、別の管理者の確認が必要です。"
        }
    }
}
