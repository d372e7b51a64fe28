/// Draws a rendering again from sealed content, to prove that an edition still renders byte for byte.
public struct SealRenderer: Sendable {
    public let type: String
    /// Raised whenever the same content would give other bytes; editions of another version are not drawn again, and
    /// their stored bytes stand.
    public let version: Int
    /// - Returns: `nil` when the content is of a format this program no longer draws.
    public let render: @Sendable (JSON, SealHeading) -> [UInt8]?
    /// What does not fit with other sealed content that this one names by its hash, in words.
    public let contradictions: @Sendable (_ content: JSON, _ sealed: SealedContents) -> [String]

    public init(
        type: String, version: Int = 1,
        contradictions: @escaping @Sendable (JSON, SealedContents) -> [String] = { _, _ in [] },
        render: @escaping @Sendable (JSON, SealHeading) -> [UInt8]?
    ) {
        self.type = type
        self.version = version
        self.contradictions = contradictions
        self.render = render
    }
}

/// Looks sealed content of a kind up by its hash, in a store or in a bundle; `nil` where nothing of this content was sealed.
public typealias SealedContents = (_ kind: String, _ contentHash: String) -> JSON?
