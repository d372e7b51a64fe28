/// Lines of a roster as they came from a page: words broken at the end of a line.
extension SeatRow {
    /// A shorter line was not broken for want of room.
    private static let brokenLettersMin = 25
    private static let fragmentLettersMax = 12

    /// 総務部長、会 with 計管理者、教育部長 below: the post is read in the line that ends it.
    static func mendingBreaks(_ rows: [SeatRow]) -> [SeatRow] {
        var mended = rows
        for (index, next) in zip(rows.indices, rows.dropFirst()) where !mended[index].isGrid && !next.isGrid {
            let row = mended[index]
            guard row.text.unicodeScalars.count >= brokenLettersMin, row.text.utf8.count <= BodyText.rowBytesMax,
                let comma = row.text.unicodeScalars.lastIndex(where: { $0 == "、" || $0 == "，" })
            else { continue }
            let fragment = BodyText.trimmed(row.text[comma...].dropFirst())
            let end = String(next.text.prefix { !"、，。：: \u{3000}".contains($0) })
            guard (1...fragmentLettersMax).contains(fragment.unicodeScalars.count), !end.isEmpty,
                next.filled.count == 1 || SeatLabel(end) == nil, PostWord.isPost(fragment + end),
                !PostWord.isPost(fragment), !PostWord.isCategory(fragment),
                !PostWord.isSection(fragment) || !PostWord.isPost(end)
            else { continue }
            mended[index] = SeatRow(
                text: String(row.text[...comma]), line: row.line, indent: row.indent, isHeading: row.isHeading)
            mended[index + 1] = SeatRow(
                text: fragment + next.text, line: next.line, indent: next.indent, isHeading: next.isHeading)
        }
        return mended
    }

    /// 〇議　長：副市長 → 〇議長：副市長: a label whose letters are spread before its colon.
    static func joiningLabel(_ text: String) -> String {
        guard let colon = text.prefix(labelLettersMax).firstIndex(where: { "：:".contains($0) }) else { return text }
        let head = String(text[..<colon])
        let label = BodyText.tight(head)
        return label != head && SeatLabel(label) != nil ? label + text[colon...] : text
    }

    private static let labelLettersMax = 16
}
