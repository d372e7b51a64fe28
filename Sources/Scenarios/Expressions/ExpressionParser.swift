/// Why an expression cannot be read, in Japanese, with the place.
public struct ExpressionFault: Error, Hashable, Sendable {
    public let japanese: String
}

/// Reads expressions.
///
///     try Expression.parse("confidence(口座番号) < 0.98 or sample(0.05)")
///
/// Columns are written as they are named, in `[ ]` where the name holds a space or a sign of the language.
struct ExpressionParser {
    static let charactersMax = 2000
    static let depthMax = 40

    private enum Token: Equatable {
        case name(String), text(String), number(Double), sign(String), end
    }

    private static let signs: Set<Character> = ["(", ")", ",", "=", "!", "<", ">"]

    private let tokens: [Token]
    private var position = 0
    private var depth = 0

    init(_ text: String) throws(ExpressionFault) {
        guard text.count <= Self.charactersMax else {
            throw ExpressionFault(japanese: "式は\(Self.charactersMax)字までです。条件を分けてください。")
        }
        tokens = try Self.tokens(Array(text))
    }

    mutating func parse() throws(ExpressionFault) -> Expression {
        let expression = try either()
        guard token == .end else { throw fault("「\(words(token))」の前で式が終わっています。and か or でつないでください。") }
        return expression
    }

    private var token: Token { tokens[position] }

    private func fault(_ text: String) -> ExpressionFault { ExpressionFault(japanese: text) }

    private func words(_ token: Token) -> String {
        switch token {
        case .name(let name): name
        case .text(let text): "'\(text)'"
        case .number(let number): number.formatted
        case .sign(let sign): sign
        case .end: "式の終わり"
        }
    }

    private mutating func takes(_ wanted: Token) -> Bool {
        guard token == wanted else { return false }
        position += 1
        return true
    }

    private mutating func need(_ sign: String) throws(ExpressionFault) {
        guard takes(.sign(sign)) else { throw fault("「\(words(token))」のところに「\(sign)」が要ります。") }
    }

    // MARK: levels, from the loosest

    private mutating func either() throws(ExpressionFault) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthMax else { throw fault("式の入れ子は\(Self.depthMax)段までです。") }
        var left = try both()
        while takes(.name("or")) { left = .or(left, try both()) }
        return left
    }

    private mutating func both() throws(ExpressionFault) -> Expression {
        var left = try negated()
        while takes(.name("and")) { left = .and(left, try negated()) }
        return left
    }

    private mutating func negated() throws(ExpressionFault) -> Expression {
        guard takes(.name("not")) else { return try compared() }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthMax else { throw fault("式の入れ子は\(Self.depthMax)段までです。") }
        return .not(try negated())
    }

    private mutating func compared() throws(ExpressionFault) -> Expression {
        let left = try atom()
        if takes(.name("in")) {
            try need("(")
            return .isIn(left, try arguments())
        }
        guard case .sign(let sign) = token, let comparison = Expression.Comparison(rawValue: sign) else { return left }
        position += 1
        return .compare(comparison, left, try atom())
    }

    private mutating func atom() throws(ExpressionFault) -> Expression {
        let first = token
        switch first {
        case .text(let text):
            position += 1
            return .text(text)
        case .number(let number):
            position += 1
            return .number(number)
        case .sign("("):
            position += 1
            let inner = try either()
            try need(")")
            return inner
        case .name(let name) where !["and", "or", "not", "in"].contains(name):
            position += 1
            return takes(.sign("(")) ? try call(name) : .column(name)
        default:
            throw fault("「\(words(first))」のところに、列の名前、'文字'、数のどれかが要ります。")
        }
    }

    private mutating func call(_ name: String) throws(ExpressionFault) -> Expression {
        guard let function = Expression.Function(rawValue: name) else {
            let known = Expression.Function.allCases.map(\.rawValue).joined(separator: "、")
            throw fault("「\(name)」という関数はありません。使えるのは \(known) です。")
        }
        let arguments = try arguments()
        guard arguments.count == function.arity else {
            throw fault("\(name) には\(function.arity)個の値が要ります（今は\(arguments.count)個）。")
        }
        try check(function, arguments)
        return .call(function, arguments)
    }

    /// What is fixed is checked when it is read, so that a run meets no wrong form of a day.
    private func check(_ function: Expression.Function, _ arguments: [Expression]) throws(ExpressionFault) {
        switch function {
        case .confidence:
            guard case .column = arguments[0] else { throw fault("confidence には列の名前を書いてください。") }
        case .sample:
            guard case .number(let share) = arguments[0], (0...1).contains(share) else {
                throw fault("sample には0から1までの数を書いてください（0.05 は5％）。")
            }
        case .date:
            guard case .text(let form) = arguments[1], DayForm(rawValue: form) != nil else {
                let known = DayForm.allCases.map { "'\($0.rawValue)'" }.joined(separator: "、")
                throw fault("date の2つ目は \(known) のどれかです。")
            }
        case .pad:
            guard case .number(let count) = arguments[1], (1...100).contains(count) else {
                throw fault("pad の2つ目は1から100までの数です。")
            }
        case .part:
            for argument in arguments.dropFirst() {
                guard case .number(let count) = argument, (1...1000).contains(count) else {
                    throw fault("part の2つ目と3つ目は1から1000までの数です。")
                }
            }
        default: break
        }
    }

    /// Up to the closing bracket, which is taken.
    private mutating func arguments() throws(ExpressionFault) -> [Expression] {
        var result = [try either()]
        while takes(.sign(",")) { result.append(try either()) }
        try need(")")
        return result
    }

    // MARK: tokens

    private static func tokens(_ text: [Character]) throws(ExpressionFault) -> [Token] {
        var result: [Token] = []
        var index = 0
        while index < text.count {
            let character = text[index]
            if character.isWhitespace {
                index += 1
            } else if character == "'" || character == "[" {
                let close: Character = character == "'" ? "'" : "]"
                guard let end = text[(index + 1)...].firstIndex(of: close) else {
                    throw ExpressionFault(japanese: "「\(character)」が「\(close)」で閉じられていません。")
                }
                let inner = String(text[(index + 1)..<end])
                result.append(character == "'" ? .text(inner) : .name(inner))
                index = end + 1
            } else if signs.contains(character) {
                let two = index + 1 < text.count ? String([character, text[index + 1]]) : ""
                let sign = ["!=", "<=", ">="].contains(two) ? two : String(character)
                result.append(.sign(sign))
                index += sign.count
            } else {
                let start = index
                while index < text.count, !text[index].isWhitespace, text[index] != "'", text[index] != "[",
                    !signs.contains(text[index])
                {
                    index += 1
                }
                let word = String(text[start..<index])
                let isNumber = word.unicodeScalars.allSatisfy { ("0"..."9").contains($0) || $0 == "." }
                result.append(isNumber ? (Double(word).map { .number($0) } ?? .name(word)) : .name(word))
            }
        }
        return result + [.end]
    }
}

extension Expression {
    /// - Throws: with words for the person who wrote it.
    public static func parse(_ text: String) throws(ExpressionFault) -> Expression {
        var parser = try ExpressionParser(text)
        return try parser.parse()
    }
}

extension Condition {
    public static func parse(_ text: String) throws(ExpressionFault) -> Condition {
        let expression = try Expression.parse(text)
        guard expression.isCondition else {
            throw ExpressionFault(japanese: "「\(text)」は条件ではありません。「列 = '値'」や empty(列) の形で書いてください。")
        }
        return Condition(text: text, expression: expression)
    }
}

extension Expression {
    /// Whether it is true, false or unknown, and never a text.
    var isCondition: Bool {
        switch self {
        case .compare, .isIn: true
        case .not(let inner): inner.isCondition
        case .and(let left, let right), .or(let left, let right): left.isCondition && right.isCondition
        case .call(let function, _): function == .empty || function == .sample
        case .column, .text, .number: false
        }
    }
}

extension Template {
    /// Reads `{姓}　{名}`; `{{` and `}}` are the braces themselves.
    public static func parse(_ text: String) throws(ExpressionFault) -> Template {
        var parts: [Part] = []
        var plain = ""
        let characters = Array(text)
        var index = 0
        while index < characters.count {
            let character = characters[index]
            if "{}".contains(character), index + 1 < characters.count, characters[index + 1] == character {
                plain.append(character)
                index += 2
                continue
            }
            switch character {
            case "{":
                guard let end = characters[index...].firstIndex(of: "}") else {
                    throw ExpressionFault(japanese: "「{」が「}」で閉じられていません。かっこそのものは「{{」と書きます。")
                }
                if !plain.isEmpty { parts.append(.text(plain)) }
                plain = ""
                parts.append(.value(try Expression.parse(String(characters[(index + 1)..<end]))))
                index = end + 1
            case "}":
                throw ExpressionFault(japanese: "「}」の前に「{」がありません。かっこそのものは「}}」と書きます。")
            default:
                plain.append(character)
                index += 1
            }
        }
        if !plain.isEmpty { parts.append(.text(plain)) }
        return Template(text: text, parts: parts)
    }
}

extension Double {
    /// Without a point where it is whole.
    var formatted: String { self == rounded() && magnitude < 1e15 ? String(Int64(self)) : String(self) }
}
