/// この画面でできること, beside a page of staff; its words lead to their meanings.
struct PageHelpFold: Component {
    private let sentences: [HTML]

    init(_ help: PageHelp, _ glossary: Glossary) {
        sentences = glossary.linked(help.sentences)
    }

    var html: HTML {
        let items: [HTML] = sentences.map { "<li>\($0)</li>\n" }
        return """
            <details class="page-help"><summary>この画面でできること</summary>
            <ul>\(items)</ul>
            <p><a href="\(WordsPage.path)">用語の意味</a>　<a href="/help">使い方</a></p></details>

            """
    }
}
