/// Why a file was not read. Nothing is read in part.
public enum DocumentRefusal: Error, Hashable, Sendable {
    // What the file is instead.
    case empty
    case unsupported(UnsupportedKind)
    /// Opens only with a password.
    case encrypted(EncryptedKind)
    /// Neither text nor a known format.
    case unknownFile
    /// Bytes that no encoding explains: the line of the first one.
    case unknownEncoding(line: Int)
    /// Nothing to read in it.
    case noText

    // PDF and pictures.
    /// Pages without text: pictures of a paper. Recognition can be asked for.
    case picturesOnly(pages: Int)
    /// Recognition found no words.
    case nothingRecognised
    /// The program that reads such files is missing.
    case missingProgram(package: String)
    case programTookTooLong(secondsMax: Int)
    case programFailed(reason: String)

    // What is broken.
    case damaged(part: String?, line: Int?)
    /// A document type definition: it could make a small file huge, and no document needs one.
    case documentType(part: String)

    // Limits.
    case tooManyBytes(Int, max: Int)
    case tooLargeUnpacked(max: Int)
    case tooManyParts(max: Int)
    case tooManyLines(max: Int)
    case tooMuchText(max: Int)
    case tooManyCells(max: Int)
    case tooManyElements(max: Int)
    case tooDeep(max: Int)
    /// A workbook or delimited file, in the words of its reader.
    case table(reason: String)

    /// Formats that are told how to save.
    public enum UnsupportedKind: String, Hashable, Sendable, CaseIterable {
        /// .doc
        case oldWord
        /// .xls
        case oldExcel
        case binaryExcel
        case powerPoint
        case oldPowerPoint
        case richText
        /// 一太郎
        case ichitaro
        /// DocuWorks
        case docuWorks
        case openDocumentSheet
        case openDocumentOther
        case wordXML
        /// A web page with its pictures in one file.
        case webArchive
        case mail
        case picture
        case archive
        case otherCompound
        case program
    }

    public enum EncryptedKind: String, Hashable, Sendable, CaseIterable {
        case office, openDocument, pdf, archive
    }
}
