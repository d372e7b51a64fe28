import CXlsxWriter
import Japanese

/// Hands one checked sheet to the writer.
struct SheetWriting {
    let sheet: Sheet
    let worksheet: UnsafeMutablePointer<lxw_worksheet>
    let formats: FormatTable
    let strings: CStrings

    func run() throws(WorkbookRefusal) {
        writeColumns()
        // Merging writes blanks, so it comes before the cells.
        try mergeRanges()
        for (index, row) in sheet.rows.enumerated() { try write(row, at: UInt32(index)) }
        for rule in sheet.rules { try write(rule) }
        writeView()
        writePrinting()
        ignoreNumbersKeptAsText()
    }

    private func accept(_ result: lxw_error) throws(WorkbookRefusal) {
        guard result == LXW_NO_ERROR else { throw .notWritten(reason: String(cString: lxw_strerror(result))) }
    }

    private func writeColumns() {
        for (index, column) in zip(UInt16(0)..., sheet.columns) {
            var options = lxw_row_col_options(hidden: column.isHidden ? 1 : 0, level: 0, collapsed: 0)
            worksheet_set_column_opt(
                worksheet, index, index, column.width ?? SheetWriting.standardWidth, formats.format(column.style),
                &options)
        }
    }

    private func mergeRanges() throws(WorkbookRefusal) {
        for range in sheet.mergedRanges {
            let row = range.first.row.number - 1
            let column = range.first.column.number - 1
            let hasCell = sheet.rows.indices.contains(row) && sheet.rows[row].cells.indices.contains(column)
            let style = hasCell ? sheet.rows[row].cells[column].style : nil
            try accept(
                worksheet_merge_range(
                    worksheet, UInt32(row), UInt16(column), UInt32(range.last.row.number - 1),
                    UInt16(range.last.column.number - 1), "", formats.format(style)))
        }
    }

    private func write(_ row: Sheet.Row, at index: UInt32) throws(WorkbookRefusal) {
        if row.height != nil || row.isHidden {
            var options = lxw_row_col_options(hidden: row.isHidden ? 1 : 0, level: 0, collapsed: 0)
            worksheet_set_row_opt(worksheet, index, row.height ?? SheetWriting.standardHeight, nil, &options)
        }
        for (column, cell) in zip(UInt16(0)..., row.cells) {
            if let link = cell.link { try write(link, of: cell, index, column) }
            try write(cell, index, column)
        }
    }

    private func write(_ cell: Cell, _ row: UInt32, _ column: UInt16) throws(WorkbookRefusal) {
        let format = formats.format(style(of: cell, column))
        switch cell.value {
        case .empty:
            if format != nil, !isMerged(row, column) {
                try accept(worksheet_write_blank(worksheet, row, column, format))
            }
        case .text where !cell.pieces.isEmpty:
            try write(cell.pieces, style(of: cell, column), row, column)
        case .text(let text):
            // Never the writer's guessing form: a text that begins with = stays a text.
            try accept(worksheet_write_string(worksheet, row, column, XMLText.escaped(text), format))
        case .number(let number):
            try accept(worksheet_write_number(worksheet, row, column, number.double, format))
        case .bool(let value):
            try accept(worksheet_write_boolean(worksheet, row, column, value ? 1 : 0, format))
        case .date(let date):
            let serial = Double(DateSystem.from1900.serial(date) ?? 0)
            try accept(worksheet_write_number(worksheet, row, column, serial, format))
        case .formula(let formula, .number(let number)):
            try accept(worksheet_write_formula_num(worksheet, row, column, formula.text, format, number.double))
        case .formula(let formula, .text(let text)):
            try accept(
                worksheet_write_formula_str(worksheet, row, column, formula.text, format, XMLText.escaped(text)))
        }
    }

    /// A text with its underlines. The writer takes two pieces or more; one alone is a text of that style.
    private func write(
        _ pieces: [Cell.Piece], _ style: CellStyle?, _ row: UInt32, _ column: UInt16
    ) throws(WorkbookRefusal) {
        let plain = style ?? CellStyle()
        var underlined = plain
        underlined.isUnderlined = true
        if pieces.count == 1 {
            let text = XMLText.escaped(pieces[0].text)
            return try accept(worksheet_write_string(worksheet, row, column, text, formats.format(underlined)))
        }
        let tuples = UnsafeMutablePointer<lxw_rich_string_tuple>.allocate(capacity: pieces.count)
        defer { tuples.deallocate() }
        var list: [UnsafeMutablePointer<lxw_rich_string_tuple>?] = []
        for (index, piece) in pieces.enumerated() {
            let format = formats.format(piece.isUnderlined ? underlined : plain)
            (tuples + index).initialize(
                to: lxw_rich_string_tuple(format: format, string: strings.pointer(XMLText.escaped(piece.text))))
            list.append(tuples + index)
        }
        list.append(nil)
        try accept(worksheet_write_rich_string(worksheet, row, column, &list, formats.format(plain)))
    }

    /// The cell's style or its column's; days get a day's format and links the colour of links, where they have none.
    private func style(of cell: Cell, _ column: UInt16) -> CellStyle? {
        let columnStyle = sheet.columns.indices.contains(Int(column)) ? sheet.columns[Int(column)].style : nil
        var style = cell.style ?? columnStyle
        if case .date = cell.value, style?.numberFormat ?? .general == .general {
            style = (style ?? CellStyle()).showing(.date)
        }
        if cell.link != nil, style?.fontColour == nil {
            style = style ?? CellStyle()
            style?.fontColour = .link
        }
        return style
    }

    /// Cells under a merged range were written with it.
    private func isMerged(_ row: UInt32, _ column: UInt16) -> Bool {
        guard !sheet.mergedRanges.isEmpty else { return false }
        return sheet.mergedRanges.contains {
            $0.rows.contains(Int(row) + 1) && $0.columns.contains(Int(column) + 1)
        }
    }

    private func write(_ link: Cell.Link, of cell: Cell, _ row: UInt32, _ column: UInt16) throws(WorkbookRefusal) {
        let target =
            switch link {
            case .url(let url): url
            case .cell(let sheet, let place): "internal:" + Formula.sheetPrefix(sheet) + place.description
            }
        // The writer puts the address into the cell where it gets no text; the cell's own value is written over it.
        let text = if case .text(let text) = cell.value { XMLText.escaped(text) } else { "" }
        let result = worksheet_write_url_opt(
            worksheet, row, column, target, formats.format(style(of: cell, column)), text.isEmpty ? nil : text, nil)
        guard result == LXW_NO_ERROR else {
            let place = CellReference(row: RowIndex(known: Int(row) + 1), column: ColumnIndex(known: Int(column) + 1))
            throw .badLink(sheet: sheet.name, cell: place.description, url: target)
        }
    }

    private func writeView() {
        if sheet.frozenRows > 0 || sheet.frozenColumns > 0 {
            worksheet_freeze_panes(worksheet, UInt32(sheet.frozenRows), UInt16(sheet.frozenColumns))
        }
        if let colour = sheet.tabColour { worksheet_set_tab_color(worksheet, FormatTable.code(colour)) }
        if sheet.visibility != .visible { worksheet_hide(worksheet) }
        if let range = sheet.filter {
            worksheet_autofilter(
                worksheet, UInt32(range.first.row.number - 1), UInt16(range.first.column.number - 1),
                UInt32(range.last.row.number - 1), UInt16(range.last.column.number - 1))
        }
        if let protection = sheet.protection {
            var options = lxw_protection()
            options.no_select_locked_cells = protection.selectsLockedCells ? 0 : 1
            options.format_columns = protection.formatsColumns ? 1 : 0
            options.format_rows = protection.formatsRows ? 1 : 0
            options.autofilter = protection.filters ? 1 : 0
            options.sort = protection.sorts ? 1 : 0
            worksheet_protect(worksheet, protection.password, &options)
        }
    }

    private func writePrinting() {
        let setup = sheet.printing
        worksheet_set_paper(worksheet, setup.paper.code)
        if setup.orientation == .landscape { worksheet_set_landscape(worksheet) }
        if setup.fitsWidth { worksheet_fit_to_pages(worksheet, 1, 0) }
        if setup.isCentred { worksheet_center_horizontally(worksheet) }
        if let rows = setup.repeatedRows {
            worksheet_repeat_rows(worksheet, UInt32(rows.lowerBound - 1), UInt32(rows.upperBound - 1))
        }
        if let columns = setup.repeatedColumns {
            worksheet_repeat_columns(worksheet, UInt16(columns.lowerBound - 1), UInt16(columns.upperBound - 1))
        }
        if let area = setup.area {
            worksheet_print_area(
                worksheet, UInt32(area.first.row.number - 1), UInt16(area.first.column.number - 1),
                UInt32(area.last.row.number - 1), UInt16(area.last.column.number - 1))
        }
        if !setup.header.code.isEmpty { worksheet_set_header(worksheet, setup.header.code) }
        if !setup.footer.code.isEmpty { worksheet_set_footer(worksheet, setup.footer.code) }
    }

    /// Codes such as 0012 are texts on purpose: Excel's green corners would only invite people to spoil them.
    private func ignoreNumbersKeptAsText() {
        let columns = sheet.rows.reduce(0) { max($0, $1.cells.count) }
        guard let range = CellRange(rows: 1...max(1, sheet.rows.count), columns: 1...max(1, columns)) else { return }
        worksheet_ignore_errors(worksheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), range.description)
    }

    /// The width and height that Excel gives when none is set.
    private static let standardWidth = 8.43
    private static let standardHeight = 15.0
}

extension ExactNumber {
    /// The nearest binary value.
    fileprivate var double: Double { Double(plain) ?? 0 }
}
