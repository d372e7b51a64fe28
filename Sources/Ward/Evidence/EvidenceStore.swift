import Storage

/// Files kept in the database under the SHA-256 of their bytes, so that one file holds the whole memory of the ward.
public enum EvidenceStore {
    /// The largest file, in bytes.
    public static let bytesMax = 20 * 1024 * 1024

    /// Keeps a file; the same bytes are kept once, under the name they first came with.
    /// - Parameters:
    ///   - takesOthers: also a kind that may not be attached, for a caller who has read the file.
    ///   - bytesMax: more than the usual, for a caller who has bounded it otherwise.
    /// - Throws: ``EvidenceRefusal``, also when the bytes were kept before and are damaged now.
    @discardableResult
    public static func keep(
        _ bytes: [UInt8], filename: String, takesOthers: Bool = false, bytesMax: Int = bytesMax, by stamp: Stamp,
        on connection: any Connection
    ) throws -> EvidenceFile {
        guard !bytes.isEmpty else { throw EvidenceRefusal.empty }
        guard bytes.count <= bytesMax else { throw EvidenceRefusal.tooLarge(bytesMax: bytesMax) }
        let name = EvidenceName.cleaned(filename)
        let decided = Result { () throws(EvidenceRefusal) in try EvidenceType.deciding(bytes, filename: name) }
        let type = takesOthers ? (try? decided.get()) ?? .other : try decided.get()
        let hash = ContentHash.of(bytes)
        if let known = try find(hash, on: connection) {
            // Nobody is told "kept" about a file that can no longer be read.
            _ = try self.bytes(hash, on: connection)
            return known
        }
        try connection.execute(
            """
            INSERT INTO evidence (hash, size, type, filename, kept_at, kept_by, bytes)
            VALUES (\(hash), \(bytes.count), \(type.rawValue), \(name), \(stamp.at), \(stamp.actor.name), \(bytes))
            """)
        let file = EvidenceFile(hash: hash, size: bytes.count, type: type, filename: name, keptAt: stamp.at)
        try Audit.append(
            keepAction, subject: subject(of: hash), details: details(of: file), by: stamp, on: connection)
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
