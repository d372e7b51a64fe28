import Japanese

/// The head of the audit trail at the end of a day (日締め): one number that stands for every record up to there.
///
/// It leaves the system every day, in the public edition, on paper or by mail. Whoever kept one finds out when something
/// that it covers is rewritten or cut off, also by the one who has the whole database.
public struct DailyHead: Hashable, Sendable {
    /// 1, 2, 3 … without gaps.
    public let number: Int
    /// The day on which it was made.
    public let day: CivilDate
    /// The newest row of the trail that it covers.
    public let sequence: Int
    /// The hash of that row: chained over all rows before it.
    public let chain: String
    /// Rows of the trail up to there.
    public let rowCount: Int
    /// Sealed editions up to there.
    public let sealCount: Int
    /// Hash of the one before; `nil` for the first.
    public let previous: String?
    public let madeAt: Timestamp

    /// What is signed and stamped with the time: SHA-256 of ``statement``.
    public var hash: String { ContentHash.of(statement.canonical) }

    /// What the hash is taken over.
    var statement: JSON {
        [
            "format": .string(Self.format), "number": JSON(number), "day": JSON(day), "sequence": JSON(sequence),
            "chain": .string(chain), "rows": JSON(rowCount), "seals": JSON(sealCount), "previous": JSON(previous),
            "madeAt": .integer(madeAt.milliseconds),
        ]
    }

    static let format = "namiki-head-1"

    /// In words, for findings.
    var place: String { "日締め 第\(number)号（\(day.japanese)）" }
}

/// A head with what vouches for it, as it leaves the system.
public struct SignedHead: Hashable, Sendable {
    public let head: DailyHead
    public let signatures: [Signature]

    public var json: JSON {
        guard case .object(var members) = head.statement else { return head.statement }
        members["hash"] = .string(head.hash)
        members["signatures"] = .array(signatures.map(\.json))
        return .object(members)
    }

    private static let keys: Set = [
        "format", "number", "day", "sequence", "chain", "rows", "seals", "previous", "madeAt", "hash", "signatures",
    ]

    init(head: DailyHead, signatures: [Signature]) {
        self.head = head
        self.signatures = signatures
    }

    /// - Returns: `nil` for what is no head, or one whose hash is not its own.
    init?(_ json: JSON) {
        guard json.hasExactly(Self.keys), json["format"]?.string == DailyHead.format,
            let number = json["number"]?.integer, let day = json["day"]?.string.flatMap({ CivilDate(iso: $0) }),
            let sequence = json["sequence"]?.integer, let chain = json["chain"]?.string,
            let rows = json["rows"]?.integer, let seals = json["seals"]?.integer,
            let madeAt = json["madeAt"]?.integer, let hash = json["hash"]?.string,
            let signatures = Signature.list(json["signatures"], of: .head, hash)
        else { return nil }
        switch json["previous"] {
        case .null?, .string?: break
        default: return nil
        }
        head = DailyHead(
            number: number, day: day, sequence: sequence, chain: chain, rowCount: rows, sealCount: seals,
            previous: json["previous"]?.string, madeAt: Timestamp(milliseconds: Int64(madeAt)))
        guard head.hash == hash else { return nil }
        self.signatures = signatures
    }
}
