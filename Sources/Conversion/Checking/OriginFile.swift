import Tabular

/// Where each converted record came from: the way back from the target to the bytes of the source.
///
/// A file of 24 bytes for each record of the target group's file, little-endian: record number (from 1, 4 bytes), mapping entry
/// (4), offset in the source file (8), bytes (4), and four of zero.
public struct Origin: Hashable, Sendable {
    /// Among all records of the source file, from 1.
    public let record: Int
    /// The mapping's group entry, from 0.
    public let entry: Int
    /// In the source file.
    public let bytes: Range<Int>

    package static let size = 24

    package func append(to output: inout [UInt8]) {
        func put(_ value: UInt64, _ count: Int) {
            for position in 0..<count { output.append(UInt8(truncatingIfNeeded: value >> (8 * UInt64(position)))) }
        }
        put(UInt64(truncatingIfNeeded: record), 4)
        put(UInt64(truncatingIfNeeded: entry), 4)
        put(UInt64(truncatingIfNeeded: bytes.lowerBound), 8)
        put(UInt64(truncatingIfNeeded: bytes.count), 4)
        put(0, 4)
    }
}

/// The origins of a target group's file.
public struct OriginFile: Sendable {
    private let map: MappedFile

    /// Of a group without records.
    package init() { map = MappedFile([]) }

    public init(path: String) throws(MappedFileRefusal) { map = try MappedFile(path: path) }

    public var count: Int { map.bytes.count / Origin.size }

    /// - Parameter row: of the target group's file, from 0.
    public subscript(row: Int) -> Origin? {
        guard row >= 0, row < count else { return nil }
        defer { withExtendedLifetime(map) {} }
        let start = row * Origin.size
        func number(_ offset: Int, _ count: Int) -> Int {
            var value: UInt64 = 0
            for position in 0..<count {
                value |= UInt64(map.bytes[start + offset + position]) << (8 * UInt64(position))
            }
            return Int(truncatingIfNeeded: value)
        }
        let offset = number(8, 8)
        return Origin(record: number(0, 4), entry: number(4, 4), bytes: offset..<offset + number(16, 4))
    }
}
