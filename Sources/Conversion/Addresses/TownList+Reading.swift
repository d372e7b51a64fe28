import Declaring
import Japanese
import Tabular

extension TownList {
    /// Reads the list from CSV with the headings `code,town,postal,from,until`; days as 2026-04-01 or empty.
    public static func read(
        _ bytes: [UInt8], file: String, municipality: String = ""
    ) -> (towns: TownList, findings: [DeclarationFinding]) {
        func refusal(_ line: Int?, _ message: String) -> DeclarationFinding {
            DeclarationFinding(file: file, line: line, message: message)
        }
        let table: CSVTable
        do {
            table = try CSVReader.read(bytes)
        } catch {
            return (TownList([]), [refusal(nil, error.japanese)])
        }
        guard let code = table.column("code"), let name = table.column("town") else {
            return (TownList([]), [refusal(1, "見出しに code と town が要ります（ほかに postal、from、until）。")])
        }
        let (postal, from, until) = (table.column("postal"), table.column("from"), table.column("until"))
        var towns: [Town] = []
        var findings: [DeclarationFinding] = []
        var seen: Set<String> = []
        for record in table.records.dropFirst() where !record.isBlank {
            func text(_ column: Int?) -> String {
                column.flatMap { record.fields.indices.contains($0) ? record.fields[$0].text : nil } ?? ""
            }
            func day(_ column: Int?) -> CivilDate? {
                let text = text(column)
                if text.isEmpty { return nil }
                let day = CivilDate(iso: text)
                if day == nil { findings.append(refusal(record.line, "「\(text)」を 2026-04-01 の形の日付で書いてください。")) }
                return day
            }
            guard !text(code).isEmpty, !text(name).isEmpty else {
                findings.append(refusal(record.line, "町字のコードと名称の両方を書いてください。"))
                continue
            }
            if !seen.insert(text(code)).inserted {
                findings.append(refusal(record.line, "町字のコード「\(text(code))」が2回あります。"))
            }
            towns.append(
                Town(
                    code: text(code), name: text(name), postalCode: text(postal), from: day(from), until: day(until)))
        }
        return (TownList(towns, municipality: municipality), findings)
    }
}
