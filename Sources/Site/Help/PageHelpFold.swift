/// この画面でできること, beside a page of staff.
struct PageHelpFold: Component {
    let help: PageHelp

    init(_ help: PageHelp) {
        self.help = help
    }

    var html: HTML {
        let items: [HTML] = help.sentences.map { "<li>\($0)</li>\n" }
        return """
            <details class="page-help"><summary>この画面でできること</summary>
            <ul>\(items)</ul>
            <p><a href="\(WordsPage.path)">用語の意味</a>　<a href="/help">使い方</a></p></details>

            """
    }
}
