import Japanese

/// A table with one initiative per row, its section and what is done in each year: 取組 | 主管課 | 令和6年度 | 令和7年度.
struct AnnualTable {
    struct Row {
        let sign: String
        let title: String
        let units: [String]
        /// 令和6年度：試行
        let years: [String]
        let line: Int
    }

    private(set) var rows: [Row] = []

    private static let titles = ["取組", "取組名", "取組項目", "取り組み", "取組み", "施策", "施策名", "事業", "事業名", "項目", "実施項目"]
    private static let units = ["主管課", "担当課", "所管課", "担当部署", "所管部署", "担当", "所管", "主担当課", "取組主管課"]

    init(_ table: NoticeTable) {
        guard
            let head = table.rows.firstIndex(where: { row in
                row.cells.contains { Self.titles.contains(TextKey($0.text).text) }
            }),
            let title = table.rows[head].cells.firstIndex(where: { Self.titles.contains(TextKey($0.text).text) })
        else { return }
        let names = table.rows[head].cells.map(\.text)
        let unit = names.firstIndex { Self.units.contains(TextKey($0).text) }
        let years = names.indices.filter { $0 != title && $0 != unit && Self.isYear(names[$0]) }
        guard unit != nil || !years.isEmpty else { return }
        for row in table.rows[(head + 1)...] where title < row.cells.count && !row.cells[title].content.isEmpty {
            let cell = row.cells[title].content
            let sign = HeadingSign.read(cell.scalars[...], expected: [])
            // A number may have a column of its own.
            let before = title > 0 ? row.cells[title - 1].text : ""
            rows.append(
                Row(
                    sign: sign?.printed ?? Width.narrowingDigitsAndLatin(before),
                    title: cell.part((sign?.length ?? 0)..<cell.scalars.count).text,
                    units: unit.flatMap { $0 < row.cells.count ? row.cells[$0].text : nil }.map(Self.names) ?? [],
                    years: years.filter { $0 < row.cells.count && !row.cells[$0].content.isEmpty }
                        .map { "\(names[$0])：\(row.cells[$0].text)" },
                    line: row.line))
        }
    }

    private static func isYear(_ text: String) -> Bool {
        text.unicodeScalars.count <= 20 && DateReader.expressions(in: text).contains { $0.period != nil }
    }

    private static func names(_ cell: String) -> [String] {
        cell.split { "、,，・/／ 　".contains($0) }.map(String.init)
    }
}

extension [ReadInitiative] {
    /// With sections and years that tables say of them; what only a table names comes from there.
    func completed(from tables: [AnnualTable]) -> [ReadInitiative] {
        let rows = tables.flatMap(\.rows)
        guard !rows.isEmpty else { return self }
        guard !isEmpty else {
            return rows.enumerated().map { order, row in
                ReadInitiative(
                    number: row.sign.isEmpty ? "\(order + 1)" : row.sign, title: row.title, line: row.line,
                    paragraphs: [], promises: [], units: row.units, indicators: [], notes: row.years)
            }
        }
        let byTitle = Dictionary(rows.map { (TextKey($0.title).text, [$0]) }, uniquingKeysWith: +)
        return map { initiative in
            guard let found = byTitle[TextKey(initiative.title).text] else { return initiative }
            let units = found.flatMap(\.units).reduce(into: initiative.units) { units, unit in
                if !units.contains(unit) { units.append(unit) }
            }
            return ReadInitiative(
                number: initiative.number, title: initiative.title, line: initiative.line,
                paragraphs: initiative.paragraphs, promises: initiative.promises, units: units,
                indicators: initiative.indicators, notes: initiative.notes + found.flatMap(\.years))
        }
    }
}
