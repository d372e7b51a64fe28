import Tabular
import Ward

/// A 照会票 as it came back: what was given out, and the rows as they stand now. Nothing is judged yet.
struct ReturnedInquiry: Hashable, Sendable {
    let round: ID<Round>
    let unit: ID<OfficeUnit>
    let version: ID<PlanVersion>
    let versionNumber: Int
    let quarterCode: String
    let checksum: String
    /// What was given out, in the order of the sheet.
    let given: [Given]
    let answers: Rows
    /// `nil` when the form had none.
    let measures: Rows?
    /// Sheets that the form did not have.
    let addedSheets: [String]
    let book: ReadWorkbook

    /// An answer as it was given out.
    struct Given: Hashable, Sendable {
        let entry: ID<Entry>
        let revision: Int
        /// By field, as ``AnswerField/text(in:)`` gives it.
        let texts: [AnswerField: String]
        /// Values as written, by indicator; empty texts included.
        var values: [ID<PlanIndicator>: String] = [:]
        /// In the order of the sheet 「指標」.
        var measureOrder: [ID<PlanIndicator>] = []
    }

    /// The data rows of a sheet whose columns were found by their hidden keys.
    struct Rows: Hashable, Sendable {
        let sheet: String
        let columns: [String: ColumnIndex]
        let rows: [ReadRow]
        let mergedRanges: [CellRange]

        func cell(_ key: String, _ row: ReadRow) -> ReadCell? {
            columns[key].flatMap { row[$0] }
        }

        func place(_ key: String, _ row: RowIndex) -> String {
            columns[key].map { "\(CellReference(row: row, column: $0))" } ?? "\(row.number)行目"
        }

        /// The merged range over a cell, if any.
        func merged(_ key: String, _ row: RowIndex) -> CellRange? {
            guard let column = columns[key] else { return nil }
            let place = CellReference(row: row, column: column)
            return mergedRanges.first { $0.contains(place) }
        }
    }

    init(_ bytes: [UInt8]) throws(InquiryRefusal) {
        let book: ReadWorkbook
        do throws(WorkbookRefusal) {
            book = try WorkbookReader.read(bytes, limits: EvidenceCells.limits)
        } catch {
            throw .unreadable(error)
        }
        try self.init(book)
    }

    init(_ book: ReadWorkbook) throws(InquiryRefusal) {
        guard let memory = book.sheets.first(where: { $0["A1"]?.text == InquirySheets.signature }) else {
            throw .foreign
        }
        let version = Self.plainText(memory["B1"])
        guard version == InquirySheets.formatVersion else { throw .newerFormat(version) }
        let lines = memory.rows.dropFirst().map { row in
            row.entries.reduce(into: [Int: String]()) { texts, entry in
                texts[entry.column.number] = Self.plainText(entry.cell)
            }
        }
        guard let form = lines.first, form[1] == "form", let round = form[2].flatMap({ ID<Round>(untrusted: $0) }),
            let unit = form[3].flatMap({ ID<OfficeUnit>(untrusted: $0) }),
            let planVersion = form[4].flatMap({ ID<PlanVersion>(untrusted: $0) }),
            let number = form[5].flatMap({ Int($0) }), let quarter = form[6], let checksum = form[7]
        else { throw .damaged("2行目") }
        self.round = round
        self.unit = unit
        self.version = planVersion
        versionNumber = number
        quarterCode = quarter
        self.checksum = checksum
        self.given = try Self.given(lines.dropFirst())
        answers = try Self.rows(
            of: book, named: InquirySheets.answers, keys: InquirySheets.AnswerColumn.allCases.map(\.key))
        let hasMeasures = given.contains { !$0.measureOrder.isEmpty }
        measures =
            hasMeasures
            ? try Self.rows(
                of: book, named: InquirySheets.measures, keys: InquirySheets.MeasureColumn.allCases.map(\.rawValue))
            : nil
        let own = [InquirySheets.cover, InquirySheets.answers, InquirySheets.measures, memory.name]
        addedSheets = book.sheets.map(\.name).filter { !own.contains($0) }
        self.book = book
    }

    private static func given(_ lines: some Sequence<[Int: String]>) throws(InquiryRefusal) -> [Given] {
        var given: [Given] = []
        var positions: [ID<Entry>: Int] = [:]
        for line in lines {
            guard let entry = line[2].flatMap({ ID<Entry>(untrusted: $0) }) else { throw .damaged("番号") }
            switch line[1] {
            case "entry":
                guard let revision = line[3].flatMap({ Int($0) }), positions[entry] == nil else {
                    throw .damaged("版")
                }
                positions[entry] = given.count
                let texts = AnswerField.allCases.enumerated().map { ($1, line[$0 + 4] ?? "") }
                given.append(
                    Given(entry: entry, revision: revision, texts: Dictionary(uniqueKeysWithValues: texts)))
            case "value":
                guard let position = positions[entry],
                    let indicator = line[3].flatMap({ ID<PlanIndicator>(untrusted: $0) })
                else { throw .damaged("指標") }
                given[position].values[indicator] = line[4] ?? ""
                given[position].measureOrder.append(indicator)
            default: throw .damaged("行の種類")
            }
        }
        return given
    }

    private static func rows(
        of book: ReadWorkbook, named name: String, keys: [String]
    ) throws(InquiryRefusal) -> Rows {
        // A renamed sheet is still the sheet whose hidden row has the keys.
        func heads(_ sheet: ReadSheet) -> (row: RowIndex, columns: [String: ColumnIndex])? {
            for row in sheet.rows.prefix(InquirySheets.firstRow + 20) {
                var columns: [String: ColumnIndex] = [:]
                for entry in row.entries {
                    if let text = entry.cell.text, keys.contains(text), columns[text] == nil {
                        columns[text] = entry.column
                    }
                }
                if columns["entry"] != nil, columns.count > keys.count / 2 { return (row.index, columns) }
            }
            return nil
        }
        let candidates = book.sheets.filter { $0.name == name } + book.sheets
        for sheet in candidates {
            guard let head = heads(sheet) else { continue }
            // The row after the keys has the headings for people.
            let rows = sheet.rows.filter { $0.index.number > head.row.number + 1 }
            return Rows(sheet: sheet.name, columns: head.columns, rows: rows, mergedRanges: sheet.mergedRanges)
        }
        throw .damaged("シート「\(name)」の列の名前")
    }

    /// What a cell of the memory says: programs may turn figures into numbers.
    private static func plainText(_ cell: ReadCell?) -> String {
        cell?.text.map(CellWords.normalised) ?? cell?.plainNumber ?? ""
    }
}
