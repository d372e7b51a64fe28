import Japanese
import Storage

/// Signatures in the database, beside what they sign.
enum SignatureStore {
    /// Signs with the key of the stamp, which is recorded when it signs for the first time.
    ///
    /// Without a key nothing is signed. Nor is it with one whose days are over: what is due today is done all the same, and
    /// proving it tells that a signature is missing, which ``Witness/sign(_:with:at:)`` can add with the key that is valid.
    static func sign(
        _ subject: Signature.Subject, _ hash: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard let key = stamp.signingKey else { return }
        let known =
            try KeyRegister.find(key.publicKey, on: connection)
            ?? KeyRegister.enter(
                key.publicKey, holder: KeyRegister.serverHolder, from: stamp.today, by: stamp, on: connection)
        guard known.isValid(on: stamp.today) else { return }
        try keep(key.sign(subject, hash, at: stamp.at), on: connection)
    }

    /// - Returns: `false` when the key has signed this before.
    @discardableResult
    static func keep(_ signature: Signature, on connection: any Connection) throws -> Bool {
        try connection.execute(
            """
            INSERT INTO signature (subject, hash, public_key, signed_at, signature)
            VALUES (\(signature.subject.rawValue), \(signature.hash), \(signature.publicKey), \(signature.signedAt),
                \(signature.signature))
            ON CONFLICT (subject, hash, public_key) DO NOTHING
            """) > 0
    }

    static func list(
        of subject: Signature.Subject, _ hash: String, on connection: any Connection
    ) throws -> [Signature] {
        try signatures("AND hash = \(hash)", subject, on: connection)
    }

    /// All of one kind, by the hash of what is signed.
    static func all(
        of subject: Signature.Subject, on connection: any Connection
    ) throws -> [String: [Signature]] {
        Dictionary(grouping: try signatures("", subject, on: connection), by: \.hash)
    }

    /// What was signed, each hash once.
    static func hashes(of subject: Signature.Subject, on connection: any Connection) throws -> [String] {
        try connection.column("SELECT DISTINCT hash FROM signature WHERE subject = \(subject.rawValue) ORDER BY hash")
    }

    private static func signatures(
        _ condition: SQL, _ subject: Signature.Subject, on connection: any Connection
    ) throws -> [Signature] {
        try connection.rows(
            """
            SELECT hash, public_key, signed_at, signature FROM signature WHERE subject = \(subject.rawValue) \(condition)
            ORDER BY signed_at, public_key
            """
        ).map { row in
            Signature(
                subject: subject, hash: try row["hash"], publicKey: try row["public_key"],
                signedAt: try row["signed_at"], signature: try row["signature"])
        }
    }
}
