import Japanese
import Site
import Storage
import Ward

/// The secret of a robot account (秘密の値): kept in an envelope, changed and used, and shown to nobody.
struct Credential: AddressedRecord, Revised {
    let id: ID<Credential>
    let name: String
    let system: String
    /// The account it opens: a robot's own, never a person's.
    let account: String
    let unit: ID<OfficeUnit>?
    let envelope: EnvelopeKey.Envelope
    /// The day on which the system wants another one.
    let expiresOn: CivilDate
    let changedAt: Timestamp
    let lastUsedAt: Timestamp?
    let endedOn: CivilDate?
    let revision: Int

    static let parameter = "credential"
    static let selection: SQL = "SELECT * FROM automation_credential"
    static let key: SQL = "automation_credential.id"
    static let title = "秘密の値"

    static let valueMax = 200
    /// It is told so many days before it expires.
    static let warningDays = 30
    /// A handle that nobody used by then is worth nothing.
    static let handleSeconds = 600

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, name, system, account) = (try row["id"], try row["name"], try row["system"], try row["account"])
        envelope = EnvelopeKey.Envelope(key: try row["sealed_key"], value: try row["sealed_value"])
        (unit, expiresOn, changedAt) = (try row["unit"], try row["expires_on"], try row["changed_at"])
        (lastUsedAt, endedOn, revision) = (try row["last_used_at"], try row["ended_on"], try row["revision"])
    }

    var path: String { "/automation/secrets/\(id)" }

    /// What the envelope is bound to.
    static func owner(_ id: ID<Credential>) -> String { "credential/\(id)" }

    /// Those in use, the earliest to expire first.
    static func standing(on connection: any Connection) throws -> [Credential] {
        try list("WHERE ended_on IS NULL ORDER BY expires_on, name, id", on: connection)
    }

    static func named(_ name: String, on connection: any Connection) throws -> Credential? {
        try list("WHERE name_key = \(TextKey(name).text) AND ended_on IS NULL", on: connection).first
    }

    func standing(on day: CivilDate) -> Standing {
        if endedOn != nil { return .ended }
        if expiresOn < day { return .expired }
        return expiresOn <= day.adding(days: Credential.warningDays) ? .expiring : .valid
    }

    enum Standing {
        case valid, expiring, expired, ended

        var tag: Tag {
            switch self {
            case .valid: Tag("有効", .done)
            case .expiring: Tag("まもなく期限", .warning)
            case .expired: Tag("期限切れ", .danger)
            case .ended: Tag("廃止", .neutral)
            }
        }
    }
}

extension Credential {
    /// Keeps a new secret.
    /// - Throws: ``CredentialRefusal``, ``Ward/EnvelopeRefusal/noKey``.
    static func keep(
        _ name: String, system: String, account: String, unit: ID<OfficeUnit>?, value: String, expiresOn: CivilDate,
        in ward: Ward, by stamp: Stamp, on connection: any Connection
    ) throws -> Credential {
        guard try named(name, on: connection) == nil else { throw CredentialRefusal.nameTaken(name) }
        let id: ID<Credential> = stamp.newID()
        let envelope = try sealed(value, of: id, in: ward)
        try connection.execute(
            """
            INSERT INTO automation_credential (id, name, name_key, system, account, unit, sealed_key, sealed_value,
                expires_on, changed_at, revision)
            VALUES (\(id), \(name), \(TextKey(name).text), \(system), \(account), \(unit), \(envelope.key),
                \(envelope.value), \(expiresOn), \(stamp.at), 0)
            """)
        try stamp.note(
            "automation.secret.keep", "credential/\(id)", ["name": .string(name), "expires": JSON(expiresOn)],
            on: connection)
        return try known(id, on: connection)
    }

    /// Replaces the value.
    func renew(
        _ value: String, expiresOn: CivilDate, in ward: Ward, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard endedOn == nil else { throw CredentialRefusal.ended }
        let envelope = try Credential.sealed(value, of: id, in: ward)
        try connection.execute(
            """
            UPDATE automation_credential SET sealed_key = \(envelope.key), sealed_value = \(envelope.value),
                expires_on = \(expiresOn), changed_at = \(stamp.at), revision = revision + 1
            WHERE id = \(id)
            """)
        try connection.execute("DELETE FROM automation_handle WHERE credential = \(id) AND used_at IS NULL")
        try stamp.note("automation.secret.keep", "credential/\(id)", ["expires": JSON(expiresOn)], on: connection)
    }

    /// Ends it: the value is destroyed, the entry stays. Its name may be used again.
    func end(by stamp: Stamp, on connection: any Connection) throws {
        guard endedOn == nil else { throw CredentialRefusal.ended }
        try connection.execute(
            """
            UPDATE automation_credential SET sealed_key = '', sealed_value = '', ended_on = \(stamp.today),
                name_key = \("\(TextKey(name).text)\u{0001}\(id)"), revision = revision + 1
            WHERE id = \(id)
            """)
        try connection.execute("DELETE FROM automation_handle WHERE credential = \(id) AND used_at IS NULL")
        try stamp.note("automation.secret.end", "credential/\(id)", on: connection)
    }

    private static func sealed(_ value: String, of id: ID<Credential>, in ward: Ward) throws -> EnvelopeKey.Envelope {
        guard !value.isEmpty, value.unicodeScalars.count <= valueMax else { throw CredentialRefusal.length }
        return try EnvelopeKey(ward.signingKey).seal(Array(value.utf8), for: owner(id), random: ward.random)
    }

    /// Seals the inner keys of all by the key of today, in place of an earlier one.
    /// - Returns: how many.
    static func rewrap(
        from earlier: SigningKey, in ward: Ward, by stamp: Stamp, on connection: any Connection
    ) throws -> Int {
        let (old, new) = (try EnvelopeKey(earlier), try EnvelopeKey(ward.signingKey))
        let all = try standing(on: connection)
        for credential in all {
            let envelope = try new.rewrapped(
                credential.envelope, for: owner(credential.id), by: old, random: ward.random)
            try connection.execute(
                "UPDATE automation_credential SET sealed_key = \(envelope.key) WHERE id = \(credential.id)")
            try stamp.note("automation.secret.rewrap", "credential/\(credential.id)", on: connection)
        }
        return all.count
    }
}

/// The right to one use of a secret in one run. The word of it stands in no table, only its hash.
struct CredentialHandle: Sendable {
    let word: String
    let run: ID<Run>

    private static let wordBytes = 32

    /// Gives a run the right to use a secret once, in the name of the robot's run.
    static func issue(
        _ credential: Credential, to run: ID<Run>, in ward: Ward, by stamp: Stamp, on connection: any Connection
    ) throws -> CredentialHandle {
        switch credential.standing(on: stamp.today) {
        case .ended: throw CredentialRefusal.ended
        case .expired: throw CredentialRefusal.expired(credential.name, credential.expiresOn)
        case .valid, .expiring: break
        }
        let word = Hexadecimal.text(ward.random.bytes(wordBytes))
        try connection.execute(
            """
            INSERT INTO automation_handle (hash, credential, run, issued_at)
            VALUES (\(ContentHash.of(word)), \(credential.id), \(run), \(stamp.at))
            """)
        try stamp.note(
            "automation.secret.issue", "credential/\(credential.id)", ["run": JSON(run)], on: connection)
        return CredentialHandle(word: word, run: run)
    }

    /// Takes the value, the first time and within ``Credential/handleSeconds``; the trail says which run saw it.
    /// - Throws: ``CredentialRefusal/handleSpent``.
    func open(in ward: Ward, by stamp: Stamp, on connection: any Connection) throws -> String {
        let earliest = stamp.at.adding(seconds: -Credential.handleSeconds)
        // One statement decides when the same handle comes twice at once.
        let first = try connection.execute(
            """
            UPDATE automation_handle SET used_at = \(stamp.at)
            WHERE hash = \(ContentHash.of(word)) AND run = \(run) AND used_at IS NULL AND issued_at >= \(earliest)
            """)
        let id: ID<Credential>? = try connection.value(
            "SELECT credential FROM automation_handle WHERE hash = \(ContentHash.of(word))")
        guard first == 1, let id else { throw CredentialRefusal.handleSpent }
        let credential = try Credential.known(id, on: connection)
        let value = try EnvelopeKey(ward.signingKey).open(credential.envelope, for: Credential.owner(id))
        try connection.execute("UPDATE automation_credential SET last_used_at = \(stamp.at) WHERE id = \(id)")
        try stamp.note("automation.secret.use", "credential/\(id)", ["run": JSON(run)], on: connection)
        return String(decoding: value, as: UTF8.self)
    }
}

enum CredentialRefusal: Refusal, Hashable {
    case nameTaken(String)
    case ended
    case expired(String, CivilDate)
    case length
    case handleSpent

    var words: String {
        switch self {
        case .nameTaken(let name): "「\(name)」という名前の秘密の値は、保管しています。別の名前にするか、今の値を新しくしてください。"
        case .ended: "廃止した秘密の値です。新しく保管してください。"
        case .expired(let name, let day): "「\(name)」は、\(day.japanese)で期限が切れています。システムで新しい値にし、保管し直してください。"
        case .length: "秘密の値は、1文字から\(Credential.valueMax)文字までにしてください。"
        case .handleSpent: "秘密の値の払出しは、1回だけ、\(Credential.handleSeconds / 60)分以内に使えます。実行をやり直してください。"
        }
    }
}
