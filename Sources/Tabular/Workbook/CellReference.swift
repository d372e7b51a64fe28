/// A row of a sheet (行), numbered from 1 as Excel shows it.
public struct RowIndex: Hashable, Comparable, Sendable {
    /// The rows an .xlsx sheet has (Excel specifications and limits).
    public static let max = 1_048_576

    /// 1…1,048,576
    public let number: Int

    /// - Returns: `nil` outside Excel's grid.
    public init?(_ number: Int) {
        guard (1...RowIndex.max).contains(number) else { return nil }
        self.number = number
    }

    /// For a number that is known to lie in the grid.
    init(known number: Int) {
        self.number = number
    }

    public static func < (left: RowIndex, right: RowIndex) -> Bool {
        left.number < right.number
    }
}

/// A column of a sheet (列), numbered from 1: A is 1.
public struct ColumnIndex: Hashable, Comparable, Sendable {
    /// The columns an .xlsx sheet has (Excel specifications and limits): A…XFD.
    public static let max = 16_384

    /// 1…16,384
    public let number: Int

    /// - Returns: `nil` outside Excel's grid.
    public init?(_ number: Int) {
        guard (1...ColumnIndex.max).contains(number) else { return nil }
        self.number = number
    }

    /// Reads `A`, `xfd`; `nil` for anything else.
    public init?(letters: some StringProtocol) {
        var number = 0
        for byte in letters.utf8 {
            guard let digit = ColumnIndex.digit(byte) else { return nil }
            number = number * 26 + digit
            guard number <= ColumnIndex.max else { return nil }
        }
        self.init(number)
    }

    /// For a number that is known to lie in the grid.
    init(known number: Int) {
        self.number = number
    }

    /// `A` for 1, `AA` for 27, `XFD` for 16,384.
    public var letters: String {
        var bytes: [UInt8] = []
        var rest = number
        while rest > 0 {
            bytes.append(0x41 + UInt8((rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return String(decoding: bytes.reversed(), as: UTF8.self)
    }

    /// 1…26 for a letter of either case.
    static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x41...0x5A: Int(byte) - 0x40
        case 0x61...0x7A: Int(byte) - 0x60
        default: nil
        }
    }

    public static func < (left: ColumnIndex, right: ColumnIndex) -> Bool {
        left.number < right.number
    }
}

/// The place of one cell.
///
///     CellReference("B12")?.row.number      // 12
///     CellReference("$B$12")?.column.letters // "B"
public struct CellReference: Hashable, Sendable {
    /// 行
    public let row: RowIndex
    /// 列
    public let column: ColumnIndex

    /// Row and column together.
    public init(row: RowIndex, column: ColumnIndex) {
        self.row = row
        self.column = column
    }

    /// By numbers from 1; `nil` outside Excel's grid.
    public init?(row: Int, column: Int) {
        guard let row = RowIndex(row), let column = ColumnIndex(column) else { return nil }
        self.init(row: row, column: column)
    }

    /// Reads `B12` and `$B$12`, of either case; `nil` for anything else and outside Excel's grid.
    public init?(_ text: some StringProtocol) {
        var text = String(text)
        let read = text.withUTF8 { CellReference.read($0) }
        guard let read else { return nil }
        self = read
    }

    /// The same from bytes, without making a string of them.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> CellReference? {
        var position = bytes.first == dollar ? 1 : 0
        var column = 0
        while position < bytes.count, let digit = ColumnIndex.digit(bytes[position]) {
            column = column * 26 + digit
            guard column <= ColumnIndex.max else { return nil }
            position += 1
        }
        if position < bytes.count, bytes[position] == dollar { position += 1 }
        guard position < bytes.count, bytes[position] != 0x30 else { return nil }
        var row = 0
        while position < bytes.count {
            guard (0x30...0x39).contains(bytes[position]) else { return nil }
            row = row * 10 + Int(bytes[position] - 0x30)
            guard row <= RowIndex.max else { return nil }
            position += 1
        }
        return CellReference(row: row, column: column)
    }

    private static let dollar: UInt8 = 0x24
}

extension CellReference: CustomStringConvertible, Comparable {
    /// `B12`
    public var description: String { column.letters + String(row.number) }

    /// `$B$12`, which stays when a formula is copied.
    public var absolute: String { "$" + column.letters + "$" + String(row.number) }

    /// Row by row, as the cells are read.
    public static func < (left: CellReference, right: CellReference) -> Bool {
        (left.row, left.column) < (right.row, right.column)
    }
}
