import Japanese
import Storage

/// A public key with the days on which it is valid, as the store knows it. The private half is never in the store.
public struct RecordedKey: Hashable, Sendable {
    /// Base64.
    public let publicKey: String
    /// Who holds the private half.
    public let holder: String
    public let validFrom: CivilDate
    /// The last day; `nil`: without an end.
    public let validTo: CivilDate?
    /// The key that came after it.
    public let replacedBy: String?

    public var fingerprint: String { PublicKey.fingerprint(of: publicKey) }

    func isValid(on day: CivilDate) -> Bool {
        validFrom <= day && (validTo.map { day <= $0 } ?? true)
    }

    /// As ``TrustedKey`` reads it: a line to be kept by whoever checks.
    public var line: String {
        "\(publicKey) from=\(validFrom)" + (validTo.map { " until=\($0)" } ?? "")
    }
}

/// The public keys of the store, so that keys can be replaced and old signatures stay proved.
public enum KeyRegister {
    /// Under this name the key of the server stands until somebody gives it another.
    public static let serverHolder = "サーバー"
    static let enterAction = "ward.key.enter"
    static let endAction = "ward.key.end"

    static func subject(_ publicKey: String) -> String {
        "key/\(PublicKey.fingerprint(of: publicKey).filter { $0 != " " })"
    }

    /// In the order of their first days.
    public static func list(on connection: any Connection) throws -> [RecordedKey] {
        try keys("", on: connection)
    }

    public static func find(_ publicKey: String, on connection: any Connection) throws -> RecordedKey? {
        try keys("WHERE public_key = \(publicKey)", on: connection).first
    }

    /// Records a key before its first signature.
    @discardableResult
    public static func enter(
        _ publicKey: String, holder: String, from first: CivilDate, to last: CivilDate? = nil, by stamp: Stamp,
        on connection: any Connection
    ) throws -> RecordedKey {
        guard PublicKey(publicKey) != nil else { throw KeyRefusal.noKey }
        guard last.map({ first <= $0 }) ?? true else { throw KeyRefusal.endsBeforeBeginning }
        guard try find(publicKey, on: connection) == nil else { throw KeyRefusal.known }
        let key = RecordedKey(
            publicKey: publicKey, holder: holder, validFrom: first, validTo: last, replacedBy: nil)
        try connection.execute(
            """
            INSERT INTO signing_key (public_key, holder, valid_from, valid_to)
            VALUES (\(publicKey), \(holder), \(first), \(last))
            """)
        try stamp.note(
            enterAction, subject(publicKey),
            [
                "publicKey": .string(publicKey), "holder": .string(holder), "from": JSON(first), "to": JSON(last),
            ], on: connection)
        return key
    }

    /// The last day of a key: what it signs later does not count.
    /// - Parameter successor: the recorded key that signs from then on.
    public static func end(
        _ publicKey: String, lastDay: CivilDate, replacedBy successor: String? = nil, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        guard let key = try find(publicKey, on: connection) else { throw KeyRefusal.unknown }
        guard key.validFrom <= lastDay else { throw KeyRefusal.endsBeforeBeginning }
        if let successor {
            guard successor != publicKey, try find(successor, on: connection) != nil else { throw KeyRefusal.unknown }
        }
        try connection.execute(
            """
            UPDATE signing_key SET valid_to = \(lastDay), replaced_by = \(successor) WHERE public_key = \(publicKey)
            """)
        try stamp.note(
            endAction, subject(publicKey),
            ["publicKey": .string(publicKey), "lastDay": JSON(lastDay), "replacedBy": JSON(successor)],
            on: connection)
    }

    /// What whoever starts the program must know of its key, in words; `nil` when it signs.
    public static func warning(_ key: SigningKey?, on day: CivilDate, _ connection: any Connection) throws -> String? {
        guard let key else {
            return "署名の鍵がないため、確定版と日締めに署名しません。--signing-key または環境変数 \(SigningKey.variable) で鍵を指定できます。"
        }
        guard let known = try find(key.publicKey, on: connection), !known.isValid(on: day) else { return nil }
        return KeyRefusal.notValid(fingerprint: known.fingerprint, on: day).words + "それまで、確定版と日締めに署名しません。"
    }

    private static func keys(_ condition: SQL, on connection: any Connection) throws -> [RecordedKey] {
        try connection.rows(
            """
            SELECT public_key, holder, valid_from, valid_to, replaced_by FROM signing_key \(condition)
            ORDER BY valid_from, public_key
            """
        ).map { row in
            RecordedKey(
                publicKey: try row["public_key"], holder: try row["holder"], validFrom: try row["valid_from"],
                validTo: try row["valid_to"], replacedBy: try row["replaced_by"])
        }
    }
}

/// Why a public key is not recorded, ended or used.
public enum KeyRefusal: Refusal, Hashable {
    case noKey
    case known
    case unknown
    case endsBeforeBeginning
    case notValid(fingerprint: String, on: CivilDate)

    public var words: String {
        switch self {
        case .noKey: "署名の公開鍵ではありません。namiki signing-key で作った、.pub の付くファイルを指定してください。"
        case .known: "その公開鍵は、すでに登録してあります。namiki signing-key list で確かめてください。"
        case .unknown: "その公開鍵は、登録してありません。先に namiki signing-key record で登録してください。"
        case .endsBeforeBeginning: "鍵の最後の日が、最初の日より前です。日付を確かめてください。"
        case .notValid(let fingerprint, let day):
            "鍵 \(fingerprint) は、\(day.japanese)には有効でありません。有効な鍵を使うか、namiki signing-key list で有効期間を確かめてください。"
        }
    }
}
