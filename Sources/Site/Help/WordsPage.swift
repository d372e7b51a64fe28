/// 用語: the words of the field that the pages use, by their readings.
struct WordsPage {
    let glossary: Glossary

    static let path = "/help/words"

    init(_ help: [ModuleHelp]) {
        glossary = Glossary(help)
    }

    var page: Page {
        Page(
            "用語", trail: [Link("使い方", "/help")],
            body: """
                <p>並木の画面で使う言葉の意味です。五十音順に並べています。</p>
                \(TableView(
                    caption: "用語", columns: [.rowHeader("用語"), .text("読み"), .text("意味")],
                    rows: glossary.words.enumerated().map { position, word in
                        [
                            "<span id=\"\(Glossary.identifier(position))\">\(word.term)</span>", "\(word.reading)",
                            "\(word.meaning)",
                        ]
                    }, isCaptionHidden: true))
                """)
    }
}
