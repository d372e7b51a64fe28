import Storage

/// Files kept in the database under the SHA-256 of their bytes, so that one file holds the whole memory of the ward.
public enum EvidenceStore {
    /// The largest file, in bytes.
    public static let bytesMax = 20 * 1024 * 1024

    /// Keeps a file; the same bytes are kept once, under the name they first came with.
    ///
    /// Reads all of the bytes to tell their kind and their hash: a large file is prepared before the transaction, by ``PreparedEvidence``.
    /// - Parameters:
    ///   - takesOthers: also a kind that may not be attached, for a caller who has read the file.
    ///   - bytesMax: more than the usual, for a caller who has bounded it otherwise.
    /// - Throws: ``EvidenceRefusal``, also when the bytes were kept before and are damaged now.
    @discardableResult
    public static func keep(
        _ bytes: [UInt8], filename: String, takesOthers: Bool = false, bytesMax: Int = bytesMax, by stamp: Stamp,
        on connection: any Connection
    ) throws -> EvidenceFile {
        try keep(
            PreparedEvidence(bytes, filename: filename, takesOthers: takesOthers, bytesMax: bytesMax), by: stamp,
            on: connection)
    }

    /// Keeps what was prepared; the same bytes are kept once, under the name they first came with.
    /// - Throws: ``EvidenceRefusal`` when the bytes were kept before and are damaged now.
    @discardableResult
    public static func keep(
        _ prepared: PreparedEvidence, by stamp: Stamp, on connection: any Connection
    ) throws -> EvidenceFile {
        if let known = try find(prepared.hash, on: connection) {
            // Nobody is told "kept" about a file that can no longer be read.
            _ = try bytes(prepared.hash, on: connection)
            return known
        }
        let file = EvidenceFile(
            hash: prepared.hash, size: prepared.bytes.count, type: prepared.type, filename: prepared.filename,
            keptAt: stamp.at)
        try connection.execute(
            """
            INSERT INTO evidence (hash, size, type, filename, kept_at, kept_by, bytes)
            VALUES (\(file.hash), \(file.size), \(file.type.rawValue), \(file.filename), \(stamp.at), \(stamp.actor.name),
                \(prepared.bytes))
            """)
        try Audit.append(
            keepAction, subject: subject(of: file.hash), details: details(of: file), by: stamp, on: connection)
        return file
    }

    /// What the audit trail says of a kept file: compared with the store by ``Verification``.
    static let keepAction = "ward.evidence.keep"

    static func subject(of hash: String) -> String {
        "evidence/\(hash)"
    }

    static func details(of file: EvidenceFile) -> JSON {
        ["filename": .string(file.filename), "size": JSON(file.size), "type": .string(file.type.rawValue)]
    }

    public static func find(_ hash: String, on connection: any Connection) throws -> EvidenceFile? {
        try connection.row("SELECT hash, size, type, filename, kept_at FROM evidence WHERE hash = \(hash)").map { row in
            EvidenceFile(
                hash: try row[0], size: try row[1], type: EvidenceType(rawValue: try row[2]) ?? .text,
                filename: try row[3], keptAt: try row[4])
        }
    }

    /// The bytes, checked against their address before anybody sees them.
    public static func bytes(_ hash: String, on connection: any Connection) throws -> [UInt8]? {
        guard let bytes: [UInt8] = try connection.value("SELECT bytes FROM evidence WHERE hash = \(hash)") else {
            return nil
        }
        guard ContentHash.of(bytes) == hash else { throw EvidenceRefusal.damaged(hash: hash) }
        return bytes
    }
}
