/// Draws a rendering again from sealed content, to prove that an edition still renders byte for byte.
public struct SealRenderer: Sendable {
    public let type: String
    /// Raised whenever the same content would give other bytes; editions of another version are not drawn again, and
    /// their stored bytes stand.
    public let version: Int
    /// - Returns: `nil` when the content is of a format this program no longer draws.
    public let render: @Sendable (JSON, SealHeading) -> [UInt8]?

    public init(type: String, version: Int = 1, render: @escaping @Sendable (JSON, SealHeading) -> [UInt8]?) {
        self.type = type
        self.version = version
        self.render = render
    }
}
