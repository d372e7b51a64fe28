import Japanese

/// 用語: the words of the field that the pages use, by their readings.
struct WordsPage {
    let words: [Word]

    static let path = "/help/words"

    init(_ help: [ModuleHelp]) {
        words = (AdministrationHelp.words + help.flatMap(\.words)).sorted {
            (TextKey.kana($0.reading), $0.term) < (TextKey.kana($1.reading), $1.term)
        }
    }

    var page: Page {
        Page(
            "用語", trail: [Link("使い方", "/help")],
            body: """
                <p>並木の画面で使う言葉の意味です。五十音順に並べています。</p>
                \(TableView(
                    caption: "用語", columns: [.rowHeader("用語"), .text("読み"), .text("意味")],
                    rows: words.map { ["\($0.term)", "\($0.reading)", "\($0.meaning)"] }, isCaptionHidden: true))
                """)
    }
}
