import Japanese
import Tabular

/// How the bytes of a mended file are written: in its own encoding, or in UTF-8.
struct OutputEncoding: Sendable {
    let set: SourceCharacterSet
    let isRecoded: Bool

    init(_ set: SourceCharacterSet, isRecoded: Bool) {
        self.set = set
        self.isRecoded = isRecoded
    }

    /// Whether text is written with other bytes than it has in the file.
    var changesBytes: Bool {
        if case .utf8 = set { false } else { isRecoded }
    }

    /// Before everything else.
    var mark: [UInt8] { isRecoded ? [0xEF, 0xBB, 0xBF] : [] }

    var crlf: [UInt8] { encoded("\r\n") ?? [0x0D, 0x0A] }

    /// Text in the encoding that is written; `nil` when it lacks a character.
    func encoded(_ text: String) -> [UInt8]? {
        if isRecoded { return Array(text.utf8) }
        switch set {
        case .utf8: return Array(text.utf8)
        case .utf16LE:
            return text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        case .utf16BE:
            return text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        case .cp932: return WindowsCharacterSet.encoded(text)
        case .mainframe: return nil
        }
    }

    /// Bytes of the file as they are written: the same, or decoded.
    func copied(_ bytes: Slice<UnsafeRawBufferPointer>) -> [UInt8] {
        guard changesBytes else { return Array(bytes) }
        return Array(TextDecoder(set).text(Array(bytes)).text.utf8)
    }

    /// Bytes of the file with some of them replaced.
    /// - Parameter edits: in the order of the file, none reaching into another.
    func splice(
        _ file: UnsafeRawBufferPointer, _ range: Range<Int>, _ edits: [(bytes: Range<Int>, replacement: [UInt8])]
    ) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        var position = range.lowerBound
        for edit in edits {
            if edit.bytes.lowerBound > position { result += copied(file[position..<edit.bytes.lowerBound]) }
            result += edit.replacement
            position = max(position, edit.bytes.upperBound)
        }
        if position < range.upperBound { result += copied(file[position..<range.upperBound]) }
        return result
    }

    /// What ends the line of headings, in the encoding that is written.
    func lineEnd(of bytes: Slice<UnsafeRawBufferPointer>, _ set: SourceCharacterSet) -> [UInt8] {
        let tail = TextDecoder(set).text(Array(bytes.suffix(4))).text
        let end = tail.unicodeScalars.reversed().prefix { $0 == "\r" || $0 == "\n" }.prefix(2)
        return encoded(String(String.UnicodeScalarView(end.reversed()))) ?? []
    }

    func note(_ encoding: ProvedText.Encoding) -> String {
        isRecoded ? "UTF-8（BOM付き）で書き出しました。" : "文字コードは元のまま（\(encoding.japanese)）です。"
    }
}

/// Fields of delimited text as they are written.
extension CSVField {
    /// In quotes where they are needed.
    static func written(_ value: String, delimiter: CSVTable.Delimiter) -> String {
        let needsQuotes = value.utf8.contains { $0 == delimiter.rawValue || $0 == 0x22 || $0 == 0x0D || $0 == 0x0A }
        return needsQuotes ? "\"" + doubled(value) + "\"" : value
    }

    /// Between quotes that are there already.
    static func doubled(_ value: String) -> String {
        value.utf8.contains(0x22) ? value.replacing("\"", with: "\"\"") : value
    }
}
