import Declaring
import Japanese
import Tabular

/// Heading and rows of a file, as texts.
struct InputTable {
    let file: String
    var heading: [String] = []
    /// With their line or row number.
    var rows: [(Int, [String])] = []
    var findings: [DeclarationFinding] = []
    var note = ""

    init(file: String) {
        self.file = file
    }

    mutating func tell(_ line: Int?, _ message: String) {
        findings.append(DeclarationFinding(check: "input", file: file, line: line, message: message))
    }

    mutating func read(delimited bytes: [UInt8]) {
        guard !bytes.isEmpty else { return tell(nil, "ファイルが空です。") }
        do {
            let proved = try ProvedText(bytes)
            note = proved.encoding.japanese
            if proved.privateCharacters > 0 {
                note += "、外字 \(proved.privateCharacters)字"
            }
            let table = try CSVReader.read(proved.utf8)
            for finding in table.findings { tell(finding.line, finding.japanese) }
            guard let first = table.records.first else { return tell(nil, "行がありません。1行目に列の名前を書いてください。") }
            guard table.records.count <= InputReader.rowsMax else {
                return tell(nil, "行は\(InputReader.rowsMax)までです。ファイルを分けてください。")
            }
            heading = first.fields.map { Self.trimmed($0.text) }
            rows = table.records.dropFirst().map { record in (record.line, record.fields.map { Self.trimmed($0.text) })
            }
            for record in table.records.dropFirst() where !record.isBlank && record.fields.count != first.fields.count {
                tell(record.line, "列が\(record.fields.count)個です。見出しは\(first.fields.count)個です。カンマや引用符を確かめてください。")
            }
        } catch let refusal as ProvedText.Refusal {
            switch refusal {
            case .notText: tell(nil, "文字のファイルではありません。CSVを選んでください。")
            case .unknownEncoding(let line): tell(line, "文字コードが分かりません。UTF-8 か CP932（Shift_JIS）で保存し直してください。")
            }
        } catch let refusal as CSVRefusal {
            tell(nil, refusal.japanese)
        } catch {
            tell(nil, "ファイルを読めません。")
        }
    }

    mutating func read(workbook bytes: [UInt8], sheet name: String?) {
        do {
            let book = try WorkbookReader.read(bytes)
            guard let sheet = name.map({ book.sheet(named: $0) }) ?? book.sheets.first else {
                let known = book.sheets.map(\.name).joined(separator: "、")
                return tell(nil, "シート「\(name ?? "")」がありません。今あるのは \(known) です。")
            }
            guard let first = sheet.rows.first else { return tell(nil, "シート「\(sheet.name)」に行がありません。") }
            guard sheet.rows.count <= InputReader.rowsMax else {
                return tell(nil, "行は\(InputReader.rowsMax)までです。ファイルを分けてください。")
            }
            note = "シート「\(sheet.name)」"
            let columns = first.entries.map(\.column)
            heading = first.entries.map { Self.trimmed($0.cell.text ?? "") }
            for row in sheet.rows.dropFirst() {
                let number = row.index.number
                rows.append((number, columns.map { column in row[column].map { words($0, book, number) } ?? "" }))
            }
        } catch {
            tell(nil, error.japanese)
        }
    }

    private mutating func words(_ cell: ReadCell, _ book: ReadWorkbook, _ row: Int) -> String {
        if cell.isUncomputed {
            tell(row, "数式の結果がありません。Excelで開いて保存し直すか、値を書いてください。")
            return ""
        }
        switch cell.value {
        case .empty: return ""
        case .text(let text): return Self.trimmed(text)
        case .number:
            if cell.isDate, let day = try? book.date(of: cell) { return "\(day)" }
            return cell.plain(book.dateSystem)
        case .isoDate(let text): return String(decoding: text.utf8.prefix(10), as: UTF8.self)
        case .bool(let value): return value ? "TRUE" : "FALSE"
        case .error(let text):
            tell(row, "Excelのエラーの値（\(text)）があります。数式を直すか、値を書いてください。")
            return ""
        }
    }

    /// Without spaces at both ends, which nobody sees.
    static func trimmed(_ text: String) -> String {
        var rest = Substring(text)
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
