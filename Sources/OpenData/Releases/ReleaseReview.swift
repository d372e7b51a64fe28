import Datasets
import Japanese
import Site

/// What the check found in a file that was handed in and nobody repaired, and what was said of its columns: for who decides whether it
/// becomes public.
struct ReleaseReview: Hashable, Sendable, Codable {
    struct Finding: Hashable, Sendable, Codable {
        let title: String
        let severity: String
        let place: String
        /// Masked where it may be a person's.
        let value: String
        let message: String
    }

    struct Count: Hashable, Sendable, Codable {
        let title: String
        let severity: String
        let count: Int
    }

    /// The gravest first, at most ``listedMax``.
    var findings: [Finding] = []
    /// All of them.
    var counts: [Count] = []
    /// Columns of which somebody said that they hold no 個人番号.
    var statements: [RepairDecisions.Statement] = []

    static let listedMax = 100

    init() {}

    /// - Parameter statements: those without which it could not have been handed in.
    init(_ report: RepairReport, statements: [RepairDecisions.Statement]) {
        // Of a column of persons no value is shown, whatever else is said of it.
        let personal = Set(report.left.filter { $0.rule == .personalColumn }.compactMap(\.columnNumber))
        var sorted: [DataFinding] = []
        for severity in DataRule.Severity.allCases { sorted += report.left.filter { $0.severity == severity } }
        findings = sorted.prefix(Self.listedMax).map { finding in
            let isPersonal =
                finding.rule.isPersonal
                || finding.rule != .personalColumn && finding.columnNumber.map(personal.contains) ?? false
            return Finding(
                title: finding.rule.title, severity: finding.severity.japanese, place: finding.place,
                value: isPersonal ? Self.masked(finding.value) : finding.value, message: finding.message)
        }
        counts = DataRule.allCases.compactMap { rule in
            report.leftCounts[rule].map { Count(title: rule.title, severity: rule.severity.japanese, count: $0) }
        }
        self.statements = statements
    }

    private static func masked(_ value: String) -> String { value.isEmpty ? "" : value.prefix(1) + "●●●" }

    var count: Int { counts.reduce(0) { $0 + $1.count } }
}

/// A review for people.
struct ReviewSection: Component {
    let review: ReleaseReview

    init(_ review: ReleaseReview) { self.review = review }

    var html: HTML {
        "<h2>直していない指摘</h2>\n\(said)\(counts)\(listed)"
    }

    private var said: HTML {
        guard !review.statements.isEmpty else { return .empty }
        let items: [HTML] = review.statements.map { "<li>「\($0.column)」の列: \($0.reason)</li>" }
        return Notice(
            .warning, "12桁の数字の列を、提出した人が個人番号ではないとしています。理由と値を確かめてください。", "<ul>\(items)</ul>"
        ).html
    }

    private var counts: HTML {
        TableView(
            caption: "直していない指摘の件数", columns: [.rowHeader("種類"), .name("重さ"), .number("件数")],
            rows: review.counts.map { ["\($0.title)", "\($0.severity)", "\($0.count)"] }, empty: "直していない指摘はありません。",
            isCaptionHidden: true
        ).html
    }

    private var listed: HTML {
        guard !review.findings.isEmpty else { return .empty }
        let rest = review.count - review.findings.count
        return Details(
            "1件ずつ見る（\(review.findings.count)件\(rest > 0 ? "、ほか\(rest)件" : "")）",
            isOpen: review.findings.count <= Self.openMax,
            TableView(
                caption: "直していない指摘",
                columns: [.rowHeader("場所"), .text("種類"), .name("重さ"), .text("値"), .text("指摘")],
                rows: review.findings.map {
                    ["\($0.place)", "\($0.title)", "\($0.severity)", "\($0.value)", "\($0.message)"]
                }, isCaptionHidden: true
            ).html
        ).html
    }

    private static let openMax = 20
}
