/// Reads Excel workbooks (.xlsx, .xlsm; ISO/IEC 29500 transitional and strict).
///
///     let book = try WorkbookReader.read(bytes)
///     for row in book.sheets[0].rows { … }
///
/// Values, formulas and kana readings come out as they stand in the file; nothing is computed, and macros are not looked at.
/// A file that is broken, too large, or something else is refused as a whole, with the words for the person who gave it in
/// `WorkbookRefusal.japanese`.
public enum WorkbookReader {
    /// The whole workbook, hidden sheets included.
    public static func read(
        _ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()
    ) throws(WorkbookRefusal) -> ReadWorkbook {
        guard bytes.count <= limits.bytesMax else { throw .tooManyBytes(bytes.count, max: limits.bytesMax) }
        try FileKind.check(bytes)
        let archive = try PackageArchive(bytes, limits: limits)
        let main = try mainPart(archive, limits)
        let list = WorkbookPart(name: main, limits: limits)
        try list.read(from: archive)
        let links = Relationships(of: main, itemsMax: limits.itemsMax)
        try links.read(from: archive)

        let shared = try sharedTexts(links, archive, limits)
        let formats = try cellFormats(links, archive, limits)
        var sheets: [ReadSheet] = []
        var notes: [ReadWorkbook.Note] = []
        var cellsLeft = limits.cellsMax
        for entry in list.sheets {
            guard let link = links.byIdentifier[entry.relationship] else {
                throw .missingPart(part: "\(entry.name) (\(entry.relationship))")
            }
            guard link.kind == "worksheet" else {
                notes.append(.otherSheetSkipped(name: entry.name))
                continue
            }
            guard let name = link.part else { throw .missingPart(part: entry.name) }
            let part = WorksheetPart(
                name: name, sheet: entry.name, shared: shared, formats: formats, limits: limits,
                cellsLeft: cellsLeft)
            try part.read(from: archive)
            cellsLeft = part.cellsLeft
            sheets.append(
                ReadSheet(
                    name: entry.name, visibility: entry.visibility, rows: try part.rows(),
                    mergedRanges: part.mergedRanges, hiddenRows: part.hiddenRows, hiddenColumns: part.hiddenColumns,
                    hasDrawing: part.hasDrawing, hasNotes: part.hasNotes))
        }
        let names = list.names.map { entry in
            let sheet = entry.sheetIndex.flatMap { list.sheets.indices.contains($0) ? list.sheets[$0].name : nil }
            return ReadWorkbook.DefinedName(name: entry.name, sheet: sheet, target: entry.target)
        }
        return ReadWorkbook(sheets: sheets, definedNames: names, dateSystem: list.dateSystem, notes: notes)
    }

    private static func mainPart(_ archive: PackageArchive, _ limits: WorkbookLimits) throws(WorkbookRefusal) -> String
    {
        if archive.beginning("mimetype", bytes: 64).starts(with: "application/vnd.oasis.opendocument".utf8) {
            throw .openDocument
        }
        let root = Relationships(of: "", itemsMax: limits.itemsMax)
        guard archive.has(root.name) else { throw .otherArchive }
        try root.read(from: archive)
        guard let main = root.part("officeDocument") else { throw .otherArchive }
        if main.lowercased().hasSuffix(".bin") { throw .binaryWorkbook }
        return main
    }

    private static func sharedTexts(
        _ links: Relationships, _ archive: PackageArchive, _ limits: WorkbookLimits
    ) throws(WorkbookRefusal) -> [SharedStringsPart.Entry] {
        guard let name = links.part("sharedStrings") else { return [] }
        let part = SharedStringsPart(name: name, entriesMax: limits.cellsMax)
        try part.read(from: archive)
        return part.entries
    }

    private static func cellFormats(
        _ links: Relationships, _ archive: PackageArchive, _ limits: WorkbookLimits
    ) throws(WorkbookRefusal) -> [ReadFormat] {
        guard let name = links.part("styles") else { return [] }
        let part = StylesPart(name: name, itemsMax: limits.itemsMax)
        try part.read(from: archive)
        return part.cellFormats
    }
}
