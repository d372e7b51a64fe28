import Foundation

/// Where mails are handed in: from the environment, so that no password lies in the database or in a file of ours.
public struct SMTPSettings: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    public enum Security: Hashable, Sendable {
        /// TLS from the first byte (smtps://).
        case implicit
        /// STARTTLS, without which nothing is sent (smtp:// to another machine).
        case required
        /// Plain, only for a relay on this machine (smtp://127.0.0.1, smtp://localhost).
        case none
    }

    public static let addressVariable = "NAMIKI_SMTP_URL"
    public static let senderVariable = "NAMIKI_MAIL_FROM"

    public let host: String
    public let port: Int
    public let security: Security
    public let user: String?
    public let password: String?
    public let sender: MailAddress

    /// - Parameters:
    ///   - address: `smtps://user:password@mail.example.lg.jp:465` or `smtp://127.0.0.1:25`; user and password in
    ///     percent encoding.
    ///   - sender: the address mails come from.
    public init(address: String, sender: String) throws(MailRefusal) {
        guard let sender = MailAddress(sender) else { throw .settings("\(Self.senderVariable) がメールアドレスではありません。") }
        let parts = address.split(separator: "://", maxSplits: 1)
        guard parts.count == 2, parts[0] == "smtp" || parts[0] == "smtps" else {
            throw .settings("\(Self.addressVariable) は smtp:// または smtps:// で始めてください。")
        }
        let rest = parts[1].hasSuffix("/") ? parts[1].dropLast() : parts[1]
        let sides = rest.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let place = (sides.last ?? "").split(separator: ":", omittingEmptySubsequences: false)
        let isHost = place.first.map { name in
            !name.isEmpty
                && name.utf8.allSatisfy { byte in
                    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D || byte == 0x2E
                }
        }
        guard (1...2).contains(place.count), isHost == true, let host = place.first.map(String.init) else {
            throw .settings("\(Self.addressVariable) のサーバーの名前を読めません。")
        }
        let standard = parts[0] == "smtps" ? 465 : 587
        guard let port = place.count == 2 ? Int(place[1]) : standard, (1...65_535).contains(port) else {
            throw .settings("\(Self.addressVariable) の番号（ポート）を読めません。")
        }
        var account: [String] = []
        if sides.count == 2 {
            for part in sides[0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false) {
                guard let plain = String(part).removingPercentEncoding, !plain.utf8.contains(where: { $0 < 0x20 })
                else {
                    throw .settings("\(Self.addressVariable) の利用者名またはパスワードを読めません。")
                }
                account.append(plain)
            }
        }
        // The sending program takes the first colon for the end of the name.
        if account.first?.contains(":") == true {
            throw .settings("\(Self.addressVariable) の利用者名には「:」を使えません。")
        }
        self.host = host
        self.port = port
        self.sender = sender
        user = account.first
        password = account.count == 2 ? account[1] : nil
        let isHere = host == "127.0.0.1" || host == "localhost"
        security = parts[0] == "smtps" ? .implicit : isHere ? .none : .required
    }

    /// - Returns: `nil` when no server is set.
    public init?(environment: [String: String]) throws(MailRefusal) {
        guard let address = environment[Self.addressVariable], !address.isEmpty else { return nil }
        guard let sender = environment[Self.senderVariable], !sender.isEmpty else { throw .noSender }
        try self.init(address: address, sender: sender)
    }

    public var server: String { "\(host):\(port)" }

    /// What a dump for finding faults shows: not the password.
    public var customMirror: Mirror { Mirror(self, children: ["server": server]) }

    /// Without the password.
    public var description: String { "\(security == .implicit ? "smtps" : "smtp")://\(server)" }
}
