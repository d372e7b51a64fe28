/// What lies outside the reader, as values: programs that the caller runs.
///
///     var tools = DocumentTools()
///     tools.layout = { bytes throws(DocumentToolFailure) in try pdftotext(bytes) }
public struct DocumentTools: Sendable {
    /// Takes the bytes of a PDF and gives what `pdftotext -bbox-layout -enc UTF-8` writes; `nil` where there is no such program.
    public var layout: (@Sendable ([UInt8]) async throws(DocumentToolFailure) -> [UInt8])?
    /// Takes the bytes of a PDF or of a picture and gives what `tesseract … tsv` writes, pages one after the other with their
    /// numbers; `nil` where recognition was not asked for or cannot be had.
    public var recognising: (@Sendable ([UInt8]) async throws(DocumentToolFailure) -> [UInt8])?

    public init(
        layout: (@Sendable ([UInt8]) async throws(DocumentToolFailure) -> [UInt8])? = nil,
        recognising: (@Sendable ([UInt8]) async throws(DocumentToolFailure) -> [UInt8])? = nil
    ) {
        self.layout = layout
        self.recognising = recognising
    }
}

/// Why an outside program gave nothing.
public enum DocumentToolFailure: Error, Hashable, Sendable {
    /// It is not there; the name of the package that has it.
    case missing(package: String)
    case tookTooLong(secondsMax: Int)
    case answerTooLarge(bytesMax: Int)
    /// The PDF asks for a password.
    case password
    /// It could not read the file; the last line of what it said.
    case failed(reason: String)
}
