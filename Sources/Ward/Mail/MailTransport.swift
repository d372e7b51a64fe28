/// Hands mails to a server, as a value: the live one talks SMTP, a test's keeps them.
public struct MailTransport: Sendable {
    public let send: @Sendable (MailMessage) async throws(MailRefusal) -> Void

    public init(send: @escaping @Sendable (MailMessage) async throws(MailRefusal) -> Void) {
        self.send = send
    }
}

/// Why a mail did not go out.
public enum MailRefusal: Refusal, Hashable {
    /// No server is set.
    case notConfigured
    case settings(String)
    case noSender
    /// The server could not be reached, or was lost on the way.
    case unreachable(server: String)
    case signInRefused(server: String)
    case insecure(server: String)
    /// The server does not take mail for, or from, an address; nobody got the mail.
    case addressRefused(address: String, answer: String)
    /// The server did not take the mail itself, such as for its size.
    case messageRefused(answer: String)
    /// The line broke after the mail was handed over and before the server said that it has it: it may have gone out.
    case outcomeUnknown(server: String)
    /// It ended before the mail was handed over.
    case tookTooLong(secondsMax: Int)
    case missingProgram(package: String)
    case failed(reason: String)

    /// Whether the mail may have gone out all the same: such a mail is never sent again by itself.
    public var mayHaveGoneOut: Bool {
        if case .outcomeUnknown = self { true } else { false }
    }

    /// Whether the next mail would fare the same, so that a row of mails ends here: a wrong password tried forty times
    /// locks the account.
    public var concernsEveryMail: Bool {
        switch self {
        case .addressRefused, .messageRefused, .outcomeUnknown, .failed: false
        case .notConfigured, .settings, .noSender, .unreachable, .signInRefused, .insecure, .tookTooLong,
            .missingProgram:
            true
        }
    }

    public var words: String {
        switch self {
        case .notConfigured: "メールのサーバーが設定されていません。環境変数 NAMIKI_SMTP_URL と NAMIKI_MAIL_FROM を設定するか、メールのファイルを保存して送ってください。"
        case .settings(let problem): "メールの設定を読めません: \(problem)"
        case .noSender: "送信元のアドレスがありません。環境変数 NAMIKI_MAIL_FROM に設定してください。"
        case .unreachable(let server): "メールのサーバー \(server) につながりません。サーバーの名前と番号、ネットワークを確かめてください。"
        case .signInRefused(let server): "メールのサーバー \(server) が、利用者名またはパスワードを受け付けませんでした。"
        case .insecure(let server): "メールのサーバー \(server) と、暗号化した接続を作れませんでした。証明書と番号を確かめてください。"
        case .addressRefused(let address, let answer):
            "メールのサーバーが、アドレス「\(address)」を受け付けませんでした。アドレスを確かめて、直してください。（サーバーの返答: \(answer)）"
        case .messageRefused(let answer): "メールのサーバーがメールを受け取りませんでした。管理者に次の内容を伝えてください: \(answer)"
        case .outcomeUnknown(let server):
            "メールを渡している途中で、サーバー \(server) との接続が切れました。届いたかどうか分かりません。あて先に確かめてから、送り直すかどうかを決めてください。"
        case .tookTooLong(let secondsMax): "メールのサーバーとのやり取りが\(secondsMax)秒以内に終わらなかったため、送らずに中止しました。時間をおいて送り直してください。"
        case .missingProgram(let package): "メールを送るプログラムがありません。Debianのパッケージ「\(package)」を入れてください。"
        case .failed(let reason): "メールを送れませんでした: \(reason)"
        }
    }
}
