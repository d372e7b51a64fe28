import Japanese

/// The time that cells below columns of years or their parts span: marks (○ →) go on with what stands before them.
struct YearSpan {
    let from: CivilDate
    private(set) var to: CivilDate
    /// What is done then; empty where only a mark stands.
    let word: String
    let text: LocatedText
    private let first: String
    private var last: String

    /// - Returns: `nil` where the year is not known.
    init?(_ label: FiscalYearLabel, _ text: LocatedText, near anchor: FiscalYear?) {
        guard let span = label.span(near: anchor) else { return nil }
        (from, to, first, last) = (span.from, span.to, span.words, span.words)
        word = TableInitiative.isMark(text.text) ? "" : text.text
        self.text = text
    }

    /// Goes on with the last of the spans, or stands behind it.
    func join(_ spans: inout [YearSpan]) {
        if let before = spans.last, before.to.adding(days: 1) == from, word.isEmpty || word == before.word {
            spans[spans.count - 1].to = to
            spans[spans.count - 1].last = last
        } else {
            spans.append(self)
        }
    }

    /// 令和6年度, 令和6年度から令和7年度上半期
    func words(joinedBy joint: String) -> String { first == last ? first : first + joint + last }
}
