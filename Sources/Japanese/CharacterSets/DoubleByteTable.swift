/// A table from codes of two bytes to Unicode, made for decoding in one look per code.
///
///     WindowsCharacterSet.table.scalar(0x88EA)      // 一
///     WindowsCharacterSet.table.kind(of: 0xF040)    // .user: a 外字 of whoever wrote the file
///
/// A code is never dropped: what has no character is `.none`, and the reader reports it.
public struct DoubleByteTable: Sendable {
    /// What a code is.
    public enum Kind: UInt8, Hashable, Sendable {
        /// No character is assigned.
        case none
        /// The one code of its character, or the one that is written when several have it.
        case standard
        /// Another code of a character that is written with its standard code: NEC's and IBM's double assignments.
        case twin
        /// A 外字: its private scalar has a meaning only together with the system it came from.
        case user
    }

    /// By code: UTF-8 bytes in the low 24 bits (first byte lowest), their count in bits 24–25, the kind in bits 26–27. A scalar
    /// beyond the basic plane does not fit and has a count of 0 here.
    let entries: [UInt32]
    /// By code: the scalar, 0 where none.
    let scalars: [UInt32]

    /// - Parameters:
    ///   - standard: codes with their scalars; a later code of a scalar that is already there becomes its twin.
    ///   - user: codes of the user area with their private scalars.
    init(standard: [(code: Int, scalar: Unicode.Scalar)], user: [(code: Int, scalar: Unicode.Scalar)]) {
        var entries = [UInt32](repeating: 0, count: 65_536)
        var scalars = entries
        var seen: Set<Unicode.Scalar> = []
        for (code, scalar) in standard {
            entries[code] = DoubleByteTable.entry(scalar, seen.insert(scalar).inserted ? .standard : .twin)
            scalars[code] = scalar.value
        }
        for (code, scalar) in user {
            entries[code] = DoubleByteTable.entry(scalar, .user)
            scalars[code] = scalar.value
        }
        self.entries = entries
        self.scalars = scalars
    }

    private static func entry(_ scalar: Unicode.Scalar, _ kind: Kind) -> UInt32 {
        let bytes = Array(String(scalar).utf8)
        let kindBits = UInt32(kind.rawValue) << 26
        guard bytes.count <= 3 else { return kindBits }
        var packed = kindBits | UInt32(bytes.count) << 24
        for (position, byte) in bytes.enumerated() { packed |= UInt32(byte) << (8 * UInt32(position)) }
        return packed
    }

    /// The kind of a code of two bytes.
    public func kind(of code: Int) -> Kind {
        Kind(rawValue: UInt8(truncatingIfNeeded: (entries[code & 0xFFFF] >> 26) & 3)) ?? .none
    }

    /// The scalar of a code; `nil` where none is assigned.
    public func scalar(_ code: Int) -> Unicode.Scalar? {
        kind(of: code) == .none ? nil : Unicode.Scalar(scalars[code & 0xFFFF])
    }

    /// The code that is written for each scalar: the standard one, or that of the user area.
    public func codes() -> [Unicode.Scalar: Int] {
        var codes: [Unicode.Scalar: Int] = [:]
        for code in 0..<65_536 {
            guard let scalar = scalar(code), kind(of: code) != .twin else { continue }
            codes[scalar] = code
        }
        return codes
    }
}
