/// Everything that keeps a list from being taken.
struct RosterFindingsView: Component {
    private let findings: RosterFindings
    /// More than this is the same slip in another dress; they come up when the first are mended.
    private static let groupsMax = 500
    private static let rowsMax = 20

    init(_ findings: RosterFindings) {
        self.findings = findings
    }

    var html: HTML {
        guard !findings.isEmpty else { return .empty }
        let groups = findings.grouped
        let rows = groups.prefix(Self.groupsMax).map { group -> [HTML] in
            let shown = group.rows.prefix(Self.rowsMax).map { "\($0)" }.joined(separator: "、")
            let more = group.rows.count > Self.rowsMax ? "ほか\(group.rows.count - Self.rowsMax)行" : ""
            return [
                group.rows.isEmpty ? "全体" : "\(shown)行目\(more)", "\(group.finding.column ?? "行の全体")",
                "\(group.finding.value)", "\(group.finding.what)", "\(group.finding.how)",
            ]
        }
        let rest: HTML =
            groups.count > Self.groupsMax ? "<p>ほかに\(groups.count - Self.groupsMax)種類あります。直して送ると続きが出ます。</p>" : .empty
        return """
            <div class="error-summary" role="alert" tabindex="-1" autofocus id="roster-findings">
            <h2>直すところが\(findings.all.count)件あります。何も取り込んでいません。</h2>
            </div>
            \(TableView(
                caption: "直すところ",
                columns: [.rowHeader("行"), .text("列"), .text("書いてある値"), .text("合わないこと"), .text("直し方")], rows: rows))
            \(rest)
            """
    }
}

/// What each row would do, or did; rows that change nothing are counted above.
struct RosterLinesView<List: Roster>: Component {
    private let reading: RosterReading<List>
    private static var linesMax: Int { 1_000 }

    init(_ reading: RosterReading<List>) {
        self.reading = reading
    }

    var html: HTML {
        let lines = reading.effective
        let rows = lines.prefix(Self.linesMax).map { line -> [HTML] in
            let changes: [HTML] = line.changes.map { change in
                change.from.isEmpty
                    ? "<li>\(change.what)　\(change.to)</li>"
                    : "<li>\(change.what)　\(change.from) → \(change.to.isEmpty ? "（空）" : change.to)</li>"
            }
            return [
                "\(line.subject)", "\(line.row)",
                line.isNew ? Tag("新しい", .active).html : Tag("変わる", .warning).html, "<ul>\(changes)</ul>",
            ]
        }
        let rest: HTML =
            lines.count > Self.linesMax
            ? "<p>ほかに\(lines.count - Self.linesMax)件あります。画面には\(Self.linesMax)件まで出します。</p>" : .empty
        return """
            \(TableView(
                caption: "変わるもの", columns: [.rowHeader(List.form.title), .number("行"), .text("区分"), .text("内容")],
                rows: rows, empty: "変わるものはありません。", isCaptionHidden: true))
            \(rest)
            """
    }
}

/// Where every row and every column of a file went.
struct RosterAccount<List: Roster>: Component {
    private let reading: RosterReading<List>

    init(_ reading: RosterReading<List>) {
        self.reading = reading
    }

    var html: HTML {
        guard let table = reading.table else { return .empty }
        let wrong = Set(reading.findings.all.compactMap(\.row)).count
        let judged: HTML =
            reading.findings.isEmpty
            ? "\(table.rows.count)行（新しい\(reading.newCount)、変わる\(reading.changedCount)、変わらない\(reading.sameCount)）"
            : "\(table.rows.count)行（うち直す行\(wrong)）"
        let aside = [
            table.above.isEmpty ? nil : "見出しより上の\(table.above.count)行（\(Self.quoted(table.above.map(\.words)))）",
            table.blankCount == 0 ? nil : "空の\(table.blankCount)行",
            table.repeated.isEmpty ? nil : "見出しを繰り返す\(Self.numbers(table.repeated))行目",
            table.besides.isEmpty ? nil : "読む列に値のない\(Self.numbers(table.besides))行目",
        ].compactMap(\.self)
        let columns = table.columns.map { column -> [HTML] in
            let use: HTML =
                switch column.meaning?.use {
                case nil: "<strong>読みません</strong>（知らない見出しです）"
                case .setAside(let reason): "<strong>取り込みません</strong>　\(reason)"
                default: "「\(column.meaning?.title ?? "")」として読みました"
                }
            return ["\(column.heading.isEmpty ? "（見出しなし）" : column.heading)", "\(column.place)", use]
        }
        let unread = table.columns.filter { !($0.meaning?.isRead ?? false) }.count
        let notes: [HTML] = table.notes.map { "<li>\($0)</li>" }
        return """
            \(SummaryList([
                ("読んだ行", judged), ("見出し", "\(table.headingRow)行目"),
                ("読まなかった行", aside.isEmpty ? "ありません" : "\(aside.joined(separator: "、"))"),
                ("読まなかった列", unread == 0 ? "ありません" : "\(unread)列"),
            ]))
            \(notes.isEmpty ? HTML.empty : "<ul>\(notes)</ul>")
            \(Details(
                "列の読み方", isOpen: unread > 0,
                TableView(
                    caption: "列の読み方", columns: [.rowHeader("ファイルの見出し"), .text("場所"), .text("読み方")], rows: columns,
                    isCaptionHidden: true).html))
            """
    }

    private static func quoted(_ lines: [String]) -> String {
        lines.map { "「\($0.count > 30 ? $0.prefix(30) + "…" : $0)」" }.joined()
    }

    private static func numbers(_ rows: [Int]) -> String {
        rows.prefix(20).map { "\($0)" }.joined(separator: "、") + (rows.count > 20 ? "ほか\(rows.count - 20)" : "")
    }
}
