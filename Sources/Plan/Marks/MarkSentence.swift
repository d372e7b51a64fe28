import Site

/// A sentence of a rule, in which the symbol of a mark goes to the next line with its words: 進捗区分が「B 予定どおり」です.
struct MarkSentence: Component {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    /// A no-break space and no element: a page of a list holds dozens of such sentences.
    var html: HTML {
        let opening: Unicode.Scalar = "「"
        var (scalars, beforeLast, last): (String.UnicodeScalarView, Unicode.Scalar?, Unicode.Scalar?) = (
            .init(), nil, nil
        )
        scalars.reserveCapacity(text.utf8.count + 2)
        for scalar in text.unicodeScalars {
            // A space behind 「 and one letter.
            scalars.append(scalar == " " && beforeLast == opening && last != " " ? "\u{00A0}" : scalar)
            (beforeLast, last) = (last, scalar)
        }
        return HTML.escaping(String(scalars))
    }
}
