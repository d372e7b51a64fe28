import Hummingbird
import Ward

extension SignInDuty {
    /// Where it is done.
    var path: String {
        switch self {
        case .ownPassword: FirstPasswordPage.path
        case .secondFactor: SecondFactorPage.path
        }
    }

    /// Whether a page is open meanwhile: the one where it is done, those for everybody, and the way out. The first page is
    /// open to residents only: to whoever is signed in it is that of staff.
    func allows(_ route: Route) -> Bool {
        route.access == .open && !route.path.isEmpty || route.path == "sign-out"
            || ("/" + route.path + "/").hasPrefix(path + "/")
    }

    var answer: RefusedAnswer {
        switch self {
        case .ownPassword:
            RefusedAnswer(
                status: 403, code: "ownPasswordNeeded", title: "先に自分のパスワードを決めてください",
                sentences: ["管理者が設定した最初のパスワードのままです。変更は保存されていません。", "自分のパスワードを決めてから、もう一度操作してください。"],
                links: [Link("パスワードを決める", path)])
        case .secondFactor:
            RefusedAnswer(
                status: 403, code: "secondFactorNeeded", title: "先に認証アプリを登録してください",
                sentences: ["あなたの役割では、サインインに認証アプリの確認コードが必要です。変更は保存されていません。", "認証アプリを登録してから、もう一度操作してください。"],
                links: [Link("認証アプリを登録する", path)])
        }
    }
}

extension Exchange {
    /// Leads to what must be done first; what was typed meanwhile is shown, so that it can be copied.
    func postponed(until duty: SignInDuty, _ request: Request) async -> Response {
        if method == .get, !wantsJSON { return redirect(to: duty.path) }
        var refused = duty.answer
        refused.kept = await readWhatIsLost(request)
        return refusal(refused)
    }
}
