import Japanese

/// A number of people: 3名, 四人, 各1名, 10名程度, 若干名.
struct PeopleCount: Hashable, Sendable {
    let count: Int
    /// 計22名, 合計 15人, (22名): a total of a list and not a number of one kind.
    let isTotal: Bool

    /// More people than any body has is another number.
    static let max = 9_999

    init?(_ text: String) {
        var key = BodyText.key(text)
        var isTotal = false
        if key.hasPrefix("("), key.hasSuffix(")") {
            key = String(key.dropFirst().dropLast())
            isTotal = true
        }
        while key.hasSuffix(")") { key.removeLast() }
        if let label = Self.totals.first(where: key.hasPrefix) {
            key = String(key.dropFirst(label.count))
            isTotal = true
            if key.hasPrefix(":") { key.removeFirst() }
        }
        if key.hasPrefix("各") { key.removeFirst() }
        for ending in ["以内", "程度", "以上", "以下"] where key.hasSuffix(ending) { key.removeLast(ending.count) }
        guard let unit = key.last, unit == "名" || unit == "人" else { return nil }
        key.removeLast()
        if key == "若干" {
            (count, self.isTotal) = (1, isTotal)
            return
        }
        guard key.unicodeScalars.count <= 6, let number = Int(key) ?? KanjiNumeral.value(of: key),
            (0...Self.max).contains(number)
        else { return nil }
        (count, self.isTotal) = (number, isTotal)
    }

    private static let totals = ["合計", "総計", "総数", "小計", "計", "全", "以上"]

    /// 職員団体推薦(3名) → 職員団体推薦 and 3; 公募委員3名 → 公募委員 and 3.
    static func dividing(_ text: String) -> (name: String, count: Int)? {
        let scalars = Array(text.unicodeScalars)
        guard let last = scalars.last, ")）名人内度上下".unicodeScalars.contains(last) else { return nil }
        let whole = text[...]
        if last == ")" || last == "）" {
            guard let open = whole.lastIndex(where: { $0 == "(" || $0 == "（" }), open > whole.startIndex,
                let people = PeopleCount(String(whole[whole.index(after: open)...].dropLast()))
            else { return nil }
            return (BodyText.trimmed(whole[..<open]), people.count)
        }
        guard let digit = scalars.firstIndex(where: { isDigit($0) || $0 == "各" }), digit > 0 else { return nil }
        guard let people = PeopleCount(String(scalars: scalars[digit...])), !people.isTotal else {
            return nil
        }
        return (BodyText.trimmed(String(scalars: scalars[..<digit])), people.count)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
    }
}
