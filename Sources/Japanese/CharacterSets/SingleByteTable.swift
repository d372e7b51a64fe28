/// A table of one byte to Unicode.
public struct SingleByteTable: Sendable {
    /// By byte: the scalar's value; `none` where no character is assigned.
    let scalars: [UInt16]
    static let none: UInt16 = 0xFFFF

    private init(_ scalar: (UInt8) -> Unicode.Scalar?) {
        scalars = (0...255).map { byte in
            scalar(UInt8(byte)).map { UInt16(truncatingIfNeeded: $0.value) } ?? SingleByteTable.none
        }
    }

    /// The scalar of a byte; `nil` where none is assigned.
    public func scalar(_ byte: UInt8) -> Unicode.Scalar? {
        let value = scalars[Int(byte)]
        return value == SingleByteTable.none ? nil : Unicode.Scalar(value)
    }

    /// The byte of each scalar.
    public func bytes() -> [Unicode.Scalar: UInt8] {
        var bytes: [Unicode.Scalar: UInt8] = [:]
        for byte in UInt8.min...UInt8.max {
            if let scalar = scalar(byte), bytes[scalar] == nil { bytes[scalar] = byte }
        }
        return bytes
    }
}

extension SingleByteTable {
    /// ASCII and half-width katakana at A1–DF (JIS X 0201 in eight bits, with the reverse solidus of ASCII).
    public static let jisX0201 = SingleByteTable { byte in
        switch byte {
        case 0...0x7F: Unicode.Scalar(byte)
        case 0xA1...0xDF: Unicode.Scalar(0xFEC0 + UInt32(byte))
        default: nil
        }
    }

    /// 富士通's EBCDIK with capital letters and half-width katakana.
    public static let ebcdikFujitsu = ebcdik(
        """
         ｡｢｣､･ｦｧｨｩ£.<(+|
        &ｪｫｬｭｮｯ·ｰ·!\\*);¬
        -/········¦,%_>?
        ·········`:#@'="
        ·ｱｲｳｴｵｶｷｸｹｺ·ｻｼｽｾ
        ｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉ··ﾊﾋﾌ
        ·~ﾍﾎﾏﾐﾑﾒﾓﾔﾕ·ﾖﾗﾘﾙ
        ··········ﾚﾛﾜﾝﾞﾟ
        {ABCDEFGHI······
        }JKLMNOPQR······
        $·STUVWXYZ······
        0123456789·····\u{9F}
        """)

    /// 日立's EBCDIK: small letters stand in the gaps.
    public static let ebcdikHitachi = ebcdik(
        """
         ｡｢｣､･ｦｧｨｩ[.<(+!
        &ｪｫｬｭｮｯ·ｰa]\\*);^
        -/bcdefghi|,%_>?
        jklmnopqr`:#@'="
        sｱｲｳｴｵｶｷｸｹｺtｻｼｽｾ
        ｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉuvﾊﾋﾌ
        w~ﾍﾎﾏﾐﾑﾒﾓﾔﾕxﾖﾗﾘﾙ
        yz········ﾚﾛﾜﾝﾞﾟ
        {ABCDEFGHI······
        }JKLMNOPQR······
        $·STUVWXYZ······
        0123456789·····\u{9F}
        """)

    /// The four rows of control characters common to the EBCDIC family (IBM's table of control characters).
    private static let controls: [UInt8] = [
        0x00, 0x01, 0x02, 0x03, 0x9C, 0x09, 0x86, 0x7F, 0x97, 0x8D, 0x8E, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F,
        0x10, 0x11, 0x12, 0x13, 0x9D, 0x0A, 0x08, 0x87, 0x18, 0x19, 0x92, 0x8F, 0x1C, 0x1D, 0x1E, 0x1F,
        0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x17, 0x1B, 0x88, 0x89, 0x8A, 0x8B, 0x8C, 0x05, 0x06, 0x07,
        0x90, 0x91, 0x16, 0x93, 0x94, 0x95, 0x96, 0x04, 0x98, 0x99, 0x9A, 0x9B, 0x14, 0x15, 0x9E, 0x1A,
    ]

    /// - Parameter rows: rows 4 to F of sixteen characters, `·` where none is assigned.
    private static func ebcdik(_ rows: String) -> SingleByteTable {
        let scalars = rows.unicodeScalars.filter { $0 != "\n" }
        let cells = Array(scalars)
        return SingleByteTable { byte in
            guard byte >= 0x40 else { return Unicode.Scalar(controls[Int(byte)]) }
            let scalar = cells[Int(byte) - 0x40]
            return scalar == WindowsCharacterSet.unassigned ? nil : scalar
        }
    }
}
