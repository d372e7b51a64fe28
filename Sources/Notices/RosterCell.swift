import Japanese

/// The members in one cell or line: posts, categories with their number, and a printed total.
struct RosterCell {
    /// A total that a converter numbered like a member: `19 計22名`.
    struct NumberedTotal: Hashable, Sendable {
        let number: Int
        let text: String
        let place: LocatedText.Place
    }

    private(set) var seats: [(post: String?, category: String?, count: Int, raw: String, place: LocatedText.Place)] = []
    private(set) var declaredTotal: Int?
    private(set) var totalPlace: LocatedText.Place?
    private(set) var numberedTotal: NumberedTotal?
    /// Numbers before members, in their order.
    private(set) var numbers: [Int] = []

    init(_ content: LocatedText) {
        var pendingNumber: Int?
        for token in Self.tokens(content) {
            let text = Width.narrowingDigitsAndLatin(token.text)
            let place = token.place(of: 0)
            if let number = Int(text) {
                pendingNumber = number
                continue
            }
            if let total = Self.total(text) {
                declaredTotal = total
                totalPlace = place
                if let number = pendingNumber {
                    numberedTotal = NumberedTotal(number: number, text: "\(number) \(token.text)", place: place)
                }
            } else {
                if let number = pendingNumber { numbers.append(number) }
                let (name, count) = Self.nameAndCount(text, raw: token.text)
                let isPost = Self.isPost(name)
                seats.append((isPost ? name : nil, isPost ? nil : name, count ?? 1, token.text, place))
            }
            pendingNumber = nil
        }
    }

    /// Words divided by spaces and commas; brackets keep theirs together. A sign such as ① before a name falls away.
    private static func tokens(_ content: LocatedText) -> [LocatedText] {
        var tokens: [LocatedText] = []
        var start = 0
        var depth = 0
        let scalars = content.scalars
        for offset in 0...scalars.count {
            let isEnd = offset == scalars.count
            let scalar = isEnd ? " " : scalars[offset]
            if scalar == "(" || scalar == "（" { depth += 1 }
            if scalar == ")" || scalar == "）" { depth = max(0, depth - 1) }
            guard isEnd || depth == 0 && (scalar.properties.isWhitespace || "、，,；;".unicodeScalars.contains(scalar))
            else {
                continue
            }
            var from = start
            while from < offset, "・○●①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳-".unicodeScalars.contains(scalars[from]) { from += 1 }
            let token = content.part(from..<offset)
            if !token.isEmpty { tokens.append(token) }
            start = offset + 1
        }
        return tokens
    }

    /// 計22名, 合計 15人, （22名）, 総計22名
    static func total(_ text: String) -> Int? {
        var body = text
        for (open, close) in [("(", ")"), ("（", "）")] where body.hasPrefix(open) && body.hasSuffix(close) {
            body = String(body.dropFirst().dropLast())
        }
        let labels = ["合計", "総計", "計", "全"]
        let label = labels.first { body.hasPrefix($0) }
        let rest = label.map { String(body.dropFirst($0.count)) } ?? body
        let digits = rest.trimmingPrefix("：").trimmingPrefix(":").prefix { $0.isNumber }
        guard let number = Int(digits),
            ["名", "人"].contains(String(rest.trimmingPrefix("：").trimmingPrefix(":").dropFirst(digits.count)))
        else { return nil }
        return label != nil || body != text ? number : nil
    }

    /// 職員団体推薦(3名) → 職員団体推薦, 3
    private static func nameAndCount(_ text: String, raw: String) -> (String, Int?) {
        guard let open = text.lastIndex(where: { $0 == "(" || $0 == "（" }), text.hasSuffix(")") || text.hasSuffix("）")
        else {
            // 公募委員3名
            let digits = text.dropLast(1).reversed().prefix { $0.isNumber }
            if let last = text.last, last == "名" || last == "人", let count = Int(String(digits.reversed())) {
                return (String(text.dropLast(1 + digits.count)), count)
            }
            return (raw, nil)
        }
        let inside = text[text.index(after: open)...].dropLast()
        guard inside.hasSuffix("名") || inside.hasSuffix("人"), let count = Int(inside.dropLast()) else {
            return (raw, nil)
        }
        return (String(text[..<open]), count)
    }

    /// A named post, as against a category of people.
    static func isPost(_ name: String) -> Bool {
        var body = name
        if let open = body.firstIndex(where: { $0 == "(" || $0 == "（" }) { body = String(body[..<open]) }
        let endings = ["長", "監", "監査役", "参事", "主幹", "主査", "官", "役", "教授", "会長", "理事", "顧問", "CIO", "補佐官", "補佐"]
        return endings.contains { body.hasSuffix($0) }
    }
}
