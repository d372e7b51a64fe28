import Site
import Tabular

/// One side of a row of a 新旧対照表: its text, with what is underlined.
struct MarkedText: Hashable, Sendable {
    /// How a page marks what is underlined: for readers who hear it, too.
    enum Mark {
        case ins, del
    }

    struct Piece: Hashable, Sendable {
        let text: String
        let isChanged: Bool
    }

    /// Empty where there is nothing on this side.
    let pieces: [Piece]

    init(_ pieces: [(text: String, isChanged: Bool)]) {
        self.pieces = pieces.map { Piece(text: $0.text, isChanged: $0.isChanged) }
    }

    private static let nothing = "（なし）"

    func html(_ mark: Mark) -> HTML {
        guard !pieces.isEmpty else { return "\(Self.nothing)" }
        let parts: [HTML] = pieces.map { piece in
            guard piece.isChanged else { return "\(piece.text)" }
            return mark == .ins ? "<ins>\(piece.text)</ins>" : "<del>\(piece.text)</del>"
        }
        return "\(parts)"
    }

    var cell: Cell {
        Cell(pieces.map { Cell.Piece($0.text, isUnderlined: $0.isChanged) }, style: .framed)
    }
}

extension PlanComparison.Row {
    /// Both sides with what changed underlined. Where something as a whole came, went or was merged, all of it is.
    var marked: (old: MarkedText, new: MarkedText) {
        guard isRewritten else {
            return (MarkedText(old.isEmpty ? [] : [(old, true)]), MarkedText(new.isEmpty ? [] : [(new, true)]))
        }
        let difference = TextDifference(from: old, to: new)
        return (MarkedText(difference.old), MarkedText(difference.new))
    }

    /// Whether both sides are readings of one thing.
    private var isRewritten: Bool { kind == PlanComparison.rewritten }
}
