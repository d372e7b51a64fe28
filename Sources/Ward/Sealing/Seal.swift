import Japanese

/// One sealed edition (確定版) of a record: what it said, by value, for ever.
public struct Seal: Hashable, Sendable {
    public let id: ID<Seal>
    /// What is sealed, such as `plan.round`.
    public let kind: String
    /// The record's identifier.
    public let subject: String
    /// 1, 2, 3 … without gaps.
    public let edition: Int
    /// SHA-256 of the canonical content.
    public let contentHash: String
    /// SHA-256 of the whole envelope: heading, content hash, rendering hashes and the edition before.
    public let hash: String
    public let sealedAt: Timestamp
    public let sealedBy: String
    /// Why there is a second or later edition, and what else was to be explained when it was sealed.
    public let reason: String?

    public var heading: SealHeading {
        SealHeading(
            kind: kind, subject: subject, edition: edition, contentHash: contentHash, sealedAt: sealedAt, reason: reason
        )
    }
}

/// What a rendering may print of its own seal: known before it is drawn.
public struct SealHeading: Hashable, Sendable {
    public let kind: String
    public let subject: String
    public let edition: Int
    public let contentHash: String
    public let sealedAt: Timestamp
    public let reason: String?
}

/// The bytes that were shown to people, of one media type.
public struct Rendering: Hashable, Sendable {
    public let type: String
    public let bytes: [UInt8]
    /// Version of the renderer that drew it: raised whenever the same content would give other bytes.
    public let version: Int

    public init(type: String, bytes: [UInt8], version: Int = 1) {
        self.type = type
        self.bytes = bytes
        self.version = version
    }
}

public enum SealRefusal: Refusal, Hashable {
    case reasonNeeded(edition: Int)
    /// Stored bytes or content no longer have the hash they were sealed under.
    case damaged(kind: String, subject: String, edition: Int)
    case alreadyAttached(type: String)
    /// The content is too large or too deeply nested to be read back.
    case unreadable(reason: String)

    public var words: String {
        switch self {
        case .reasonNeeded(let edition): "第\(edition)版を作る理由を書いてください。前の版は、そのまま残ります。"
        case .damaged(_, _, let edition): "第\(edition)版の記録が、確定したときの内容と違います。namiki verify で調べてください。"
        case .alreadyAttached(let type): "この版には、すでに \(type) が付いています。確定した版は差し替えられません。"
        case .unreadable(let reason): "内容を確定できません（\(reason)）。内容を分けるか、短くしてください。"
        }
    }
}
