/// Reads an expression and checks its types.
///
/// Names are items of the source group; a name with spaces or ASCII marks is written in square brackets: `[氏名 (漢字)]`.
struct ExpressionParser {
    /// What is wrong, for the person who wrote it.
    struct Refusal: Error, Hashable {
        let message: String
    }

    private let scalars: [Unicode.Scalar]
    private let group: ItemGroup
    private let maps: Set<String>
    private var position = 0

    /// - Parameters:
    ///   - group: the source group whose items may be named.
    ///   - maps: names of code maps.
    static func parse(
        _ text: String, group: ItemGroup, maps: Set<String>
    ) throws(Refusal) -> (expression: Expression, type: ValueType) {
        var parser = ExpressionParser(text, group: group, maps: maps)
        let result = try parser.alternatives()
        parser.skipBlanks()
        guard parser.position == parser.scalars.count else {
            throw Refusal(message: "「\(parser.rest)」の所が読めません。")
        }
        return result
    }

    private init(_ text: String, group: ItemGroup, maps: Set<String>) {
        scalars = Array(text.unicodeScalars)
        self.group = group
        self.maps = maps
    }

    private typealias Typed = (expression: Expression, type: ValueType)

    /// Deeper nesting is no mapping a person can read.
    private static let depthMax = 24
    private var depth = 0

    private var rest: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[position...].prefix(20))
        return String(view)
    }

    private mutating func skipBlanks() {
        while position < scalars.count, [" ", "\t", "\n", "\u{3000}"].contains(scalars[position]) { position += 1 }
    }

    private mutating func take(_ mark: String) -> Bool {
        skipBlanks()
        let wanted = Array(mark.unicodeScalars)
        guard position + wanted.count <= scalars.count, Array(scalars[position..<position + wanted.count]) == wanted
        else {
            return false
        }
        position += wanted.count
        return true
    }

    private mutating func expect(_ mark: String) throws(Refusal) {
        guard take(mark) else {
            throw Refusal(
                message: rest.isEmpty ? "終わりに「\(mark)」が足りません。" : "「\(rest)」の前に「\(mark)」が要ります。")
        }
    }

    private mutating func alternatives() throws(Refusal) -> Typed {
        depth += 1
        defer { depth -= 1 }
        guard depth <= ExpressionParser.depthMax else { throw Refusal(message: "式の入れ子が深すぎます。") }
        let first = try comparison()
        var all = [first.expression]
        while take("??") {
            let next = try comparison()
            guard next.type == first.type || ExpressionParser.isNothing(next) else {
                throw Refusal(message: "?? の左右の型が違います（\(first.type.japanese)と\(next.type.japanese)）。")
            }
            all.append(next.expression)
        }
        return all.count == 1 ? first : (.first(all), first.type)
    }

    private mutating func comparison() throws(Refusal) -> Typed {
        let left = try primary()
        let function: Function
        if take("!=") {
            function = .differs
        } else if take("=") {
            function = .equal
        } else {
            return left
        }
        let right = try primary()
        guard left.type == right.type else { throw Refusal(message: "比べる値の型が違います。") }
        return (.call(function, [left.expression, right.expression]), .flag)
    }

    private mutating func primary() throws(Refusal) -> Typed {
        skipBlanks()
        guard position < scalars.count else { throw Refusal(message: "式が途中で終わっています。") }
        switch scalars[position] {
        case "'": return (.literal(try quoted(until: "'")), .text)
        case "[": return (try item(try quoted(until: "]")), .text)
        case "(":
            position += 1
            let inner = try alternatives()
            try expect(")")
            return inner
        default: break
        }
        let name = word()
        guard !name.isEmpty else { throw Refusal(message: "「\(rest)」の所に、項目の名前か関数を書いてください。") }
        if take("(") { return try call(name) }
        return (try item(name), .text)
    }

    private mutating func quoted(until end: Unicode.Scalar) throws(Refusal) -> String {
        let start = position
        position += 1
        var view = String.UnicodeScalarView()
        while position < scalars.count {
            let scalar = scalars[position]
            position += 1
            if scalar == end {
                // Two quotes are one inside a text.
                if end == "'", position < scalars.count, scalars[position] == "'" {
                    position += 1
                    view.append(scalar)
                    continue
                }
                return String(view)
            }
            view.append(scalar)
        }
        position = start
        throw Refusal(message: "「\(end)」で閉じてください（「\(rest)」）。")
    }

    private mutating func word() -> String {
        let ends: Set<Unicode.Scalar> = [" ", "\t", "\n", "\u{3000}", "(", ")", ",", "'", "[", "]", "=", "!", "?"]
        var view = String.UnicodeScalarView()
        while position < scalars.count, !ends.contains(scalars[position]) {
            view.append(scalars[position])
            position += 1
        }
        return String(view)
    }

    private func item(_ name: String) throws(Refusal) -> Expression {
        guard let column = group.items.firstIndex(where: { $0.name == name }) else {
            throw Refusal(
                message:
                    "項目「\(name)」は、移行元のグループ「\(group.name)」にありません。文字そのものなら '\(name)' と書いてください。\(name.contains("（") || name.contains("）") ? "関数のかっこは半角で書きます。" : "")"
            )
        }
        return .source(column)
    }

    private mutating func call(_ name: String) throws(Refusal) -> Typed {
        if name == "code" {
            skipBlanks()
            let map = word()
            guard maps.contains(map) else { throw Refusal(message: "コードの対応表「\(map)」がありません。codes に書いてください。") }
            guard take(",") else { throw Refusal(message: "code は code(対応表, 項目) と書いてください。") }
            let value = try alternatives()
            try expect(")")
            guard value.type == .text else { throw Refusal(message: "code の2つ目には文字列を書いてください。") }
            return (.code(map: map, value.expression), .text)
        }
        var arguments: [Typed] = []
        if !take(")") {
            repeat { arguments.append(try alternatives()) } while take(",")
            try expect(")")
        }
        if name == "if" {
            guard arguments.count == 3, arguments[0].type == .flag else {
                throw Refusal(message: "if は if(条件, 当てはまるとき, 当てはまらないとき) と書いてください。")
            }
            let (then, otherwise) = (arguments[1], arguments[2])
            guard
                then.type == otherwise.type || ExpressionParser.isNothing(then) || ExpressionParser.isNothing(otherwise)
            else {
                throw Refusal(
                    message: "if の2つの値の型が違います（\(then.type.japanese)と\(otherwise.type.japanese)）。空にするなら '' と書けます。")
            }
            return (
                .choose(
                    when: arguments[0].expression, then: then.expression, otherwise: otherwise.expression),
                ExpressionParser.isNothing(then) ? otherwise.type : then.type
            )
        }
        guard let function = Function(rawValue: name), !["=", "!="].contains(name) else {
            let names = Function.allCases.map(\.rawValue).filter { $0 != "=" && $0 != "!=" }.joined(separator: "、")
            throw Refusal(message: "「\(name)」という関数はありません。使えるのは \(names)、code、if です。")
        }
        try check(arguments.map(\.type), function)
        return (.call(function, arguments.map(\.expression)), function.result)
    }

    /// `''`: nothing, of whatever type.
    private static func isNothing(_ typed: Typed) -> Bool { typed.expression == .literal("") }

    private func check(_ types: [ValueType], _ function: Function) throws(Refusal) {
        let parameters = function.parameters
        let isRight = function.isVariadic ? types.count >= parameters.count : types.count == parameters.count
        guard isRight else {
            let wanted = "\(parameters.count)つ\(function.isVariadic ? "以上" : "")"
            throw Refusal(message: "\(function.rawValue) に渡す値は\(wanted)です（\(types.count)つ書かれています）。")
        }
        for (position, type) in types.enumerated() {
            let wanted = parameters[min(position, parameters.count - 1)]
            // Anything can be asked whether it is empty.
            guard type == wanted || function == .empty else {
                throw Refusal(
                    message: "\(function.rawValue) の\(position + 1)つ目は\(wanted.japanese)ですが、\(type.japanese)が渡されています。")
            }
        }
    }
}
