/// Something about one value or one record, with all that is needed to find it again and nothing of what it says.
public struct ConversionFinding: Hashable, Sendable {
    public let reason: Reason
    /// The record among all of its file, from 1.
    public var record: Int
    /// The source item's position; -1 for the whole record.
    public let column: Int
    /// The target item's position in its group; -1 where no target item is concerned.
    public let item: Int
    /// The entry of the group's plan; -1 for a broken record.
    public let entry: Int
    /// The value's bytes in its file.
    public let bytes: Range<Int>
    /// A fingerprint of the value as it was read: a decision by a person lapses when it changes.
    public let hash: UInt64
    /// Where the record's key stands in the part's keys.
    let key: Range<Int>
    /// Whether a decision closed it.
    public let state: FindingState
}

/// A fingerprint of bytes (FNV-1a, 64 bits): for telling whether a value changed, not for hiding it.
enum ValueHash {
    static let start: UInt64 = 0xCBF2_9CE4_8422_2325

    static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash = start
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }

    /// Of several values: each is closed, so that what moves from one to the next is seen.
    static func adding(_ bytes: UnsafeBufferPointer<UInt8>, to hash: UInt64) -> UInt64 {
        var hash = hash
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return (hash ^ 0xFF) &* 0x100_0000_01B3
    }
}
