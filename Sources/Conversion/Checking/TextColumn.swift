import Japanese

/// Values of one item of many records, one after the other in memory.
///
/// It is filled by one task and then only read.
final class TextColumn: @unchecked Sendable {
    private let arena: TextArena
    private var ends: [UInt32] = []

    init(capacity: Int = 1 << 12) { arena = TextArena(capacity: capacity) }

    var count: Int { ends.count }

    func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        arena.append(bytes)
        ends.append(UInt32(truncatingIfNeeded: arena.count))
    }

    /// Appends all values of another column.
    func append(_ other: TextColumn) {
        let before = UInt32(truncatingIfNeeded: arena.count)
        arena.append(other.arena.bytes(0..<other.arena.count))
        ends.reserveCapacity(ends.count + other.ends.count)
        for end in other.ends { ends.append(before + end) }
    }

    /// Bytes of a value, valid while nothing is appended.
    @inline(__always)
    subscript(row: Int) -> UnsafeBufferPointer<UInt8> {
        let start = row == 0 ? 0 : Int(ends[row - 1])
        return arena.bytes(start..<Int(ends[row]))
    }

    func string(_ row: Int) -> String { String(decoding: self[row], as: UTF8.self) }
}

/// Rows by their value in one column: open addressing, the first row of each value.
struct KeyIndex {
    private let column: TextColumn
    /// Rows plus one; 0 where free.
    private var slots: [UInt32]
    private let mask: Int
    /// Rows whose value an earlier row has, with that row.
    private(set) var repeated: [(row: Int, first: Int)] = []

    /// - Parameter includes: rows that are indexed; empty values never are.
    init(_ column: TextColumn, includes: (Int) -> Bool = { _ in true }) {
        self.column = column
        var size = 16
        while size < column.count * 2 { size *= 2 }
        mask = size - 1
        slots = [UInt32](repeating: 0, count: size)
        for row in 0..<column.count where !column[row].isEmpty && includes(row) {
            let slot = place(column[row])
            if slots[slot] == 0 {
                slots[slot] = UInt32(row + 1)
            } else {
                repeated.append((row, Int(slots[slot]) - 1))
            }
        }
    }

    /// The first row with a value; `nil` when there is none.
    @inline(__always)
    func row(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        if bytes.isEmpty { return nil }
        let found = slots[place(bytes)]
        return found == 0 ? nil : Int(found) - 1
    }

    @inline(__always)
    private func place(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var slot = Int(truncatingIfNeeded: KeyIndex.mixed(ValueHash.of(bytes))) & mask
        while slots[slot] != 0, !equal(column[Int(slots[slot]) - 1], bytes) { slot = (slot + 1) & mask }
        return slot
    }

    /// The low bits of the fingerprint follow the last byte too closely to be a place.
    @inline(__always)
    private static func mixed(_ hash: UInt64) -> UInt64 { (hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9 >> 17 }

    @inline(__always)
    private func equal(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        for position in 0..<left.count where left[position] != right[position] { return false }
        return true
    }
}
