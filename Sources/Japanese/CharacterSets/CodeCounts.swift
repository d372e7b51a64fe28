/// How often each code of a source occurs: the first column of the character ledger.
///
/// ASCII is not counted character by character: it is exact in every set here.
public final class CodeCounts {
    private(set) var doubles: UnsafeMutablePointer<UInt32>
    /// Scalars beyond the basic plane, of sources in Unicode.
    private(set) var others: [UInt32: UInt32] = [:]
    /// Bytes that are no code, by their first byte.
    private(set) var malformed: [UInt32: UInt32] = [:]

    public init() {
        doubles = .allocate(capacity: 65_536)
        doubles.initialize(repeating: 0, count: 65_536)
    }

    deinit { doubles.deallocate() }

    @inline(__always)
    func count(_ code: Int) { doubles[code & 0xFFFF] &+= 1 }

    func countOther(_ scalar: UInt32) { others[scalar, default: 0] += 1 }

    func countMalformed(_ byte: UInt8) { malformed[UInt32(byte), default: 0] += 1 }

    /// Codes that occur, with their counts; codes of one byte are below 0x100.
    public var found: [UInt32: UInt32] {
        var found = others
        for code in 0..<65_536 where doubles[code] > 0 { found[UInt32(code)] = doubles[code] }
        return found
    }

    /// First bytes of what was no code, with counts.
    public var broken: [UInt32: UInt32] { malformed }

    /// Adds the counts of another part of the file.
    public func add(_ other: CodeCounts) {
        for code in 0..<65_536 { doubles[code] &+= other.doubles[code] }
        others.merge(other.others, uniquingKeysWith: +)
        malformed.merge(other.malformed, uniquingKeysWith: +)
    }
}
