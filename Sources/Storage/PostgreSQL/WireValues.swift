/// The binary forms in which values travel to and from PostgreSQL.
enum WireValues {
    /// The types of PostgreSQL by their object identifiers (`pg_type.dat`), which never change.
    enum ObjectID {
        static let bool: UInt32 = 16, bytea: UInt32 = 17, char: UInt32 = 18, name: UInt32 = 19
        static let int8: UInt32 = 20, int2: UInt32 = 21, int4: UInt32 = 23, text: UInt32 = 25, oid: UInt32 = 26
        static let float4: UInt32 = 700, float8: UInt32 = 701, unknown: UInt32 = 705
        static let bpchar: UInt32 = 1042, varchar: UInt32 = 1043, numeric: UInt32 = 1700, void: UInt32 = 2278
    }

    /// Appends a value that is not NULL.
    /// - Returns: its type.
    static func append(_ value: SQLValue, to bytes: inout [UInt8]) -> UInt32 {
        switch value {
        case .null:
            return ObjectID.unknown
        case .integer(let value):
            appendBigEndian(UInt64(bitPattern: value), to: &bytes)
            return ObjectID.int8
        case .real(let value):
            appendBigEndian(value.bitPattern, to: &bytes)
            return ObjectID.float8
        case .text(let value):
            bytes += value.utf8
            return ObjectID.text
        case .blob(let value):
            bytes += value
            return ObjectID.bytea
        }
    }

    /// Reads a value that is not NULL.
    /// - Returns: `nil` for a type outside of the portable dialect.
    static func value(of bytes: UnsafeRawBufferPointer, type: UInt32) -> SQLValue? {
        switch type {
        case ObjectID.int8, ObjectID.int4, ObjectID.int2:
            return .integer(signed(bytes))
        case ObjectID.oid:
            return .integer(Int64(bigEndian(bytes)))
        case ObjectID.bool:
            return .integer(bytes.first == 0 ? 0 : 1)
        case ObjectID.float8:
            return .real(Double(bitPattern: bigEndian(bytes)))
        case ObjectID.float4:
            return .real(Double(Float(bitPattern: UInt32(truncatingIfNeeded: bigEndian(bytes)))))
        case ObjectID.text, ObjectID.varchar, ObjectID.bpchar, ObjectID.name, ObjectID.char, ObjectID.unknown:
            return .text(String(decoding: bytes, as: UTF8.self))
        case ObjectID.bytea:
            return .blob([UInt8](bytes))
        case ObjectID.numeric:
            return integerOfNumeric(bytes).map(SQLValue.integer)
        case ObjectID.void:
            return .null
        default:
            return nil
        }
    }

    /// `SUM` of BIGINT is a numeric without decimals in PostgreSQL and an integer in SQLite: such a numeric is read as an
    /// integer. One with decimals (`AVG`), NaN and one outside of 64 bits are refused rather than rounded.
    ///
    /// The form (`numeric_send` in PostgreSQL's `numeric.c`): count of digits, weight, sign, decimals, then base-10000
    /// digits, all of 16 bits.
    private static func integerOfNumeric(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        guard bytes.count >= 8 else { return nil }
        func word(_ index: Int) -> Int { Int(bytes[index * 2]) << 8 | Int(bytes[index * 2 + 1]) }
        let count = word(0)
        let weight = Int(Int16(truncatingIfNeeded: word(1)))
        let sign = word(2)
        guard sign == 0 || sign == 0x4000, word(3) == 0, bytes.count >= 8 + count * 2 else { return nil }
        guard count > 0 else { return 0 }
        guard weight >= count - 1 else { return nil }
        var value: Int64 = 0
        for position in 0...weight {
            let digit = Int64(position < count ? word(4 + position) : 0)
            let (shifted, overflowed) = value.multipliedReportingOverflow(by: 10_000)
            // Built as a negative number, because the least integer has no positive twin.
            let (next, overflowedToo) = shifted.subtractingReportingOverflow(digit)
            if overflowed || overflowedToo { return nil }
            value = next
        }
        if sign == 0x4000 { return value }
        let (positive, overflowed) = Int64(0).subtractingReportingOverflow(value)
        return overflowed ? nil : positive
    }

    private static func appendBigEndian(_ value: UInt64, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.bigEndian) { bytes += $0 }
    }

    private static func bigEndian(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func signed(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        switch bytes.count {
        case 2: Int64(Int16(truncatingIfNeeded: bigEndian(bytes)))
        case 4: Int64(Int32(truncatingIfNeeded: bigEndian(bytes)))
        default: Int64(bitPattern: bigEndian(bytes))
        }
    }
}
