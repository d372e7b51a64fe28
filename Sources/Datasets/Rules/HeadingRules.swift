import Japanese

/// 統一ルール 1-6 and 1-12, and the headings of a standard layout.
struct HeadingRules {
    let headings: [String]
    let layout: StandardLayout?
    /// The row the headings stand in.
    let row: Int

    /// Findings about headings and about columns that are missing or speak of persons.
    var findings: [DataFinding] {
        var findings: [DataFinding] = []
        var seen: [TextKey: Int] = [:]
        for (position, heading) in headings.enumerated() {
            let key = TextKey(heading)
            if key.text.isEmpty {
                findings.append(finding(.headingNames, position, "項目名がありません。項目名を入れるか、空の列を削ってください。", nil))
                continue
            }
            if let first = seen[key] {
                findings.append(
                    finding(.headingNames, position, "項目名が\(first + 1)列目と同じです。違いが分かる名前に変えてください。", nil))
            } else {
                seen[key] = position
            }
            if Self.reserved.contains(heading) {
                findings.append(
                    finding(.headingNames, position, "「\(heading)」は、プログラムが行の番号などに使う名前です。ほかの名前に変えてください。", nil))
            }
            if Self.isDefault(key.text) {
                findings.append(finding(.headings, position, "表計算ソフトが付けた仮の項目名です。内容を表す名前にしてください。", nil))
            }
            if let flaw = form(heading, key) {
                findings.append(finding(flaw.rule, position, flaw.message, flaw.replacement))
            }
            for flaw in PersonalRules.headingFlaws(heading) {
                findings.append(finding(flaw.rule, position, flaw.message, flaw.replacement))
            }
            if let message = PersonalRules.columnFlaw(heading) {
                findings.append(finding(.personalColumn, position, message, nil))
            }
        }
        return findings + missing(seen) + area
    }

    /// What a datastore of CKAN calls the number of a row and the text that it searches.
    private static let reserved: Set<String> = ["_id", "_full_text"]

    /// The headings with the accepted repairs.
    func repaired(_ accepts: (DataFinding) -> Bool) -> [String] {
        var result = headings
        for finding in findings where accepts(finding) {
            if let number = finding.columnNumber, let proposal = finding.proposal { result[number - 1] = proposal }
        }
        return result
    }

    private func form(_ heading: String, _ key: TextKey) -> ValueFlaw? {
        if let column = layout?.columns.first(where: { TextKey($0.heading) == key }) {
            guard column.heading != heading else { return nil }
            return ValueFlaw(
                rule: .headingForm, message: "定義書の項目名「\(column.heading)」と文字が違います（ダッシュと長音、全角と半角など）。",
                replacement: column.heading)
        }
        let plan = ColumnPlan(
            position: 0, heading: heading, kind: .text, isRequired: false, isStandard: false, isKey: false)
        return SpaceRules.check(heading, plan, CheckOptions())
    }

    /// 列1, Column1, Unnamed: 3, _1.
    private static func isDefault(_ key: String) -> Bool {
        for head in ["列", "column", "unnamed:", "field"] where key.hasPrefix(head) {
            let rest = key.dropFirst(head.count)
            if !rest.isEmpty, rest.allSatisfy({ $0.isASCII && $0.isNumber }) { return true }
        }
        return false
    }

    private func missing(_ seen: [TextKey: Int]) -> [DataFinding] {
        guard let layout, layout.evidence != .none else { return [] }
        return layout.columns.filter { seen[TextKey($0.heading)] == nil }.map { column in
            DataFinding(
                .missingColumn, row: row, column: column.heading,
                message: "「\(column.heading)」の列がありません。値がなくても列は残してください。")
        }
    }

    private var area: [DataFinding] {
        let words = ["コード", "団体", "都道府県", "市区町村", "住所", "所在地", "町名", "町丁", "地域", "地区", "緯度", "町字", "区名", "市名"]
        let hasArea = headings.contains { heading in
            let key = TextKey(heading).text
            return words.contains { key.contains(TextKey($0).text) }
        }
        if hasArea { return [] }
        return [DataFinding(.areaNamed, message: "地域コードまたは地域名称の列がありません。どの地域のデータか分かる列を加えてください。")]
    }

    private func finding(_ rule: DataRule, _ position: Int, _ message: String, _ proposal: String?) -> DataFinding {
        DataFinding(
            rule, row: row, column: headings[position], columnNumber: position + 1, value: headings[position],
            message: message, proposal: proposal)
    }
}
