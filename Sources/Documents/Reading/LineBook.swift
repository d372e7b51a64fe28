/// Collects the lines and notes of a document within its limits.
struct LineBook {
    let limits: DocumentLimits
    private(set) var lines: [PlacedLine] = []
    private(set) var notes: [DocumentNote] = []
    private var textBytes = 0
    private var tables = 0
    private var cells = 0

    init(limits: DocumentLimits) {
        self.limits = limits
    }

    /// The number that the next line gets.
    var nextLine: Int { lines.count + 1 }

    /// Takes a line with its number as it is.
    mutating func add(_ line: PlacedLine) throws(DocumentRefusal) {
        guard lines.count < limits.linesMax else { throw .tooManyLines(max: limits.linesMax) }
        try count(line.text)
        lines.append(line)
    }

    mutating func note(
        _ kind: DocumentNote.Kind, _ message: String, at place: DocumentPlace? = nil
    ) throws(DocumentRefusal) {
        guard notes.count < limits.linesMax else { throw .tooManyLines(max: limits.linesMax) }
        try count(message)
        notes.append(DocumentNote(kind: kind, message: message, place: place))
    }

    private mutating func count(_ text: String) throws(DocumentRefusal) {
        textBytes += text.utf8.count
        guard textBytes <= limits.textBytesMax else { throw .tooMuchText(max: limits.textBytesMax) }
    }

    /// The number of a table that begins.
    mutating func nextTable() -> Int {
        tables += 1
        return tables
    }

    mutating func countCell() throws(DocumentRefusal) {
        cells += 1
        guard cells <= limits.cellsMax else { throw .tooManyCells(max: limits.cellsMax) }
    }

    mutating func replaceLines(_ changed: [PlacedLine]) {
        lines = changed
    }

    /// Puts pages that were read later in their places, and counts the lines anew.
    mutating func sortByPage() {
        let ordered = lines.enumerated().sorted {
            ($0.element.place.page ?? 0, $0.offset) < ($1.element.place.page ?? 0, $1.offset)
        }
        var places: [Int: Int] = [:]
        lines = ordered.enumerated().map { position, line in
            places[line.element.place.line] = position + 1
            var moved = line.element
            moved.place.line = position + 1
            return moved
        }
        for position in notes.indices {
            if let line = notes[position].place?.line, let moved = places[line] { notes[position].place?.line = moved }
        }
    }

    /// - Throws: when nothing was found.
    func document(_ format: DocumentFormat) throws(DocumentRefusal) -> PlacedDocument {
        guard !lines.isEmpty else { throw .noText }
        return PlacedDocument(format: format, lines: lines, notes: notes)
    }
}
