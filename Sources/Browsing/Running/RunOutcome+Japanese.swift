extension RunOutcome {
    /// The system's own words that it does not take the record; everything else leaves open what became of it.
    var isRefusal: Bool {
        if case .refused = self { true } else { false }
    }

    /// Another attempt would end in the same way.
    var isLasting: Bool {
        switch self {
        case .downloadTooLarge, .sentElsewhere: true
        default: false
        }
    }

    /// The same with the page's own words masked.
    func masked(_ mask: (String) -> String) -> RunOutcome {
        switch self {
        case .dialog(let kind, let message): .dialog(kind: kind, message: mask(message))
        case .popUp(let address): .popUp(address: mask(address))
        case .otherScreen(let expected, let title): .otherScreen(expected: expected, title: mask(title))
        case .refused(let message): .refused(message: mask(message))
        default: self
        }
    }

    /// At least one, so that a limit is never said to be nothing.
    private static func megabytes(_ bytes: Int) -> Int { max(1, bytes / 1_000_000) }

    /// What happened and how to mend it.
    public var japanese: String {
        switch self {
        case .hanging(let condition, let seconds):
            "\(seconds)秒待ちましたが、\(condition)になりません。システムが動いているかを確かめてください。"
        case .dialog(_, let message): "画面が小窓を出しました。「\(message)」。内容を確かめてください。"
        case .popUp(let address): "画面が別の窓（\(address)）を開こうとしました。閉じました。"
        case .certificate(let error): "サーバーの証明書を確かめられません（\(error)）。システムの担当に知らせてください。"
        case .outsideAddress(let host): "画面が、許していない宛先「\(host)」に出ようとしました。止めました。必要な宛先なら、ロボットの設定に加えてください。"
        case .downloadTooLarge(let bytes):
            "受け取るファイルが大きすぎます（上限は\(Self.megabytes(bytes))MB）。受け取りをやめ、何も保管していません。出力する範囲をシステムで狭めるか、このファイルは人が受け取ってください。"
        case .downloadTooSlow(let seconds): "\(seconds)秒たっても、ファイルの受け取りが終わりません。受け取りをやめました。"
        case .downloadFailed: "ファイルを受け取れませんでした。"
        case .downloadUnasked: "頼んでいないファイルが送られてきました。受け取りませんでした。"
        case .unreachable(let error): "システムにつながりません（\(error)）。システムとネットワークを確かめてください。"
        case .serverFault(let status): "システムが故障の答え（\(status)）を返しました。システムの担当に知らせてください。"
        case .sendingInTrial(let method): "試運転なのに、画面が何かを送ろうとしました（\(method)）。止めました。"
        case .otherScreen(let expected, let title): "画面「\(expected)」のはずが、「\(title)」が出ました。"
        case .signInRefused: "サインインできません。暗証の期限と、ロボットの利用者番号を確かめてください。"
        case .fieldDiffers(let control): "「\(control)」に入れた値が、画面で変わりました。桁数や書き方を確かめてください。"
        case .fieldTooShort(let control, let max): "「\(control)」には\(max)文字までしか入りません。入力の値を確かめてください。"
        case .noSuchChoice(let control): "「\(control)」に、その選択肢はありません。入力の値を確かめてください。"
        case .controlDisabled(let control): "「\(control)」は今、使えない状態です。"
        case .controlGone(let control): "「\(control)」が画面にありません。"
        case .valueUnknown(let step): "手順「\(step)」に要る値が分かりません。入力の列を確かめてください。"
        case .uploadMissing(let step): "手順「\(step)」で渡すファイルがありません。"
        case .receiptMissing: "登録の後に、登録番号が読めませんでした。"
        case .refused(let message): message
        case .approvalRefused(let message): "承認されませんでした。「\(message)」"
        case .sentElsewhere: "ほかの実行が、この件を先に送りました。二重にならないよう、送っていません。"
        case .secretUnavailable(let name): "保管庫から「\(name)」を受け取れません。期限と権限を確かめてください。"
        case .browserMissing(let program): "ブラウザー（\(program)）を動かせません。chromium-headless-shell か chromium を入れてください。"
        case .driverMissing(let program): "WebDriver（\(program)）を動かせません。chromium-driver を入れてください。"
        case .browserEnded: "ブラウザーが途中で終わりました。"
        case .ledgerFailed: "台帳に書けないため、止まりました。"
        case .cancelled: "実行が取り消されました。"
        }
    }
}
