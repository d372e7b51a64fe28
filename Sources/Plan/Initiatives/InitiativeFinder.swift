import Japanese
import Site
import Ward

/// The initiatives of the plan in force by the number and the title that a list writes.
struct InitiativeFinder: Sendable {
    static let number = RosterColumn(
        "番号", ["取組番号", "No", "No.", "項番", "事業番号"], .optional, "計画の番号。例: (1)。括弧はなくても構いません。")
    static let title = RosterColumn("取組", ["取組名", "取組の名称", "事業名", "件名"], .optional, "番号と取組の、どちらか一方でも読みます。")

    let initiatives: [Initiative]
    private let byNumber: [String: [Initiative]]
    private let byTitle: [TextKey: [Initiative]]

    init(_ initiatives: [Initiative]) {
        self.initiatives = initiatives
        byNumber = Dictionary(grouping: initiatives) { Self.bare($0.number) }
        byTitle = Dictionary(grouping: initiatives) { TextKey($0.title) }
    }

    /// Without brackets: (1), （１） and 1 are the same.
    private static func bare(_ number: String) -> String {
        String(TextKey(number).text.filter { !"()[]".contains($0) })
    }

    func find(_ row: RosterRow, _ findings: inout RosterFindings) -> Initiative? {
        let (number, title) = (row[Self.number], row[Self.title])
        if number.isEmpty, title.isEmpty {
            findings.add(row, Self.number, "番号も取組も空です。", "どちらかを書いてください。")
            return nil
        }
        let numbered = number.isEmpty ? initiatives : byNumber[Self.bare(number)] ?? []
        if numbered.isEmpty {
            findings.add(row, Self.number, "この番号の取組が、今の計画にありません。", "計画のページの番号に合わせてください。")
            return nil
        }
        guard !title.isEmpty else {
            if numbered.count == 1 { return numbered[0] }
            findings.add(row, Self.number, "この番号の取組が\(numbered.count)件あります。", "取組の名前も書いてください。")
            return nil
        }
        let titled = numbered.filter { TextKey($0.title) == TextKey(title) }
        if titled.count == 1 { return titled[0] }
        if titled.isEmpty {
            let others = byTitle[TextKey(title)] ?? []
            let how =
                numbered.count == 1
                ? "\(numbered[0].heading)なら、取組の名前をそれに合わせてください。"
                : "取組の名前を、計画のページの名前に合わせてください。"
            findings.add(
                row, Self.title,
                others.isEmpty ? "この名前の取組が、今の計画にありません。" : "番号と取組の名前が合いません（この名前の取組は\(others[0].number)です）。",
                how)
        } else {
            findings.add(row, Self.title, "この名前の取組が\(titled.count)件あります。", "番号も書いてください。")
        }
        return nil
    }
}
