/// What the reading leaves open: headings and lines that nobody understood, the kind of the document, a missing dictionary.
struct UnreadFindings {
    private(set) var findings: [Finding] = []
    private static let namedMax = 12

    init(text: NoticeText, lines: [NoticeReading.LedgerLine], plan: PlanContents, kind: DocumentKind) {
        add(.kind, .info, 0, "文書の種類は「\(kind.title)」と読みました。")
        if Morphology.shared == nil {
            add(
                .dictionary, .error, 0,
                "日本語の辞書（MeCab の IPAdic）が見つからないため、文が約束かどうかを見分けられません。パッケージ mecab-ipadic-utf8 を入れてから、もう一度取り込んでください。")
        }
        for heading in plan.unread where !heading.sign.isEmpty {
            add(
                .unreadHeading, plan.initiatives.isEmpty ? .warning : .error, heading.line,
                "\(heading.line)行目の見出し「\(heading.sign) \(heading.title)」は、取組とも説明とも読み取れませんでした。取組かどうかを確かめてください。")
        }
        let unread = lines.filter { $0.account == .unread }.map(\.line)
        guard !unread.isEmpty else { return }
        let named = unread.prefix(Self.namedMax).map { "\($0)行目" }.joined(separator: "、")
        let more = unread.count > Self.namedMax ? " ほか" : ""
        add(
            .unreadLines, .warning, unread[0],
            "読み取れなかった行が\(unread.count)行あります（\(named)\(more)）。取り入れる前に、大切なことが書かれていないか確かめてください。")
    }

    private mutating func add(_ rule: NoticeRule, _ severity: Finding.Severity, _ line: Int, _ message: String) {
        findings.append(Finding(rule: rule, severity: severity, line: line, column: 1, message: message, proposal: nil))
    }
}
