import Japanese

/// How sure an AI-OCR says it is (確信度): where a file tells it, and as what.
struct Confidence {
    /// As products call it.
    private static let words = ["確信度", "信頼度"]
    private static let valueWords = ["値", "読取値"]
    private static let hundred = 100.0

    /// A file has one scale: with a figure above one, or a sign of percent, it is from 0 to 100.
    let isPercent: Bool

    init(of cells: some Sequence<String>) {
        isPercent = cells.contains { cell in
            let text = Width.narrowingDigitsAndLatin(cell)
            return text.hasSuffix("%") || text.hasSuffix("％") || Double(text).map { $0 > 1 } ?? false
        }
    }

    /// From 0 to 1; `nil` for what is no such figure.
    func share(_ cell: String) -> Double? {
        var text = Width.narrowingDigitsAndLatin(cell)
        if text.hasSuffix("%") || text.hasSuffix("％") { text.removeLast() }
        guard let number = Double(text) else { return nil }
        let share = isPercent ? number / Self.hundred : number
        return (0...1).contains(share) ? share : nil
    }

    /// Where the confidence of a column stands: 「口座番号_確信度」, 「口座番号（信頼度）」.
    static func position(_ name: String, in positions: [String: Int]) -> Int? {
        let names = words.flatMap { ["\(name)_\($0)", "\(name)\($0)", "\(name)(\($0))", "\(name)-\($0)"] }
        return names.lazy.compactMap { positions[TextKey($0).text] }.first
    }

    /// Where its value stands, which pairs of columns may name, too: 「口座番号_値」.
    static func valuePosition(_ name: String, in positions: [String: Int]) -> Int? {
        let names = [name] + valueWords.flatMap { ["\(name)_\($0)", "\(name)(\($0))"] }
        return names.lazy.compactMap { positions[TextKey($0).text] }.first
    }
}
