/// A date as found in running text: its words, its place, and the days it covers when these are known.
///
///     let found = DateReader.expressions(in: "令和7年度中の再構築に向けて")
///     found[0].raw               // "令和7年度"
///     found[0].range             // 0..<5, in Unicode scalars
///     found[0].period            // 2025-04-01…2026-03-31
///     found[0].deadlineClass     // .within
public struct DateExpression: Hashable, Sendable {
    /// What the words name.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// 令和6年9月1日
        case day
        /// 令和6年9月
        case month
        /// 9月上旬 (1–10), 中旬 (11–20), 下旬 (21–末日)
        case thirdOfMonth
        /// 令和6年, 今年
        case year
        /// 令和7年夏: three months after the 気象庁 seasons
        case season
        /// 令和6年度, 今年度
        case fiscalYear
        /// 第1四半期
        case quarter
        /// 上半期, 下半期
        case halfYear
        /// 令和元~3年度, 4月1日から9月30日まで; its ends are in `parts`
        case range
        /// 順次, 早期に, 適宜: a promise in time that names no day
        case noDate
    }

    /// What a reader must know beside the days. The words for each are in `DateExpression.Note.japanese`.
    public enum Note: Hashable, Sendable {
        /// The era's name was not in use then: 平成33年度.
        case ghostEra(Era)
        /// 平成31(2018)年: the two years differ. The period stays open, as either may be the slip.
        case dualNotationDisagrees(first: Int, second: Int)
        /// 9月1日(月) although that day is another weekday.
        case weekdayDisagrees(written: Weekday, actual: Weekday)
        /// The era was taken from the left neighbour or from the anchor: 8年度末.
        case eraInherited(Era)
        /// No era is written and none can be inherited.
        case needsEra
        /// 今年度 without a known fiscal year.
        case needsFiscalYear
        /// 今年 without a known calendar year.
        case needsCalendarYear
        /// 9月 or 月末 without a year or month.
        case needsYear
        /// 同年, 翌年度 without a date before it.
        case needsPredecessor
        /// The year was taken from the beginning of a range: 令和6年4月から9月.
        case yearInherited(Int)
        /// The fiscal year was taken from the anchor: 年度末.
        case fiscalYearInherited(FiscalYear)
        /// 2月30日, 13月.
        case noSuchDay
        /// A range that ends before it begins.
        case runsBackwards
        /// 2026年第1四半期: of the calendar or of the fiscal year?
        case quarterOfCalendarYear
        /// 夏, 頃, 上旬: days by convention, not as written.
        case byConvention
    }

    /// The words of the date without the deadline word.
    public let raw: String
    /// Where they stand, in Unicode scalars from the start of the text.
    public let range: Range<Int>
    /// What the words name.
    public let kind: Kind
    /// The days meant; `nil` when they cannot be known.
    public let period: DatePeriod?
    /// 末 or 当初 was written, so that `period` is one day of what the words before it name.
    public let isEdge: Bool
    /// How the words bind it; `none` when they do not.
    public let deadlineClass: DeadlineClass
    /// The words that bind the date, such as 中に or を目途; may be empty. They follow `raw` at once.
    public let deadlineText: String
    /// What a reader must know beside the days, in the order found.
    public let notes: [Note]
    /// The two ends of a range, otherwise empty.
    public let parts: [DateExpression]

    /// The date cannot be resolved without knowing when the document was written.
    public var needsAnchor: Bool {
        notes.contains { note in
            switch note {
            case .needsFiscalYear, .needsCalendarYear, .needsEra, .needsYear, .needsPredecessor: true
            default: false
            }
        }
    }

    /// The fiscal year, when that is what is named.
    public var fiscalYear: FiscalYear? {
        kind == .fiscalYear ? period.map { FiscalYear(containing: $0.to) } : nil
    }

    /// The quarter, when that is what is named.
    public var quarter: Quarter? {
        kind == .quarter ? period.map { Quarter(containing: $0.to) } : nil
    }

    /// What the expression promises.
    public var deadline: Deadline {
        Deadline(
            deadlineClass: deadlineClass, from: period?.from, to: deadlineClass == .from ? nil : period?.to,
            raw: raw + deadlineText, needsAnchor: needsAnchor)
    }
}
