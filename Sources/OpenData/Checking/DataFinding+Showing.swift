import Datasets

/// Values of a finding as a page shows them.
extension DataFinding {
    private static let shownMax = 200

    /// At most so much that a page can be read. Spaces and line ends at the ends are seen, so that two values that differ look so.
    static func shown(_ value: String) -> String {
        let scalars = Array(value.unicodeScalars.prefix(shownMax))
        let first = scalars.firstIndex { !$0.properties.isWhitespace } ?? scalars.endIndex
        let last = scalars.lastIndex { !$0.properties.isWhitespace } ?? -1
        var text = String.UnicodeScalarView()
        for (position, scalar) in scalars.enumerated() {
            let isSeen = position >= first && position <= last && scalar != "\n" && scalar != "\r"
            text.append(isSeen ? scalar : mark(scalar))
        }
        return String(text) + (value.unicodeScalars.count > shownMax ? "…" : "")
    }

    private static func mark(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "\n", "\r": "↵"
        case "\t": "⇥"
        case "\u{3000}": "□"
        default: "␣"
        }
    }

    /// 「公園␣」→「公園」
    var change: String { "「\(Self.shown(value))」→「\(Self.shown(proposal ?? ""))」" }
}
