import Tabular

extension ProvedText {
    /// The text of a document.
    /// - Parameter declared: what the file says of itself, tried first.
    /// - Throws: when no encoding gives the bytes back.
    static func reading(_ bytes: [UInt8], declared: Encoding? = nil) throws(DocumentRefusal) -> ProvedText {
        do throws(ProvedText.Refusal) {
            return try ProvedText(bytes, declared: declared)
        } catch {
            switch error {
            case .notText: throw .unknownFile
            case .unknownEncoding(let line): throw .unknownEncoding(line: line)
            }
        }
    }
}
