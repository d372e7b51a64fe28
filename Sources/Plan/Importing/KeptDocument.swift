import Documents
import Ward

/// A document as it is kept beside its file, so that the file is read once: canonical JSON, which knows whole numbers only.
struct KeptDocument: Codable {
    private struct Line: Codable {
        let text: String
        let line: Int
        let page: Int?
        let sheet: String?
        let part: String
        /// In hundredths.
        let indent: Int
        let size: Int
        let bold: Bool
        let level: Int?
        let number: String?
        let edge: Bool?
        let apart: Bool
        /// Table, row, column, rows, columns.
        let cell: [Int]?
        /// In hundredths.
        let confidence: Int?
    }

    private struct Note: Codable {
        let kind: String
        let message: String
        let line: Int?
        let page: Int?
        let sheet: String?
    }

    private let format: String
    private let lines: [Line]
    private let notes: [Note]

    init(_ document: PlacedDocument) {
        format = document.format.rawValue
        lines = document.lines.map { line in
            Line(
                text: line.text, line: line.place.line, page: line.place.page, sheet: line.place.sheet,
                part: line.part.rawValue, indent: Self.hundredths(line.look.indent),
                size: Self.hundredths(line.look.size), bold: line.look.isBold, level: line.look.headingLevel,
                number: line.look.automaticNumber, edge: line.look.reachesEdge, apart: line.look.isApart,
                cell: line.cell.map { [$0.table, $0.row, $0.column, $0.rowSpan, $0.columnSpan] },
                confidence: line.confidence.map(Self.hundredths))
        }
        notes = document.notes.map {
            Note(
                kind: $0.kind.rawValue, message: $0.message, line: $0.place?.line, page: $0.place?.page,
                sheet: $0.place?.sheet)
        }
    }

    private static func hundredths(_ value: Double) -> Int {
        value.isFinite ? Int((min(max(value, -10_000), 10_000) * 100).rounded()) : 0
    }

    var document: PlacedDocument {
        PlacedDocument(
            format: DocumentFormat(rawValue: format) ?? .text,
            lines: lines.map { line in
                PlacedLine(
                    text: line.text, place: DocumentPlace(line: line.line, page: line.page, sheet: line.sheet),
                    part: PlacedLine.Part(rawValue: line.part) ?? .body,
                    look: LineLook(
                        indent: Double(line.indent) / 100, size: Double(line.size) / 100, isBold: line.bold,
                        headingLevel: line.level, automaticNumber: line.number, reachesEdge: line.edge,
                        isApart: line.apart),
                    cell: line.cell.flatMap { cell in
                        cell.count == 5
                            ? CellPlace(
                                table: cell[0], row: cell[1], column: cell[2], rowSpan: cell[3], columnSpan: cell[4])
                            : nil
                    }, confidence: line.confidence.map { Double($0) / 100 })
            },
            notes: notes.map { note in
                DocumentNote(
                    kind: DocumentNote.Kind(rawValue: note.kind) ?? .read, message: note.message,
                    place: note.line.map { DocumentPlace(line: $0, page: note.page, sheet: note.sheet) })
            })
    }
}
