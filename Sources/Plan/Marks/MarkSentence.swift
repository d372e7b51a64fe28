import Site

/// A sentence of a rule, in which the symbol of a mark goes to the next line with its words: 進捗区分が「B 予定どおり」です.
struct MarkSentence: Component {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    /// A no-break space and no element: a page of a list holds dozens of such sentences.
    var html: HTML {
        HTML.escaping(text.replacing(#/「(\S) /#) { "「\($0.1)\u{00A0}" })
    }
}
