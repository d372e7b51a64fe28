/// Why nobody is let in, or no account connected, through the provider.
public enum SingleSignOnRefusal: Refusal, Hashable {
    /// No provider is configured.
    case notConfigured
    /// The answer is not for this browser, or the browser kept nothing of the beginning.
    case otherBrowser
    case tooLate
    /// The answer or its code was taken before.
    case replayed
    /// The provider refused: its code, such as `access_denied`.
    case denied(String)
    /// The answer does not come from the provider that was asked (RFC 9207).
    case otherIssuer
    case away
    case busy
    case slowedDown(seconds: Int)
    case token(TokenProblem)
    case noGroups(claim: String, tooMany: Bool)
    /// Nobody is connected with the account.
    case unconnected(account: String)
    /// The person it is connected with may no longer sign in.
    case personLeft
    /// The account is connected with another person.
    case connectedElsewhere
    /// The person is connected with another account.
    case hasAnother
    /// Two people are needed for it.
    case secondPersonNeeded

    public var words: String {
        switch self {
        case .notConfigured: "庁内の認証は設定されていません。利用者名とパスワードでサインインしてください。"
        case .otherBrowser:
            "サインインを始めたブラウザーと違うか、始めた記録が残っていません。このブラウザーで、サインインの画面からやり直してください。"
        case .tooLate: "始めてから\(SignInFlow.secondsMax / 60)分を過ぎました。サインインの画面からやり直してください。"
        case .replayed: "このサインインの応答は、すでに使われています。サインインの画面からやり直してください。"
        case .denied("access_denied"), .denied("login_required"), .denied("interaction_required"):
            "庁内の認証で、サインインが取りやめられたか、許可されませんでした。許可については、庁内の認証の担当に確かめてください。"
        case .denied(let code):
            "庁内の認証がエラーを返しました（\(code)）。少し待ってやり直し、続くときは、このコードを管理者に伝えてください。"
        case .otherIssuer: "応答が、設定した庁内の認証からのものではありません。サインインの画面からやり直し、続くときは、管理者に連絡してください。"
        case .away: "庁内の認証に接続できません。少し待ってやり直してください。急ぐときは、利用者名とパスワードでサインインできる人に依頼してください。"
        case .busy: "庁内の認証によるサインインが混み合っています。少し待ってやり直してください。"
        case .slowedDown(let seconds): SignInOutcome.slowedDown(secondsLeft: seconds).words ?? ""
        case .token(.expired), .token(.issuedAt), .token(.notBefore):
            "庁内の認証の応答の日時が合いません。やり直しても同じときは、サーバーと庁内の認証の時刻がずれていないかを確かめるよう、管理者に連絡してください。"
        case .token(.authenticatedAt):
            "庁内の認証で本人の確認がやり直されたことを、応答で確かめられません（項目「auth_time」）。やり直しても同じときは、管理者に、利用者の画面でつなぐよう依頼してください。"
        case .token(let problem):
            "庁内の認証の応答を確かめられませんでした（\(problem.rawValue)）。やり直しても同じときは、このコードを管理者に伝えてください。"
        case .noGroups(let claim, true):
            "所属するグループが多すぎるため、庁内の認証がグループを伝えませんでした（項目「\(claim)」）。役割が分からないため、サインインできません。庁内の認証の担当に、伝えるグループを並木で使うものに絞るよう依頼してください。"
        case .noGroups(let claim, false):
            "庁内の認証の応答に、グループの項目「\(claim)」がありません。役割が分からないため、サインインできません。庁内の認証の担当に、この項目を応答に含めるよう依頼してください。"
        case .unconnected(let account):
            "このアカウント\(account.isEmpty ? "" : "（\(account)）")は、並木の利用者とつながっていません。管理者に知らせてあります。管理者がつなぐまでお待ちください。並木のパスワードがある人は、パスワードでサインインし、「アカウント」から自分でつなげられます。"
        case .personLeft: "この利用者は停止されています。再び使うときは、管理者に依頼してください。"
        case .connectedElsewhere: "このアカウントは、すでに別の利用者とつながっています。管理者に確かめてください。"
        case .hasAnother: "この利用者は、すでに庁内の認証のアカウントとつながっています。別のアカウントとつなぐときは、先に今の接続を終了してください。"
        case .secondPersonNeeded: "アカウントをつなぐには、ほかの管理者の確認が必要です。"
        }
    }

    /// For the audit trail: a word without anything that came from outside but a code.
    var reason: String {
        switch self {
        case .notConfigured: "notConfigured"
        case .otherBrowser: "otherBrowser"
        case .tooLate: "tooLate"
        case .replayed: "replayed"
        case .denied(let code): "denied:\(code)"
        case .otherIssuer: "otherIssuer"
        case .away: "away"
        case .busy: "busy"
        case .slowedDown: "slowedDown"
        case .token(let problem): "token:\(problem.rawValue)"
        case .noGroups(_, let tooMany): tooMany ? "groupsTooMany" : "groupsMissing"
        case .unconnected: "unconnected"
        case .personLeft: "personLeft"
        case .connectedElsewhere: "connectedElsewhere"
        case .hasAnother: "hasAnother"
        case .secondPersonNeeded: "secondPersonNeeded"
        }
    }

    /// Nothing was asked of anybody, so that nothing is written down.
    var isSilent: Bool {
        switch self {
        case .notConfigured, .slowedDown, .busy: true
        default: false
        }
    }
}
