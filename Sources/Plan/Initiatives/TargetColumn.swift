import Japanese
import Site
import Ward

/// A column of targets in a list: one for each fiscal year or quarter, by its heading.
enum TargetColumn {
    /// 令和8年度末 目標, 令和8年度第2四半期 目標
    static func column(_ period: IndicatorTarget.Period) -> RosterColumn {
        RosterColumn("\(period.japanese) 目標", [], .optional, "その時までに達する値。空にすると、目標を消します。")
    }

    /// The period of a heading such as 令和8年度目標値, R8年度第2四半期の目標 or 2026年度 Q2 目標; `nil` for any other heading.
    static func period(_ heading: String) -> IndicatorTarget.Period? {
        var text = TextKey(heading).text
        guard let mark = text.range(of: "目標") else { return nil }
        let after = text[mark.upperBound...]
        guard ["", "値"].contains(after) || after.hasPrefix("値(") || after.hasPrefix("(") else { return nil }
        text = String(text[..<mark.lowerBound])
        if text.hasSuffix("の") { text = String(text.dropLast()) }
        guard let year = text.range(of: "年度") else { return nil }
        guard let fiscalYear = FiscalYear(reading: text[..<year.upperBound].uppercased()) else { return nil }
        let rest = text[year.upperBound...].filter { !"第の".contains($0) }
        switch rest {
        case "", "末", "全体": return .init(year: fiscalYear, quarter: nil)
        case "1四半期", "q1", "1q": return .init(year: fiscalYear, quarter: 1)
        case "2四半期", "q2", "2q": return .init(year: fiscalYear, quarter: 2)
        case "3四半期", "q3", "3q": return .init(year: fiscalYear, quarter: 3)
        case "4四半期", "q4", "4q": return .init(year: fiscalYear, quarter: 4)
        default: return nil
        }
    }
}
