import Tabular

/// Findings about whole rows of delimited text.
enum RowFindings {
    static let none = DataFinding(
        .noRows, message: "値の行が1つもありません。項目名の下の行から値を入れてください。")

    static func blank(_ row: Int) -> DataFinding {
        DataFinding(.blankRows, row: row, message: "すべての列が空の行です。行を削ってください。", proposal: "")
    }

    /// - Returns: its row counts from the beginning of the chunk.
    static func broken(_ record: BrokenRecord, _ chunk: RecordChunk) -> DataFinding {
        let row = record.number + chunk.blankBefore.count { Int($0) <= record.number }
        switch record.kind {
        case .columnCount:
            return DataFinding(
                .columnCount, row: row,
                message: "列の数が項目名の数（\(chunk.columnCount)）と違います（\(record.count)列）。値の中のコンマは引用符（\"）で囲み、足りない列は空で補ってください。")
        case .openQuote, .textAfterQuote: return DataFinding(.quotes, row: row, message: record.japanese)
        case .nul: return DataFinding(.brokenCharacters, row: row, message: record.japanese)
        case .recordLength, .tooLong: return DataFinding(.columnCount, row: row, message: record.japanese)
        }
    }
}

/// Findings about the bytes of delimited text as a whole.
struct TextFindings {
    let text: DelimitedContent

    init(_ text: DelimitedContent) {
        self.text = text
    }

    static let target = "UTF-8（BOM付き）"

    var findings: [DataFinding] {
        var findings: [DataFinding] = []
        switch text.encoding {
        case .utf8: break
        default:
            findings.append(
                DataFinding(
                    .encoding, value: text.encoding.japanese,
                    message: "文字コードが\(text.encoding.japanese)です。UTF-8で公開してください。", proposal: Self.target))
        }
        if text.proved.privateCharacters > 0 {
            findings.append(
                DataFinding(
                    .vendorCharacters, message: "外字が\(text.proved.privateCharacters)字あります。ほかの機器では表示できません。"))
        }
        if text.leadingLines > 0 {
            findings.append(
                DataFinding(
                    .severalTables, row: 1,
                    message: "項目名の上に表題などが\(text.leadingLines)行あります。上の\(text.leadingLines)行を削って1行目を項目名にし、表題は目録に書いてください。")
            )
        }
        if text.headingFields != text.headings.count {
            findings.append(
                DataFinding(
                    .columnCount, row: text.firstRow - 1,
                    message: "項目名が\(text.headingFields)列、値が\(text.headings.count)列あります。項目名を値の列とそろえてください。"))
        }
        return findings
    }

    static let mixedLineEnds = DataFinding(
        .lineEnds, value: "混在", message: "改行コードが混ざっています。CRLFにそろえてください。", proposal: "CRLF")

    var notes: [String] {
        var notes = [text.proved.note]
        if text.encoding == .utf8(mark: false) {
            notes.append("BOMがありません。表計算ソフトで直接開く人のためには、BOM付きのUTF-8にしてください。")
        }
        return notes
    }
}
