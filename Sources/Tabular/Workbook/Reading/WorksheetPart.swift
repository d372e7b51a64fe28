/// The cells of one sheet (`xl/worksheets/sheet1.xml`, wherever it lies).
final class WorksheetPart: XMLPart {
    /// What a cell says its value is (ECMA-376 Part 1, 18.18.11 ST_CellType).
    enum Kind {
        case number, sharedText, inlineText, formulaText, bool, error, isoDate
    }

    let sheet: String
    private let limits: WorkbookLimits
    private let shared: [SharedStringsPart.Entry]
    private let formats: [ReadFormat]
    /// Cells that may still be read, over all sheets.
    private(set) var cellsLeft: Int

    private(set) var mergedRanges: [CellRange] = []
    private(set) var hiddenRows: Set<RowIndex> = []
    private(set) var hiddenColumns: [ClosedRange<ColumnIndex>] = []
    private var rowsRead: [ReadRow] = []
    private var isInOrder = true
    /// Shapes, pictures or charts lie on the sheet.
    private(set) var hasDrawing = false
    /// Notes (コメント、メモ) hang on cells.
    private(set) var hasNotes = false

    private var row = 0
    private var isInRow = false
    private var entries: [ReadRow.Entry] = []
    private var column = 0
    private var cell = PresentCell()
    /// The bytes of the present cell's `v`.
    private var value: [UInt8] = []
    private var isInCell = false
    private var formulas: [Int: SharedFormula] = [:]

    init(
        name: String, sheet: String, shared: [SharedStringsPart.Entry], formats: [ReadFormat],
        limits: WorkbookLimits, cellsLeft: Int
    ) {
        self.sheet = sheet
        self.shared = shared
        self.formats = formats
        self.limits = limits
        self.cellsLeft = cellsLeft
        super.init(name: name)
    }

    /// The rows in order; a row that stands in the file twice becomes one.
    func rows() throws(WorkbookRefusal) -> [ReadRow] {
        guard !isInOrder else { return rowsRead }
        var entries: [Int: [ReadRow.Entry]] = [:]
        for row in rowsRead { entries[row.index.number, default: []] += row.entries }
        var rows: [ReadRow] = []
        for (number, cells) in entries.sorted(by: { $0.key < $1.key }) {
            rows.append(ReadRow(index: RowIndex(known: number), entries: try inOrder(cells, row: number)))
        }
        return rows
    }

    override func start(_ element: XMLName, _ attributes: XMLAttributes) throws(WorkbookRefusal) {
        if isInCell {
            try startInCell(element, attributes)
            return
        }
        switch element {
        case "c": try startCell(attributes)
        case "row": try startRow(attributes)
        case "col": try readColumn(attributes)
        case "mergeCell": try readMergedRange(attributes)
        case "drawing", "picture", "oleObjects": hasDrawing = true
        case "legacyDrawing": hasNotes = true
        default: break
        }
    }

    override func end(_ element: XMLName) throws(WorkbookRefusal) {
        guard isInCell else {
            if isInRow, element == "row" { try endRow() }
            return
        }
        switch element {
        case "v":
            isCollecting = false
            // Both buffers are used again: a copy for every cell would take longer than the reading.
            swap(&collected, &value)
            cell.hasValue = true
        case "f":
            isCollecting = false
            try endFormula()
        case "t" where isCollecting:
            isCollecting = false
            cell.inline.take(collected)
            try checkLength(cell.inline.text)
        case "c": try endCell()
        default: cell.inline.end(element)
        }
    }

    // MARK: Rows and columns

    private func startRow(_ attributes: XMLAttributes) throws(WorkbookRefusal) {
        let number = attributes["r"] == nil ? row + 1 : attributes.number("r")
        guard let number, let index = RowIndex(number) else {
            throw .outsideGrid(sheet: sheet, cell: attributes.text("r") ?? "\(row + 1)")
        }
        if number <= row { isInOrder = false }
        row = number
        column = 0
        isInRow = true
        if attributes.isTrue("hidden") || attributes.isZero("ht") { hiddenRows.insert(index) }
    }

    private func endRow() throws(WorkbookRefusal) {
        isInRow = false
        guard !entries.isEmpty else { return }
        rowsRead.append(ReadRow(index: RowIndex(known: row), entries: try inOrder(entries, row: row)))
        entries.removeAll(keepingCapacity: true)
    }

    private func inOrder(_ entries: [ReadRow.Entry], row: Int) throws(WorkbookRefusal) -> [ReadRow.Entry] {
        var isSorted = true
        for position in entries.indices.dropFirst() where entries[position - 1].column >= entries[position].column {
            isSorted = false
        }
        if isSorted { return entries }
        let sorted = entries.sorted { $0.column < $1.column }
        for (left, right) in zip(sorted, sorted.dropFirst()) where left.column == right.column {
            throw .duplicateCell(sheet: sheet, cell: left.column.letters + String(row))
        }
        return sorted
    }

    private func readColumn(_ attributes: XMLAttributes) throws(WorkbookRefusal) {
        guard attributes.isTrue("hidden") || attributes.isZero("width") else { return }
        guard let first = attributes.number("min").flatMap({ ColumnIndex($0) }),
            let last = attributes.number("max").flatMap({ ColumnIndex($0) }), first <= last
        else { throw invalid("col") }
        guard hiddenColumns.count < limits.itemsMax else {
            throw .tooMany(what: "非表示の列", part: name, max: limits.itemsMax)
        }
        hiddenColumns.append(first...last)
    }

    private func readMergedRange(_ attributes: XMLAttributes) throws(WorkbookRefusal) {
        guard let range = attributes.text("ref").flatMap({ CellRange($0) }) else { throw invalid("mergeCell") }
        guard mergedRanges.count < limits.itemsMax else {
            throw .tooMany(what: "結合されたセル", part: name, max: limits.itemsMax)
        }
        mergedRanges.append(range)
    }

    // MARK: Cells

    private func startCell(_ attributes: XMLAttributes) throws(WorkbookRefusal) {
        guard isInRow else { throw invalid("c") }
        if let bytes = attributes["r"] {
            guard let place = CellReference.read(bytes) else {
                throw .outsideGrid(sheet: sheet, cell: String(decoding: bytes, as: UTF8.self))
            }
            guard place.row.number == row else { throw invalid("c r=\"\(place)\"") }
            column = place.column.number
        } else {
            column += 1
            guard column <= ColumnIndex.max else {
                throw .outsideGrid(sheet: sheet, cell: "\(row)行目の\(column)列目")
            }
        }
        cell = PresentCell(kind: try kind(attributes), style: attributes.number("s") ?? 0)
        isInCell = true
    }

    private func kind(_ attributes: XMLAttributes) throws(WorkbookRefusal) -> Kind {
        guard let bytes = attributes["t"] else { return .number }
        return switch String(decoding: bytes, as: UTF8.self) {
        case "n": .number
        case "s": .sharedText
        case "str": .formulaText
        case "inlineStr": .inlineText
        case "b": .bool
        case "e": .error
        case "d": .isoDate
        default: throw invalid("c t")
        }
    }

    private func startInCell(_ element: XMLName, _ attributes: XMLAttributes) throws(WorkbookRefusal) {
        switch element {
        case "v": collect()
        case "f":
            cell.sharedFormula = attributes.text("t") == "shared" ? attributes.number("si") : nil
            cell.formula = .own("")
            collect()
        case "is": cell.hasInline = true
        case "c", "row", "sheetData": throw invalid(element.text)
        default: if cell.hasInline, cell.inline.start(element, attributes) { collect() }
        }
    }

    private func endFormula() throws(WorkbookRefusal) {
        let text = XMLText.unescaped(collected)
        let place = CellReference(row: RowIndex(known: row), column: ColumnIndex(known: column))
        guard let number = cell.sharedFormula else {
            cell.formula = .own(text)
            return
        }
        if !text.isEmpty {
            guard formulas.count < limits.itemsMax else {
                throw .tooMany(what: "共有された数式", part: name, max: limits.itemsMax)
            }
            formulas[number] = SharedFormula(text: text, origin: place)
            cell.formula = .own(text)
        } else if let formula = formulas[number] {
            cell.formula = .shared(formula, cell: place)
        }
    }

    private func endCell() throws(WorkbookRefusal) {
        isInCell = false
        let (value, reading) = try finishedValue()
        // Cells that only have a look are no cells here.
        if value == .empty, cell.formula == nil { return }
        guard cellsLeft > 0 else { throw .tooManyCells(sheet: sheet, max: limits.cellsMax) }
        cellsLeft -= 1
        let format = formats.indices.contains(cell.style) ? formats[cell.style] : ReadFormat()
        entries.append(
            ReadRow.Entry(
                column: ColumnIndex(known: column),
                cell: ReadCell(value, format: format, source: cell.formula, reading: reading)))
    }

    private func finishedValue() throws(WorkbookRefusal) -> (ReadCell.Value, reading: String?) {
        if cell.kind == .inlineText {
            return cell.hasInline ? (.text(cell.inline.text), cell.inline.reading) : (.empty, nil)
        }
        guard cell.hasValue, !value.isEmpty || cell.kind == .formulaText else { return (.empty, nil) }
        let bytes = value
        switch cell.kind {
        case .number:
            guard let number = StoredNumber(String(decoding: WorksheetPart.trimmed(bytes), as: UTF8.self)) else {
                throw invalidValue(bytes)
            }
            return (.number(number), nil)
        case .sharedText:
            guard let index = XMLAttributes.number(WorksheetPart.trimmed(bytes)), shared.indices.contains(index) else {
                throw invalidValue(bytes)
            }
            return (.text(shared[index].text), shared[index].reading)
        case .formulaText:
            let text = XMLText.unescaped(bytes)
            try checkLength(text)
            return (.text(text), nil)
        case .bool:
            switch String(decoding: bytes, as: UTF8.self) {
            case "1", "true": return (.bool(true), nil)
            case "0", "false": return (.bool(false), nil)
            default: throw invalidValue(bytes)
            }
        case .error: return (.error(String(decoding: bytes, as: UTF8.self)), nil)
        case .isoDate: return (.isoDate(String(decoding: bytes, as: UTF8.self)), nil)
        case .inlineText: return (.empty, nil)
        }
    }

    private func invalidValue(_ bytes: [UInt8]) -> WorkbookRefusal {
        // Enough to find the place; the value may be very long.
        .invalidCell(
            sheet: sheet, cell: ColumnIndex(known: column).letters + String(row),
            text: String(decoding: bytes.prefix(40), as: UTF8.self))
    }

    private static func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        var slice = bytes[...]
        while let first = slice.first, first <= 0x20 { slice.removeFirst() }
        while let last = slice.last, last <= 0x20 { slice.removeLast() }
        return slice
    }
}

/// A cell between its tags.
private struct PresentCell {
    var kind = WorksheetPart.Kind.number
    var style = 0
    /// A `v` was there, though it may be empty.
    var hasValue = false
    var formula: FormulaSource?
    var sharedFormula: Int?
    var inline = CellText()
    var hasInline = false
}
