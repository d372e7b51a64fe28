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
    /// The server does not take mail for, or from, an address.
    case addressRefused(recipients: [String])
    case tookTooLong(secondsMax: Int)
    case missingProgram(package: String)
    case failed(reason: String)

    public var words: String {
        switch self {
        case .notConfigured: "メールのサーバーが設定されていません。環境変数 NAMIKI_SMTP_URL と NAMIKI_MAIL_FROM を設定するか、メールのファイルを保存して送ってください。"
        case .settings(let problem): "メールの設定を読めません: \(problem)"
        case .noSender: "送信元のアドレスがありません。環境変数 NAMIKI_MAIL_FROM に設定してください。"
        case .unreachable(let server): "メールのサーバー \(server) につながりません。サーバーの名前と番号、ネットワークを確かめてください。"
        case .signInRefused(let server): "メールのサーバー \(server) が、利用者名またはパスワードを受け付けませんでした。"
        case .insecure(let server): "メールのサーバー \(server) と、暗号化した接続を作れませんでした。証明書と番号を確かめてください。"
        case .addressRefused(let recipients):
            "メールのサーバーが、送信元またはあて先（\(recipients.joined(separator: "、"))）を受け付けませんでした。アドレスを確かめてください。"
        case .tookTooLong(let secondsMax): "メールの送信が\(secondsMax)秒以内に終わりませんでした。送られたかどうかを、サーバーの記録で確かめてください。"
        case .missingProgram(let package): "メールを送るプログラムがありません。Debianのパッケージ「\(package)」を入れてください。"
        case .failed(let reason): "メールを送れませんでした: \(reason)"
        }
    }
}
