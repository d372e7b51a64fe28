import Documents

/// A document whose file was read, as lines to be read as often as people decide about them.
///
///     let source = try NoticeSource(document)
///     NoticeReader.review(source, name: name, byteCount: count, decisions: decisions)
public struct NoticeSource: Sendable {
    let text: NoticeText

    init(_ text: NoticeText) {
        self.text = text
    }

    /// Plain text.
    public init(bytes: [UInt8]) throws(NoticeRefusal) {
        self.init(try NoticeText(bytes: bytes))
    }

    public init(_ document: PlacedDocument) throws(NoticeRefusal) {
        self.init(try NoticeText(document))
    }
}
