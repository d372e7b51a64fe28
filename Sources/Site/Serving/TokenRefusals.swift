import Ward

/// Why a request with an access token gets no answer.
extension RefusedAnswer {
    private static let realm = "Bearer realm=\"namiki\""

    /// Nobody asks, and a program has no page to sign in on.
    static let credentialsNeeded = RefusedAnswer(
        status: 401, code: "signInNeeded", title: "認証が必要です",
        sentences: [
            "サインインしていないか、アクセストークンが付いていません。", "「Authorization: Bearer」に、アカウントのページで作ったアクセストークンを付けて、送り直してください。",
        ], headers: ["WWW-Authenticate": realm])

    /// - Returns: `nil` for one that lets somebody in.
    static func of(_ admission: TokenAdmission) -> RefusedAnswer? {
        switch admission {
        case .admitted: nil
        case .mistyped:
            unfit(
                "tokenMistyped", "アクセストークンの書き方が正しくありません。", "打ち間違いか、途中で切れています。作ったときに示した文字列の全体を、写し直してください。")
        case .unknown:
            unfit("tokenUnknown", "このアクセストークンはありません。", "アカウントのページで新しいアクセストークンを作り、入れ替えてください。")
        case .over:
            unfit(
                "tokenOver", "このアクセストークンは、有効期間を過ぎたか、終了しています。", "アカウントのページで新しいアクセストークンを作り、入れ替えてください。")
        case .slowedDown(let seconds):
            RefusedAnswer(
                status: 429, code: "slowedDown", title: "しばらく受け付けません",
                sentences: ["正しくないアクセストークンが続いたため、受け付けていません。", "\(seconds)秒待ち、アクセストークンを確かめてから送り直してください。"],
                headers: ["Retry-After": "\(seconds)"])
        }
    }

    private static func unfit(_ code: String, _ what: String, _ how: String) -> RefusedAnswer {
        RefusedAnswer(
            status: 401, code: code, title: "アクセストークンを使えません", sentences: [what, how],
            headers: ["WWW-Authenticate": "\(realm), error=\"invalid_token\""])
    }

    /// - Returns: `nil` where the route takes tokens, this one included.
    static func of(_ token: AdmittedToken, at route: Route) -> RefusedAnswer? {
        if route.program == nil { return noJSON }
        if !route.takesTokens {
            return insufficient(
                "notForTokens", "このアドレスは、アクセストークンでは使えません。", "アカウントと利用者の管理は、サインインして画面から行ってください。")
        }
        if route.method == .post, !token.mayWrite {
            return insufficient(
                "readOnlyToken", "このアクセストークンは、読むことだけができます。", "変更もできるアクセストークンを、アカウントのページで作ってください。")
        }
        return nil
    }

    private static func insufficient(_ code: String, _ what: String, _ how: String) -> RefusedAnswer {
        RefusedAnswer(
            status: 403, code: code, title: "アクセストークンの範囲を超えています", sentences: [what, how],
            headers: ["WWW-Authenticate": "\(realm), error=\"insufficient_scope\""])
    }

    static let unknownContent = RefusedAnswer(
        status: 415, code: "unsupportedType", title: "送られた内容の形式が分かりません",
        sentences: [
            "本文の形式（Content-Type）が、受け付けるものではありません。", "application/json で送るか、ファイルを付けるときは multipart/form-data で送ってください。",
        ])
}

/// A request whose access token lets nobody in.
struct TokenRefused: Error {
    let answer: RefusedAnswer
}

/// The access token of a request (RFC 6750, 2.1).
enum BearerToken {
    /// - Returns: `nil` where the header is missing or of another scheme, such as one that a proxy asks for.
    static func text(_ header: String?) -> String? {
        guard let header else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard let scheme = parts.first, scheme.lowercased() == "bearer" else { return nil }
        return parts.count == 2 ? String(parts[1]).trimmingWhitespace : ""
    }
}
