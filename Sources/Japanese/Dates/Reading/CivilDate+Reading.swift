extension CivilDate {
    /// A day as people write it: 令和6年9月1日, R6.9.1, 2024/9/1, 2024-09-01, in full-width or kanji figures.
    ///
    /// - Returns: `nil` unless the whole text, apart from spaces around it, is one day that exists, complete with its year, and
    ///   whose two notations and weekday agree where they are written.
    public init?(reading text: String) {
        guard let found = DateExpression.whole(of: text), found.kind == .day, let day = found.period?.from else {
            return nil
        }
        self = day
    }
}

extension FiscalYear {
    /// A fiscal year as people write it: 令和6年度, R6年度, 2024年度. `nil` for anything else.
    public init?(reading text: String) {
        guard let found = DateExpression.whole(of: text), found.kind == .fiscalYear, !found.isEdge,
            let year = found.fiscalYear
        else { return nil }
        self = year
    }
}

extension Deadline {
    /// What the first date of a text promises; without any, a deadline of class `none` that keeps the text.
    public init(reading text: String, anchor: DateAnchor = .none) {
        let found = DateReader.expressions(in: text, anchor: anchor)
        let first = found.first { $0.kind != .noDate } ?? found.first
        self = first?.deadline ?? Deadline(deadlineClass: .none, from: nil, to: nil, raw: text)
    }
}

extension DateExpression {
    /// The one expression a text consists of, when nothing is wrong with it.
    fileprivate static func whole(of text: String) -> DateExpression? {
        let found = DateReader.expressions(in: text)
        guard found.count == 1, let only = found.first, only.deadlineText.isEmpty,
            !only.notes.contains(where: \.isProblem)
        else { return nil }
        for (offset, scalar) in text.unicodeScalars.enumerated()
        where !only.range.contains(offset) && !scalar.properties.isWhitespace {
            return nil
        }
        return only
    }
}
