import Japanese
import Tabular
import Ward

/// 指標一覧: quarters as columns, with formulas left live so that officials can check them. Only what the rule of an
/// indicator allows is summed.
struct IndicatorWorkbook {
    /// Oldest first.
    let rounds: [RoundContent]
    let madeAt: Timestamp

    private static let fixedHeads = ["指標", "取組", "主管課", "単位", "値の性質", "基準値"]

    /// A figure that a round asked for, and the words for where it has no value.
    private struct Asked {
        let figure: SealedAnswer.Figure
        let missing: String
    }

    /// An indicator as one unit answers it.
    private struct Line: Hashable {
        let indicator: String
        let unit: String
    }

    var workbook: Workbook {
        let heads = Self.fixedHeads + rounds.map(\.quarter) + ["前回との差", "合計"]
        let isSample = rounds.contains(where: \.isSample)
        let title = "指標一覧（\(rounds.last.map { "\($0.asOf)現在" } ?? "")）\(isSample ? "　見本" : "")"
        var lines: [Line] = []
        var figures: [Line: [Int: Asked]] = [:]
        var initiatives: [Line: String] = [:]
        for (position, round) in rounds.enumerated() {
            for answer in round.asked {
                guard let entry = round.entries.first(where: { $0.id == answer.entry }) else { continue }
                for figure in answer.figures {
                    let line = Line(indicator: figure.indicator, unit: entry.unit)
                    if figures[line] == nil { lines.append(line) }
                    figures[line, default: [:]][position] = Asked(
                        figure: figure, missing: figure.presence(isAnswered: entry.isAnswered))
                    initiatives[line] = entry.initiative
                }
            }
        }
        let widths: [Double] = [26, 34, 16, 8, 24, 12] + rounds.map { _ in 20 } + [14, 18]
        let rows = lines.enumerated().map { offset, line in
            var row = row(offset + 3, line.unit, initiatives[line] ?? "", figures[line] ?? [:])
            let texts = row.cells.map { if case .text(let text) = $0.value { text } else { "" } }
            row.height = SheetMeasure.height(fitting: texts, widths: widths)
            return row
        }
        return .a3Table(
            "指標一覧", title: "指標一覧", line: title, heads: heads, widths: widths, rows: rows, frozenColumns: 1,
            madeAt: madeAt)
    }

    private func row(
        _ number: Int, _ unit: String, _ initiative: String, _ figures: [Int: Asked]
    ) -> Sheet.Row {
        let newest = figures.keys.max().flatMap { figures[$0]?.figure }
        let rule = newest.flatMap { Indicator.Rule(rawValue: $0.rule) }
        let values = rounds.indices.map { figures[$0]?.figure.value.flatMap { ExactNumber($0) } }
        var cells = [newest?.name ?? "", initiative, unit, newest?.unitName ?? "", rule?.title ?? ""].map {
            Cell($0, style: .framed)
        }
        cells.append(
            newest?.baselineValue.flatMap { ExactNumber($0) }.map { valued($0, nil) } ?? Cell("―", style: .framed))
        for position in rounds.indices {
            // Asked for and without a value is told; not asked for in that quarter is a dash.
            let none = figures[position]?.missing ?? "―"
            cells.append(values[position].map { valued($0, figures[position]?.figure) } ?? Cell(none, style: .framed))
        }
        cells.append(difference(number, values))
        cells.append(total(number, values, rule))
        return Sheet.Row(cells)
    }

    /// With 約 where the section wrote it.
    private func valued(_ value: ExactNumber, _ figure: SealedAnswer.Figure?) -> Cell {
        let digits = value.scale > 0 ? "#,##0." + String(repeating: "0", count: value.scale) : "#,##0"
        let words = (figure?.qualifiers ?? []).filter { !$0.utf8.contains(0x22) }
        let before = words.contains("約") ? "\"約\"" : ""
        let after = words.filter { $0 != "約" }.map { "\"\($0)\"" }.joined()
        return Cell(.number(value), style: CellStyle.framed.showing(NumberFormat(before + digits + after)))
    }

    private func place(_ position: Int, _ row: Int) -> CellReference? {
        CellReference(row: row, column: Self.fixedHeads.count + position + 1)
    }

    /// Of the last two quarters that have a value.
    private func difference(_ row: Int, _ values: [ExactNumber?]) -> Cell {
        let known = values.indices.filter { values[$0] != nil }.suffix(2)
        guard known.count == 2, let first = known.first, let last = known.last, let old = values[first],
            let new = values[last], let from = place(first, row), let to = place(last, row)
        else { return Cell("―", style: .framed) }
        return Cell(
            .formula("\(to)-\(from)", result: .number(new - old)),
            style: CellStyle.framed.showing(NumberFormat("+#,##0.###;▲#,##0.###;±0")))
    }

    /// The sum that the rule allows, or why there is none.
    private func total(_ row: Int, _ values: [ExactNumber?], _ rule: Indicator.Rule?) -> Cell {
        guard rule == .flow else { return Cell("合計しない（\(Self.unsummed(rule))）", style: .framed) }
        let known = values.compactMap(\.self)
        guard !known.isEmpty, let from = place(0, row), let to = place(values.count - 1, row) else {
            return Cell("―", style: .framed)
        }
        return Cell(
            .formula("SUM(\(CellRange(from, to)))", result: .number(known.reduce(.zero, +))),
            style: CellStyle.framed.showing(.grouped))
    }

    /// Why values are not summed, in words.
    private static func unsummed(_ rule: Indicator.Rule?) -> String {
        switch rule {
        case .level: "その時点の値"
        case .cumulative: "累計"
        case .rate: "割合"
        case .flow, nil: "値の性質が不明"
        }
    }
}
