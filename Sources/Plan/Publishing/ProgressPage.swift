import Japanese
import Site
import Storage
import Ward

/// デジタル化の進みぐあい: the newest quarter that was made public, for residents, as it was sealed.
struct ProgressPage: PageView {
    let content: RoundContent
    let language: PageLanguage

    static let routes: [Route] = [.page("progress/:language", access: .open, load)]

    static func path(_ language: PageLanguage) -> String { "/progress/\(language.rawValue)" }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ProgressPage {
        guard let language = request.parameters["language"].flatMap(PageLanguage.init),
            let content = try newest(on: connection)
        else { throw PageRefusal.notFound }
        return ProgressPage(content: content, language: language)
    }

    /// The newest edition that is public of the newest quarter that is; `nil` before any is.
    static func newest(on connection: any Connection) throws -> RoundContent? {
        let row = try connection.row(
            """
            SELECT publication.subject, MAX(publication.edition) AS edition
            FROM publication JOIN round ON round.id = publication.subject
            WHERE publication.kind = \(RoundContent.kind) AND round.limited_to IS NULL
            GROUP BY publication.subject, round.fiscal_year, round.quarter
            ORDER BY round.fiscal_year DESC, round.quarter DESC LIMIT 1
            """)
        guard let row,
            let seal = try SealStore.find(
                kind: RoundContent.kind, subject: row["subject"], edition: row["edition"], on: connection)
        else { return nil }
        return try SealedSources.source(of: seal, on: connection)?.content
    }

    private func words(_ japanese: String, _ easy: String, _ english: String) -> String {
        Wording(japanese, easy, english)[language]
    }

    var page: Page {
        Page(
            ProgressDoor.title[language], language: language, home: Self.path(language),
            translations: Dictionary(uniqueKeysWithValues: PageLanguage.allCases.map { ($0, Self.path($0)) }),
            body: """
                <p class="lead">\(lead)</p>
                \(TableView(
                    caption: words("取組ごとの進捗区分", "とりくみごとの すすみかた", "Progress of each initiative"),
                    columns: [
                        .rowHeader(words("取組", "とりくみ", "Initiative")), .text(words("担当する課", "たんとうの 課", "Section")),
                        .text(words("進捗区分", "すすみかた", "Progress")),
                    ], rows: content.entries.map(row)))
                <h2>\(words("進捗区分の意味", "すすみかたの いみ", "What the marks mean"))</h2>
                \(TableView(
                    caption: words("進捗区分の意味", "すすみかたの いみ", "What the marks mean"),
                    columns: [
                        .rowHeader(words("進捗区分", "すすみかた", "Progress")), .text(words("基準", "いみ", "Meaning (in Japanese)")),
                    ], rows: content.marks.map { ["\(mark($0.symbol, $0.label, $0.canonical))", "\($0.criterion)"] },
                    isCaptionHidden: true))
                <p><a href="/residents/\(language.rawValue)">\(words("最初の画面へ", "はじめの がめんへ", "To the first page"))</a></p>
                """)
    }

    private var lead: String {
        words(
            "「\(content.planTitle)」の取組の、\(content.asOf)現在の状況です。四半期ごとに確かめ、確定した内容を載せています。",
            "「\(content.planTitle)」の とりくみが、\(content.asOf)に どこまで すすんだかを かいて います。",
            "How far the initiatives of the plan “\(content.planTitle)” had come on \(content.asOf). It is checked every quarter. The names of initiatives and sections are in Japanese."
        )
    }

    private func row(_ entry: ReportedEntry) -> [HTML] {
        let answer: HTML =
            entry.isAnswered
            ? entry.mark.map { "\(mark($0.symbol, $0.label, $0.canonical))" }
                ?? "\(words("未記入", "かいて いません", "Not filled in"))"
            : "\(words("未回答", "こたえが ありません", "No answer"))"
        return ["<span lang=\"ja\">\(entry.initiative)</span>", "<span lang=\"ja\">\(entry.unit)</span>", answer]
    }

    /// In Japanese as the ward words it; in the other languages by what it means everywhere.
    private func mark(_ symbol: String, _ label: String, _ canonical: MarkSet.Canonical) -> String {
        language == .japanese
            ? symbol == label ? label : "\(symbol) \(label)" : "\(symbol) \(canonical.wording[language])"
    }
}

/// What residents come for: how far the programme has come, once something is public.
enum ProgressDoor {
    static let title = Wording("デジタル化の進みぐあい", "デジタル化の すすみぐあい", "How the ward’s digitalization is going")

    static let source = ResidentDoorSource { connection in
        guard let content = try ProgressPage.newest(on: connection) else { return nil }
        return ResidentDoor(
            title,
            note: Wording(
                "\(content.asOf)現在の状況を、取組ごとに見られます。", "\(content.asOf)に どこまで すすんだかが わかります。",
                "See how far each initiative had come on \(content.asOf)."), path: ProgressPage.path)
    }
}

extension MarkSet.Canonical {
    fileprivate var wording: Wording {
        switch self {
        case .done: Wording("完了", "おわりました", "Done")
        case .onTrack: Wording("予定どおり", "よていの とおりです", "On schedule")
        case .slightlyLate: Wording("やや遅れ", "すこし おくれて います", "Slightly late")
        case .late: Wording("遅れ", "おくれて います", "Late")
        case .stopped: Wording("中止", "やめました", "Stopped")
        case .notStarted: Wording("未着手", "まだ はじめて いません", "Not started")
        case .notJudgeable: Wording("判定できない", "まだ わかりません", "Cannot be judged yet")
        }
    }
}
