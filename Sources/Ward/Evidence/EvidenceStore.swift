import Storage

/// Files kept in the database under the SHA-256 of their bytes, so that one file holds the whole memory of the ward.
public enum EvidenceStore {
    /// The largest file, in bytes.
    public static let bytesMax = 20 * 1024 * 1024
    static let filenameScalarsMax = 120

    /// Keeps a file; the same bytes are kept once, under the name they first came with.
    @discardableResult
    public static func keep(
        _ bytes: [UInt8], filename: String, by stamp: Stamp, on connection: any Connection
    ) throws -> EvidenceFile {
        guard !bytes.isEmpty else { throw EvidenceRefusal.empty }
        guard bytes.count <= bytesMax else { throw EvidenceRefusal.tooLarge(bytesMax: bytesMax) }
        let name = cleaned(filename)
        guard let type = EvidenceType(bytes: bytes) else { throw EvidenceRefusal.unknownType(filename: name) }
        let hash = ContentHash.of(bytes)
        if let known = try find(hash, on: connection) { return known }
        try connection.execute(
            """
            INSERT INTO evidence (hash, size, type, filename, kept_at, kept_by, bytes)
            VALUES (\(hash), \(bytes.count), \(type.rawValue), \(name), \(stamp.at), \(stamp.actor.name), \(bytes))
            """)
        try Audit.append(
            "ward.evidence.keep", subject: "evidence/\(hash)",
            details: ["filename": .string(name), "size": JSON(bytes.count)], by: stamp, on: connection)
        return EvidenceFile(hash: hash, size: bytes.count, type: type, filename: name, keptAt: stamp.at)
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

    /// A name without folders, control characters and direction marks, in bounded length.
    static func cleaned(_ filename: String) -> String {
        let last = filename.unicodeScalars.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? []
        var name = String.UnicodeScalarView()
        for scalar in last.prefix(filenameScalarsMax) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: continue
            default: name.append(scalar)
            }
        }
        return name.isEmpty || name.allSatisfy({ $0 == "." }) ? "無題" : String(name)
    }
}
