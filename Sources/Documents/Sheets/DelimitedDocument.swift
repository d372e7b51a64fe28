import Tabular

/// Delimited text as one table.
enum DelimitedDocument {
    /// - Parameter isNamed: the file's name says that it is delimited; otherwise its lines must show it.
    /// - Returns: `nil` when it is no table.
    static func read(
        _ proved: ProvedText, isNamed: Bool, limits: DocumentLimits
    ) throws(DocumentRefusal) -> PlacedDocument? {
        let table: CSVTable
        do throws(CSVRefusal) {
            table = try CSVReader.read(
                proved.utf8,
                limits: CSVLimits(bytesMax: Int.max, fieldBytesMax: limits.textBytesMax, recordsMax: limits.linesMax))
        } catch {
            if isNamed { throw .table(reason: error.japanese) }
            return nil
        }
        guard isNamed ? table.records.contains(where: { $0.fields.count > 1 }) : isTable(table) else { return nil }
        var book = LineBook(limits: limits)
        try book.note(.encoding, proved.note)
        for finding in table.findings { try book.note(.read, finding.japanese) }
        let number = book.nextTable()
        for record in table.records {
            for field in record.fields {
                let cell = CellPlace(table: number, row: record.number - 1, column: field.column - 1)
                if !field.text.isEmpty { try book.countCell() }
                for part in field.text.split(whereSeparator: \.isNewline) {
                    let trimmed = TrimmedText(part)
                    guard !trimmed.text.isEmpty else { continue }
                    try book.add(
                        PlacedLine(
                            text: trimmed.text, place: DocumentPlace(line: record.line),
                            look: LineLook(indent: trimmed.indent), cell: cell))
                }
            }
        }
        return try book.document(.csv)
    }

    /// Every line has as many fields: three or more, or two that a tab parts. Sentences with commas have not.
    private static func isTable(_ table: CSVTable) -> Bool {
        let records = table.records.filter { !$0.isBlank }
        guard records.count >= 3, table.findings.isEmpty, let first = records.first else { return false }
        let needed = table.delimiter == .tab ? 2 : 3
        guard first.fields.count >= needed else { return false }
        return records.allSatisfy { record in
            record.fields.count == first.fields.count && record.fields.count { !$0.text.isEmpty } * 2 >= needed
        }
    }
}
