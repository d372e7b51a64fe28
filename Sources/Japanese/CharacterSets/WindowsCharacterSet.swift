/// Windows-31J (CP932): JIS X 0208 with the extensions of NEC and IBM and 1,880 cells for 外字.
///
/// NEC's row 13, NEC's selection of IBM's characters and IBM's own rows overlap: writing back what was read gives other bytes
/// for the twins. Which of several codes is standard follows the vendor's rule: JIS X 0208 before row 13 before IBM's rows
/// before NEC's selection.
public enum WindowsCharacterSet {
    /// All codes of two bytes.
    public static let table = DoubleByteTable(standard: standard(), user: user())

    /// The code of a row (区, from 1) and cell (点, 1–94).
    public static func code(row: Int, cell: Int) -> Int {
        let lead = (row - 1) / 2 + (row <= 62 ? 0x81 : 0xC1)
        let offset = cell - 1 + (row % 2 == 1 ? 0 : 94)
        return lead << 8 | (offset + (offset < 63 ? 0x40 : 0x41))
    }

    /// Whether a byte begins a code of two bytes.
    @inlinable public static func isLead(_ byte: UInt8) -> Bool {
        (0x81...0x9F).contains(byte) || (0xE0...0xFC).contains(byte)
    }

    private static func standard() -> [(code: Int, scalar: Unicode.Scalar)] {
        let byRow = Dictionary(uniqueKeysWithValues: rows.map { ($0.key, $0.value) })
        let order = Array(1...8) + Array(16...84) + [13] + Array(115...119) + Array(89...92)
        return order.flatMap { row in
            (byRow[row] ?? "").unicodeScalars.enumerated().compactMap { cell, scalar in
                scalar == unassigned ? nil : (code(row: row, cell: cell + 1), scalar)
            }
        }
    }

    /// F040–F9FC, ten rows of 188, to U+E000–U+E757.
    private static func user() -> [(code: Int, scalar: Unicode.Scalar)] {
        (0..<1_880).compactMap { number in
            let offset = number % 188
            let code = (0xF0 + number / 188) << 8 | (offset + (offset < 63 ? 0x40 : 0x41))
            return Unicode.Scalar(UInt32(0xE000 + number)).map { (code, $0) }
        }
    }

    static let unassigned: Unicode.Scalar = "·"
}
