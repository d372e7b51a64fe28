/// Why a workbook was not read, or not written. Nothing is read or written in part.
public enum WorkbookRefusal: Error, Hashable, Sendable {
    // What the file is instead.
    case empty
    /// An Excel 97–2003 workbook (.xls).
    case oldExcel
    /// Saved with a password to open it, or an archive with encrypted entries.
    case encrypted
    /// Some other OLE file, such as an old Word document.
    case otherCompoundFile
    /// .xlsb
    case binaryWorkbook
    /// .ods
    case openDocument
    /// A Word document.
    case wordDocument
    /// A PowerPoint presentation.
    case presentation
    case pdf
    /// A web page, which some systems save under the name .xls or .xlsx.
    case webPage
    /// CSV or other text under the name .xlsx.
    case plainText
    /// An archive without a workbook.
    case otherArchive
    /// Nothing that is known.
    case unknownFile

    // What is broken.
    /// The archive ends too early or its directory is broken.
    case damagedArchive
    /// An entry cannot be unpacked, or its checksum differs.
    case damagedEntry(entry: String)
    /// Two entries of one name: programs would not agree which to read.
    case duplicateEntry(entry: String)
    /// A part that another one points to is not there.
    case missingPart(part: String)
    /// Not well-formed XML.
    case damagedXML(part: String, line: Int)
    /// A document type definition: it could make a small file huge, and no workbook needs one.
    case documentType(part: String)
    /// Elements inside elements.
    case tooDeep(part: String, max: Int)
    /// Something required is not there, or is not what the format allows.
    case invalidPart(part: String, line: Int, what: String)
    /// A value that its type does not allow.
    case invalidCell(sheet: String, cell: String, text: String)
    /// One cell twice.
    case duplicateCell(sheet: String, cell: String)

    // Limits.
    case tooManyBytes(Int, max: Int)
    case tooManyEntries(Int, max: Int)
    case entryTooLarge(entry: String, bytesMax: Int)
    case unpackedTooLarge(bytesMax: Int)
    case ratioTooHigh(entry: String, max: Int)
    case tooManyCells(sheet: String, max: Int)
    case tooManySheets(Int, max: Int)
    /// Merged ranges, hidden columns, styles, names and the like.
    case tooMany(what: String, part: String, max: Int)
    /// A text of more characters than an Excel cell holds.
    case textTooLong(part: String, line: Int, max: Int)
    /// A row or column that Excel does not have.
    case outsideGrid(sheet: String, cell: String)

    // What cannot be written.
    case noVisibleSheet
    case badSheetName(String, SheetNameFault)
    case cellTextTooLong(sheet: String, cell: String, length: Int, max: Int)
    case numberTooPrecise(sheet: String, cell: String, number: String, digitsMax: Int)
    case dateOutOfRange(sheet: String, cell: String, date: String)
    case badFormula(sheet: String, cell: String)
    case badLink(sheet: String, cell: String, url: String)
    case badStyle(what: String)
    /// A cell under a merged range holds a value, or the range is a single cell, or two ranges overlap.
    case badMerge(sheet: String, range: String)
    case badRule(sheet: String, range: String, InputRuleFault)
    case badDefinedName(String)
    case headerTooLong(sheet: String, length: Int, max: Int)
    case badProperty(name: String)
    /// No folder can be made in the temporary folder.
    case folderNotWritable(path: String)
    /// The disk is full, or the writer found a fault that was not found before.
    case notWritten(reason: String)

    /// Why a sheet cannot have its name.
    public enum SheetNameFault: Hashable, Sendable {
        case empty
        case tooLong(max: Int)
        case forbiddenCharacter
        /// Of another sheet, also in other letter case.
        case taken
        /// Excel keeps the name for itself.
        case reserved
    }

    /// Why an input rule cannot be written.
    public enum InputRuleFault: Hashable, Sendable {
        case emptyList
        case itemWithComma(String)
        case listTooLong(length: Int, max: Int)
        case unknownSheet(String)
        case messageTooLong(max: Int)
        /// A control character in a message.
        case forbiddenCharacter
        case badLimits
    }
}
