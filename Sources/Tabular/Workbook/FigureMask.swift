import Japanese

/// How a number format places the figures of a whole number: `000000` shows 11011 as 011011, `000-0000` shows 1680063 as 168-0063.
///
/// Only what changes a code or a telephone number is a mask. Grouping, decimals, shares, currencies and a unit behind a plain figure
/// (`0"人"`) say how an amount looks, and are none.
///
///     FigureMask(code: "[<=999]000;[<=9999]000-00;000-0000")?.text(1_680_063)   // "168-0063"
///
/// Format codes: ECMA-376 Part 1, 18.8.31.
public struct FigureMask: Hashable, Sendable {
    private let sections: [Section]

    /// The format shows nothing of whatever the cell holds (`;;;`).
    public var hidesAll: Bool { sections.isEmpty }

    /// - Parameter code: of a plain number, as ``NumberFormatKind`` tells: days and times are not looked for.
    /// - Returns: `nil` when the code is of another kind.
    init?(code: String) {
        var scan = MaskScan(code)
        guard let sections = scan.run() else { return nil }
        self.sections = sections
    }

    /// The figures of a number that is not negative, as they are shown; `nil` where the format has no mask for it.
    public func text(_ number: Int) -> String? {
        let section: Section?
        if sections.contains(where: { $0.condition != nil }) {
            section = sections.first { $0.condition?.holds(number) ?? true }
        } else {
            // 正の数;負の数;ゼロ
            section = number == 0 && sections.count > 2 ? sections[2] : sections.first
        }
        guard number >= 0, let section, section.isMask else { return nil }
        return section.text(number)
    }

    enum Token: Hashable {
        /// 0
        case figure
        /// # and ?, which show nothing where there is no figure
        case figureIfAny
        case literal(Unicode.Scalar)

        var isLiteral: Bool {
            if case .literal = self { true } else { false }
        }
    }

    struct Condition: Hashable {
        let sign: String
        let bound: Int

        func holds(_ number: Int) -> Bool {
            switch sign {
            case "<": number < bound
            case "<=": number <= bound
            case ">": number > bound
            case ">=": number >= bound
            case "=": number == bound
            default: number != bound
            }
        }
    }

    struct Section: Hashable {
        var condition: Condition?
        var tokens: [Token] = []
        /// Grouping, decimals, a share, a currency, a day: written by other means.
        var isOfAnotherKind = false

        /// Two figures at least that are always shown, or a literal between figures; spaces there group an amount.
        var isMask: Bool {
            !isOfAnotherKind
                && (tokens.count { $0 == .figure } > 1 || inner.contains { $0.isLiteral && $0 != .literal(" ") })
        }

        /// From the first figure to the last.
        private var inner: some Collection<Token> {
            tokens.drop(while: \.isLiteral).reversed().drop(while: \.isLiteral)
        }

        func text(_ number: Int) -> String {
            var tokens = tokens
            // A unit behind the figures is no part of them, but for one of several literals: 第01号, 2026年04月.
            let isUnit = tokens.first?.isLiteral != true && !inner.contains(where: \.isLiteral)
            while isUnit, case .literal(let scalar)? = tokens.last, !scalar.isASCII { tokens.removeLast() }
            var left = String(number).unicodeScalars[...]
            var written: [Unicode.Scalar] = []
            let first = tokens.firstIndex { !$0.isLiteral }
            for (position, token) in tokens.enumerated().reversed() {
                switch token {
                case .literal(let scalar): written.append(scalar)
                case .figure: written.append(left.popLast() ?? "0")
                case .figureIfAny: if let figure = left.popLast() { written.append(figure) }
                }
                if position == first { while let figure = left.popLast() { written.append(figure) } }
            }
            return String(String.UnicodeScalarView(written.reversed()))
        }
    }
}

/// One pass over a format code.
private struct MaskScan {
    private var rest: Substring.UnicodeScalarView
    private var sections: [FigureMask.Section] = []
    private var present = FigureMask.Section()

    init(_ code: String) {
        rest = code.unicodeScalars[...]
    }

    /// - Returns: no section for a format that shows nothing; `nil` without a mask in any section.
    mutating func run() -> [FigureMask.Section]? {
        // ;; hides numbers alone.
        let isBlank = rest.count > 2 && rest.allSatisfy { $0 == ";" }
        if isBlank { return [] }
        while let scalar = rest.popFirst() { take(scalar) }
        sections.append(present)
        return sections.contains(where: \.isMask) ? sections : nil
    }

    private mutating func take(_ scalar: Unicode.Scalar) {
        switch scalar {
        case ";":
            sections.append(present)
            present = FigureMask.Section()
        case "0": present.tokens.append(.figure)
        case "#", "?": present.tokens.append(.figureIfAny)
        case "\\": if let next = rest.popFirst() { present.tokens.append(.literal(next)) }
        // Room as wide as a character, and a character repeated to fill the cell.
        case "_", "*": _ = rest.popFirst()
        case "\"":
            while let next = rest.popFirst(), next != "\"" { present.tokens.append(.literal(next)) }
        case "[": takeBracket()
        case "-", "(", ")", " ": present.tokens.append(.literal(scalar))
        case "¥", "￥": present.isOfAnotherKind = true
        default:
            if scalar.isASCII { present.isOfAnotherKind = true } else { present.tokens.append(.literal(scalar)) }
        }
    }

    /// A condition counts; colours and languages do not, a currency is of another kind.
    private mutating func takeBracket() {
        let end = rest.firstIndex(of: "]") ?? rest.endIndex
        let inner = String(rest[..<end])
        rest = rest[end...].dropFirst()
        let sign = inner.prefix { "<>=".contains($0) }
        if !sign.isEmpty {
            guard let bound = Int(inner.dropFirst(sign.count)) else {
                present.isOfAnotherKind = true
                return
            }
            present.condition = FigureMask.Condition(sign: String(sign), bound: bound)
        } else if inner.hasPrefix("$"), !inner.hasPrefix("$-") {
            present.isOfAnotherKind = true
        }
    }
}
