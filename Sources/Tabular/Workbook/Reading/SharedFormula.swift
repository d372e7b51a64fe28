/// A formula that Excel keeps once for several cells (ECMA-376 Part 1, 18.3.1.40): its relative places move with the cell.
///
///     SharedFormula(text: "A2*$B$1", origin: c2).moved(to: c3)   // "A3*$B$1"
struct SharedFormula: Hashable, Sendable {
    let text: String
    /// The cell the text was written for.
    let origin: CellReference

    func moved(to cell: CellReference) -> String {
        let down = cell.row.number - origin.row.number
        let right = cell.column.number - origin.column.number
        guard down != 0 || right != 0 else { return text }
        var scan = Scan(bytes: Array(text.utf8), down: down, right: right)
        return scan.run()
    }

    /// One pass over a formula.
    private struct Scan {
        let bytes: [UInt8]
        let down: Int
        let right: Int
        private var position = 0
        private var result: [UInt8] = []

        init(bytes: [UInt8], down: Int, right: Int) {
            self.bytes = bytes
            self.down = down
            self.right = right
        }

        mutating func run() -> String {
            while position < bytes.count {
                let byte = bytes[position]
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    copyQuoted(byte)
                } else if byte == UInt8(ascii: "[") {
                    copyBracketed()
                } else if Scan.isWord(byte) {
                    copyWord()
                } else {
                    result.append(byte)
                    position += 1
                }
            }
            return String(decoding: result, as: UTF8.self)
        }

        /// A text, or a sheet's name; doubled marks make two in a row, which is the same here.
        private mutating func copyQuoted(_ mark: UInt8) {
            let end = bytes[(position + 1)...].firstIndex(of: mark) ?? bytes.count - 1
            result += bytes[position...end]
            position = end + 1
        }

        /// A column of a table, or another workbook.
        private mutating func copyBracketed() {
            var depth = 0
            while position < bytes.count {
                if bytes[position] == UInt8(ascii: "[") { depth += 1 }
                if bytes[position] == UInt8(ascii: "]") { depth -= 1 }
                result.append(bytes[position])
                position += 1
                if depth == 0 { return }
            }
        }

        private mutating func copyWord() {
            let start = position
            while position < bytes.count, Scan.isWord(bytes[position]) { position += 1 }
            let word = bytes[start..<position]
            let next = position < bytes.count ? bytes[position] : 0
            // SUM( is a function, Data1! a sheet.
            guard next != UInt8(ascii: "("), next != UInt8(ascii: "!") else {
                result += word
                return
            }
            let before = start > 0 ? bytes[start - 1] : 0
            let isInRange = next == UInt8(ascii: ":") || before == UInt8(ascii: ":")
            result +=
                Place(word).map { $0.moved(down: down, right: right, isInRange: isInRange) ?? Array(word) }
                ?? Array(word)
        }

        /// Letters, figures, `$`, `_`, `.` and everything that is not ASCII.
        private static func isWord(_ byte: UInt8) -> Bool {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x24, 0x5F, 0x2E, 0x80...: true
            default: false
            }
        }
    }

    /// `A1`, `$A$1`; in a range also `A` and `1`.
    private struct Place {
        private var column: (number: Int, isFixed: Bool)?
        private var row: (number: Int, isFixed: Bool)?

        init?(_ word: ArraySlice<UInt8>) {
            var rest = word
            func takeDollar() -> Bool {
                guard rest.first == UInt8(ascii: "$") else { return false }
                rest.removeFirst()
                return true
            }
            var isFixed = takeDollar()
            var number = 0
            while let digit = rest.first.flatMap(ColumnIndex.digit) {
                number = number * 26 + digit
                guard number <= ColumnIndex.max else { return nil }
                rest.removeFirst()
            }
            if number > 0 {
                column = (number, isFixed)
                isFixed = takeDollar()
            }
            if let value = XMLAttributes.number(rest) {
                guard (1...RowIndex.max).contains(value), rest.first != 0x30 else { return nil }
                row = (value, isFixed)
            } else {
                guard rest.isEmpty, !isFixed else { return nil }
            }
        }

        /// - Returns: `nil` when the word is no place here, as a lone number or name outside a range.
        func moved(down: Int, right: Int, isInRange: Bool) -> [UInt8]? {
            guard isInRange || column != nil && row != nil else { return nil }
            var text = ""
            if let column {
                let number = column.isFixed ? column.number : column.number + right
                guard let index = ColumnIndex(number) else { return Array("#REF!".utf8) }
                text += (column.isFixed ? "$" : "") + index.letters
            }
            if let row {
                let number = row.isFixed ? row.number : row.number + down
                guard let index = RowIndex(number) else { return Array("#REF!".utf8) }
                text += (row.isFixed ? "$" : "") + String(index.number)
            }
            return Array(text.utf8)
        }
    }
}
