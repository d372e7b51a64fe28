import Japanese

/// What Excel would refuse or quietly change is refused here, before anything is written.
extension Workbook {
    func check() throws(WorkbookRefusal) {
        guard sheets.contains(where: { $0.visibility == .visible }) else { throw .noVisibleSheet }
        guard sheets.count <= Workbook.sheetsMax else { throw .tooManySheets(sheets.count, max: Workbook.sheetsMax) }
        for (name, text) in [("タイトル", title), ("作成者", author)] {
            guard text.utf16.count <= Workbook.propertyLengthMax, !XMLText.hasControls(text) else {
                throw .badProperty(name: name)
            }
        }
        guard CellStyle.isFontName(fontName), CellStyle.fontSizes.contains(fontSize) else {
            throw .badStyle(what: "フォント「\(fontName)」\(fontSize)ポイント")
        }
        var names: Set<String> = []
        for sheet in sheets {
            try sheet.checkName()
            guard names.insert(sheet.name.lowercased()).inserted else { throw .badSheetName(sheet.name, .taken) }
        }
        try checkDefinedNames(sheets: names)
        for sheet in sheets { try sheet.check(sheets: names) }
    }

    private func checkDefinedNames(sheets: Set<String>) throws(WorkbookRefusal) {
        var names: Set<String> = []
        for defined in definedNames {
            guard defined.isValid, sheets.contains(defined.sheet.lowercased()),
                names.insert(defined.name.lowercased()).inserted
            else { throw .badDefinedName(defined.name) }
        }
    }
}

extension Workbook.DefinedName {
    /// Letters, figures, `_` and `.`, not beginning with a figure or point, and not the name of a cell.
    fileprivate var isValid: Bool {
        guard let first = name.unicodeScalars.first, first == "_" || first.properties.isAlphabetic,
            name.utf16.count <= Workbook.DefinedName.nameLengthMax, CellReference(name) == nil,
            !["r", "c"].contains(name.lowercased())
        else { return false }
        return name.unicodeScalars.allSatisfy {
            $0 == "_" || $0 == "." || $0.properties.isAlphabetic || $0.properties.numericType != nil
        } && !isRowAndColumn
    }

    /// `R1C1` is a place in the other way of writing.
    private var isRowAndColumn: Bool {
        let bytes = name.lowercased().utf8
        guard bytes.allSatisfy({ $0 == 0x72 || $0 == 0x63 || (0x30...0x39).contains($0) }) else { return false }
        return bytes.first == 0x72 || bytes.first == 0x63
    }
}

extension Sheet {
    fileprivate func checkName() throws(WorkbookRefusal) {
        guard !name.isEmpty else { throw .badSheetName(name, .empty) }
        guard name.utf16.count <= Sheet.nameLengthMax else {
            throw .badSheetName(name, .tooLong(max: Sheet.nameLengthMax))
        }
        guard !name.unicodeScalars.contains(where: { "[]:*?/\\".unicodeScalars.contains($0) }),
            !name.hasPrefix("'"), !name.hasSuffix("'"), !XMLText.hasControls(name)
        else { throw .badSheetName(name, .forbiddenCharacter) }
        // Excel keeps this name for the history of a shared workbook.
        guard name.lowercased() != "history" else { throw .badSheetName(name, .reserved) }
    }

    fileprivate func check(sheets: Set<String>) throws(WorkbookRefusal) {
        guard rows.count <= RowIndex.max, columns.count <= ColumnIndex.max, frozenRows < RowIndex.max,
            frozenColumns < ColumnIndex.max, frozenRows >= 0, frozenColumns >= 0
        else { throw .outsideGrid(sheet: name, cell: "\(rows.count)行 × \(columns.count)列") }
        for column in columns {
            try column.style?.check()
            guard column.width.map({ (0...255).contains($0) }) ?? true else { throw .badStyle(what: "列の幅") }
        }
        try checkRows(sheets: sheets)
        try checkMergedRanges()
        for rule in rules { try rule.check(sheet: name, sheets: sheets) }
        for margin in [printing.header, printing.footer] {
            let length = margin.code.utf16.count
            guard length <= PrintSetup.Margin.lengthMax, !XMLText.hasControls(margin.code) else {
                throw .headerTooLong(sheet: name, length: length, max: PrintSetup.Margin.lengthMax)
            }
        }
        if let rows = printing.repeatedRows {
            guard (1...RowIndex.max).contains(rows.lowerBound), rows.upperBound <= RowIndex.max else {
                throw .outsideGrid(sheet: name, cell: "\(rows.lowerBound)行目〜\(rows.upperBound)行目")
            }
        }
        if let columns = printing.repeatedColumns {
            guard (1...ColumnIndex.max).contains(columns.lowerBound), columns.upperBound <= ColumnIndex.max else {
                throw .outsideGrid(sheet: name, cell: "\(columns.lowerBound)列目〜\(columns.upperBound)列目")
            }
        }
    }

    private func checkRows(sheets: Set<String>) throws(WorkbookRefusal) {
        var checked: CellStyle?
        for (row, cells) in zip(1..., rows) {
            guard cells.cells.count <= ColumnIndex.max else {
                throw .outsideGrid(sheet: name, cell: "\(row)行目（\(cells.cells.count)列）")
            }
            guard cells.height.map({ (0...409).contains($0) }) ?? true else { throw .badStyle(what: "行の高さ") }
            for (column, cell) in zip(1..., cells.cells) {
                if let style = cell.style, style != checked {
                    try style.check()
                    checked = style
                }
                try check(cell, CellReference(row: RowIndex(known: row), column: ColumnIndex(known: column)), sheets)
            }
        }
    }

    private func check(_ cell: Cell, _ place: CellReference, _ sheets: Set<String>) throws(WorkbookRefusal) {
        switch cell.value {
        case .empty, .bool: break
        case .text(let text), .formula(_, result: .text(let text)):
            // Bytes are at least as many as UTF-16 units: most texts need no counting.
            let length = text.utf8.count <= Cell.textLengthMax ? 0 : text.utf16.count
            guard length <= Cell.textLengthMax else {
                throw .cellTextTooLong(
                    sheet: name, cell: place.description, length: length, max: Cell.textLengthMax)
            }
        case .number(let number), .formula(_, result: .number(let number)):
            guard number.significantDigits <= Cell.digitsMax else {
                throw .numberTooPrecise(
                    sheet: name, cell: place.description, number: number.plain, digitsMax: Cell.digitsMax)
            }
        case .date(let date):
            guard DateSystem.from1900.serial(date) != nil else {
                throw .dateOutOfRange(sheet: name, cell: place.description, date: date.description)
            }
        }
        if case .formula(let formula, _) = cell.value {
            guard !formula.text.isEmpty, formula.text.utf16.count <= Formula.lengthMax,
                !XMLText.hasControls(formula.text)
            else { throw .badFormula(sheet: name, cell: place.description) }
        }
        switch cell.link {
        case nil: break
        case .url(let url):
            let isKnown = ["https://", "http://", "mailto:"].contains { url.lowercased().hasPrefix($0) }
            guard isKnown, url.utf16.count <= Cell.urlLengthMax, !XMLText.hasControls(url) else {
                throw .badLink(sheet: name, cell: place.description, url: url)
            }
        case .cell(let target, _):
            guard sheets.contains(target.lowercased()) else {
                throw .badLink(sheet: name, cell: place.description, url: target)
            }
        }
    }

    private func checkMergedRanges() throws(WorkbookRefusal) {
        for (position, range) in mergedRanges.enumerated() {
            guard !range.isSingleCell, !mergedRanges[..<position].contains(where: range.overlaps) else {
                throw .badMerge(sheet: name, range: range.description)
            }
            for (row, cells) in zip(1..., rows.map(\.cells)) where range.rows.contains(row) {
                for column in range.columns where cells.indices.contains(column - 1) {
                    let isFirst = row == range.first.row.number && column == range.first.column.number
                    guard isFirst || cells[column - 1].value == .empty else {
                        throw .badMerge(sheet: name, range: range.description)
                    }
                }
            }
        }
    }
}

extension InputRule {
    fileprivate func check(sheet: String, sheets: Set<String>) throws(WorkbookRefusal) {
        let fault: WorkbookRefusal.InputRuleFault? =
            switch condition {
            case .list(let items): listFault(items)
            case .listFrom(let source, _): sheets.contains(source.lowercased()) ? nil : .unknownSheet(source)
            case .textLength(let limits): limits.lowerBound >= 0 ? nil : .badLimits
            case .whole, .anything: nil
            case .decimal(let limits):
                max(limits.lowerBound.significantDigits, limits.upperBound.significantDigits) <= Cell.digitsMax
                    ? nil : .badLimits
            case .date(let limits):
                DateSystem.from1900.serial(limits.lowerBound) == nil
                    || DateSystem.from1900.serial(limits.upperBound) == nil ? .badLimits : nil
            }
        if let fault { throw .badRule(sheet: sheet, range: range.description, fault) }
        for message in [prompt, error].compactMap(\.self) {
            guard message.title.utf16.count <= Message.titleLengthMax else {
                throw .badRule(
                    sheet: sheet, range: range.description, .messageTooLong(max: Message.titleLengthMax))
            }
            guard message.message.utf16.count <= Message.messageLengthMax else {
                throw .badRule(
                    sheet: sheet, range: range.description, .messageTooLong(max: Message.messageLengthMax))
            }
            guard !XMLText.hasControls(message.title), !XMLText.hasControls(message.message) else {
                throw .badRule(sheet: sheet, range: range.description, .forbiddenCharacter)
            }
        }
    }

    private func listFault(_ items: [String]) -> WorkbookRefusal.InputRuleFault? {
        guard !items.isEmpty, !items.contains("") else { return .emptyList }
        if let item = items.first(where: { $0.utf8.contains(UInt8(ascii: ",")) || XMLText.hasControls($0) }) {
            return .itemWithComma(item)
        }
        let length = items.reduce(items.count - 1) { $0 + $1.utf16.count }
        return length <= InputRule.listLengthMax ? nil : .listTooLong(length: length, max: InputRule.listLengthMax)
    }
}

extension CellStyle {
    /// 1…409 points, as Excel has it.
    fileprivate static let fontSizes = 1.0...409.0
    /// Characters of a font's name, as Excel has it (LF_FACESIZE less one).
    private static let fontNameLengthMax = 31

    fileprivate static func isFontName(_ name: String) -> Bool {
        !name.isEmpty && name.utf16.count <= fontNameLengthMax && !XMLText.hasControls(name)
    }

    fileprivate func check() throws(WorkbookRefusal) {
        if let fontName, !CellStyle.isFontName(fontName) { throw .badStyle(what: "フォント「\(fontName)」") }
        if let fontSize, !CellStyle.fontSizes.contains(fontSize) { throw .badStyle(what: "文字の大きさ") }
        guard (0...15).contains(indent) else { throw .badStyle(what: "字下げ") }
        guard !numberFormat.code.isEmpty, numberFormat.code.utf8.count <= NumberFormat.bytesMax,
            !XMLText.hasControls(numberFormat.code)
        else { throw .badStyle(what: "表示形式「\(numberFormat.code)」") }
    }
}

extension ExactNumber {
    /// Digits between the first and the last that is not zero.
    fileprivate var significantDigits: Int {
        var digits = mantissa.magnitude
        while digits != 0, digits % 10 == 0 { digits /= 10 }
        return String(digits).utf8.count
    }
}
