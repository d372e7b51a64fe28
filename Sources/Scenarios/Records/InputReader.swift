import Declaring
import Japanese
import Tabular

/// The records of a file, and everything that is wrong with it.
public struct InputReading: Hashable, Sendable {
    /// Records without a fault, in the order of the file.
    public let records: [InputRecord]
    public let findings: [DeclarationFinding]
    /// Rows that are in a finding and in no record.
    public let rowsSetAside: Int
    /// How the file was read, for people: 「CP932（Shift_JIS）」.
    public let note: String
}

/// Reads the input of a run; a wrong row is told and set aside, a wrong file is refused as a whole.
///
///     let reading = InputReader.read(bytes, plan: scenario.input, file: "変更届.csv")
public enum InputReader {
    static let rowsMax = 100_000

    public static func read(_ bytes: [UInt8], plan: InputPlan, file: String) -> InputReading {
        var table = InputTable(file: file)
        switch plan.kind {
        case .xlsx: table.read(workbook: bytes, sheet: plan.sheet)
        case .csv, .orders: table.read(delimited: bytes)
        case .ocr: table.read(recognised: bytes)
        }
        return records(table, plan)
    }

    /// Records of rows that did not come from a file, such as work orders: what each row says by the names of columns.
    public static func records(_ rows: [[String: String]], plan: InputPlan, source: String) -> InputReading {
        var table = InputTable(file: source)
        table.heading = plan.columns.map(\.name)
        table.rows = rows.enumerated().map { index, row in
            (index + 1, table.heading.map { row[$0] ?? "" })
        }
        return records(table, plan)
    }

    private static func records(_ table: InputTable, _ plan: InputPlan) -> InputReading {
        var table = table
        guard table.findings.isEmpty else {
            return InputReading(records: [], findings: table.findings, rowsSetAside: 0, note: table.note)
        }
        var positions: [String: Int] = [:]
        for (position, name) in table.heading.enumerated() {
            let key = TextKey(name).text
            if !key.isEmpty, positions.updateValue(position, forKey: key) != nil {
                table.tell(1, "「\(name)」という列が二つあります。どちらかの名前を変えてください。")
            }
        }
        let known = table.heading.filter { !$0.isEmpty }.joined(separator: "、")
        for column in plan.columns {
            if Confidence.valuePosition(column.name, in: positions) == nil {
                table.tell(1, "「\(column.name)」という列がありません。今ある列は \(known) です。列を加えるか、見出しを直してください。")
            } else if plan.kind == .ocr, column.confidenceMin != nil,
                Confidence.position(column.name, in: positions) == nil
            {
                table.tell(1, "「\(column.name)」の確信度の列がありません。「\(column.name)_確信度」の列を加えてください。")
            }
        }
        guard table.findings.isEmpty else {
            return InputReading(records: [], findings: table.findings, rowsSetAside: table.rows.count, note: table.note)
        }
        return group(table, plan, positions)
    }

    private static func group(_ table: InputTable, _ plan: InputPlan, _ positions: [String: Int]) -> InputReading {
        var table = table
        var order: [String] = []
        var rows: [String: [InputRecord.Row]] = [:]
        var broken: Set<String> = []
        // Found once: there may be a hundred thousand rows.
        let columns = plan.columns.map { column in
            (
                column: column, text: Confidence.valuePosition(column.name, in: positions),
                confidence: Confidence.position(column.name, in: positions)
            )
        }
        let places = columns.compactMap(\.confidence)
        let scale = Confidence(
            of: table.rows.lazy.flatMap { _, cells in
                places.lazy.filter { $0 < cells.count }.map { cells[$0] }
            })
        var setAside = 0
        for (line, cells) in table.rows where cells.contains(where: { !$0.isEmpty }) {
            let before = table.findings.count
            var values: [String: InputRecord.Value] = [:]
            for (column, textAt, confidenceAt) in columns {
                let text = textAt.map { $0 < cells.count ? cells[$0] : "" } ?? ""
                let confidence = confidenceAt.flatMap { position -> Double? in
                    // A machine that does not say how sure it is is not sure.
                    guard position < cells.count, !cells[position].isEmpty else { return plan.kind == .ocr ? 0 : nil }
                    guard let share = scale.share(cells[position]) else {
                        table.tell(
                            line, "「\(column.name)」の確信度は、0から1まで、または0から100までの数です（今は「\(cells[position])」）。")
                        return nil
                    }
                    return share
                }
                // What a machine read is laid before a person when it cannot be right.
                let isAsked = plan.kind == .ocr && confidence != nil
                if !isAsked, let fault = column.fault(text) { table.tell(line, "「\(column.name)」\(fault)") }
                values[column.name] = InputRecord.Value(text, confidence: confidence)
            }
            let key = plan.key(of: values)
            if plan.key.contains(where: { values[$0]?.text.isEmpty ?? true }) {
                table.tell(line, "記録を見分ける列（\(plan.key.joined(separator: "、"))）が空です。")
            } else if let first = rows[key]?.first?.line, !plan.isGrouped {
                table.tell(line, "\(first)行目と同じ記録です。どちらかを消してください。")
            }
            guard table.findings.count == before else {
                setAside += 1
                // A part of a grouped record alone would be half a record.
                if plan.isGrouped { broken.insert(key) }
                continue
            }
            if rows[key] == nil { order.append(key) }
            rows[key, default: []].append(InputRecord.Row(line: line, values: values))
        }
        let whole = order.filter { !broken.contains($0) }
        setAside += order.filter { broken.contains($0) }.reduce(0) { $0 + (rows[$1]?.count ?? 0) }
        return InputReading(
            records: whole.map { InputRecord(key: $0, rows: rows[$0] ?? []) }, findings: table.findings,
            rowsSetAside: setAside, note: table.note)
    }
}

extension InputColumn {
    /// What is wrong with a value, how to mend it; never the value itself, which may be a fact about a person.
    public func fault(_ text: String) -> String? {
        if text.isEmpty { return isRequired ? "が空です。値を入れてください。" : nil }
        if let length, text.count != length { return "は\(length)文字です（今は\(text.count)文字）。先頭の0が消えていないかを確かめてください。" }
        switch form {
        case .text: return nil
        case .digits:
            return text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? nil : "は半角の数字だけで書いてください。"
        case .number:
            let plain = text.hasPrefix("-") ? String(text.dropFirst()) : text
            return Int(plain.filter { $0 != "," }) != nil && !plain.hasPrefix("-") ? nil : "は整数で書いてください。"
        case .date:
            if case .day(_, false, _) = RecordDate(reading: text) { return nil }
            return "は日付として読めません。2025-04-01 や 令和7年4月1日 のように書いてください。"
        case .kana:
            let isKana = Width.wideningKatakana(text).unicodeScalars.allSatisfy {
                (0x3041...0x3096).contains($0.value) || (0x30A1...0x30FC).contains($0.value) || $0 == " "
                    || $0 == "\u{3000}"
            }
            return isKana ? nil : "はかなで書いてください。"
        }
    }
}
