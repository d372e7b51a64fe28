import Japanese

/// The sign before a heading (見出し記号): 第1章, 1, (1), ア, 1-1-1, 取組１, 【1】, 一, ①, ■ …
///
/// A sign is its ``Kind``, which says how it is written, and its ordinal. Which kinds a document uses, and how they nest, is
/// learned from the document (``Numbering``).
struct HeadingSign: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// A number between what stands before and after it: `第` 1 `章`, `(` 1 `)`, `取組` 1, `【` 1 `】`.
        case number(before: String, Figures, after: String)
        /// 1-1-1, 3.1: numbers with the sign between them; how many.
        case path(separator: String, count: Int)
        /// 【概要】: a word in brackets, without number.
        case bracket
        /// # ## ###, where no other sign follows.
        case hash(Int)
        /// ■ ◆ ▼ ▽ and the like: headings without numbers.
        case mark(Unicode.Scalar)
        /// A heading by its style alone, 1…9.
        case style(Int)
        /// The name of a form.
        case unsigned
        /// A short line over text that stands further in, without any sign.
        case line

        var isMark: Bool { if case .mark = self { true } else { false } }
    }

    /// How the ordinal is written.
    enum Figures: Hashable, Sendable {
        case arabic, kanji, katakana, latinSmall, latinLarge, circled, roman
    }

    let kind: Kind
    /// 1, 2, 3 …; `nil` for marks.
    let ordinal: Int?
    /// Of 1-2-3 what stands before the last: 1, 2.
    var path: [Int] = []
    /// As printed, in half width.
    let printed: String
    /// Scalars of the line up to the title.
    let length: Int
    /// Whether the sign is believed by itself; otherwise only in a series.
    var isSure = true

    /// The sign as it would be printed with another ordinal.
    func printed(as ordinal: Int) -> String {
        switch kind {
        case .number(let before, let figures, let after):
            before + (Self.word(ordinal, figures) ?? "\(ordinal)") + (after == " " ? "" : after)
        case .path("1-A", _): path.map(String.init).joined() + "-" + (Self.word(ordinal, .latinLarge) ?? "\(ordinal)")
        // 取組1-2: the word stands once before all of the numbers.
        case .path(let separator, _):
            separator.dropLast() + (path + [ordinal]).map(String.init).joined(separator: String(separator.suffix(1)))
        default: printed
        }
    }
    // MARK: Reading

    /// - Parameter line: a line without leading space.
    static func read(_ line: ArraySlice<Unicode.Scalar>) -> HeadingSign? {
        guard let first = line.first else { return nil }
        let body = Array(line.prefix(24))
        if let sign = counted(body) ?? mixed(body) ?? chain(body) ?? plain(body) ?? enclosed(body) ?? latinRoman(body)
            ?? letter(body)
            ?? worded(body)
        {
            return sign.spaced(line)
        }
        if first == "【" || first == "〔" || first == "《" || first == "〈", let end = bracketEnd(body), end > 1 {
            // 【2025年度までに60％】 is a target and no heading.
            let isText = body[1..<end].contains { ":：年％%".unicodeScalars.contains($0) }
            if !isText { return HeadingSign(kind: .bracket, ordinal: nil, printed: "", length: 0) }
        }
        if marks.contains(first) {
            let rest = line.dropFirst().drop { $0.isSpace }
            guard !rest.isEmpty else { return nil }
            // ◆1. names its number itself.
            if let inner = read(rest), inner.ordinal != nil, case .number(let before, .arabic, _) = inner.kind,
                before.isEmpty
            {
                return HeadingSign(
                    kind: .mark(first), ordinal: inner.ordinal, printed: inner.printed,
                    length: rest.startIndex - line.startIndex + inner.length)
            }
            // ●取組① counts items as 取組① does, ■1-1 as 1-1, and ■AP-1 as AP-1.
            let counting = Array(rest.prefix(24))
            if let inner = worded(counting).flatMap({ $0.itemWord == nil ? nil : $0 }) ?? chain(counting)
                ?? mixed(counting)
            {
                var sign = HeadingSign(
                    kind: inner.kind, ordinal: inner.ordinal, path: inner.path, printed: inner.printed,
                    length: rest.startIndex - line.startIndex + inner.length)
                sign.isSure = inner.isSure
                return sign.spaced(line)
            }
            return HeadingSign(
                kind: .mark(first), ordinal: nil, printed: String(Character(first)), length: 1
            ).spaced(line)
        }
        return nil
    }

    /// Whether a text begins with a numbered sign and goes on behind it.
    static func opens(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard let sign = read(scalars[...]), sign.ordinal != nil, sign.isSure else { return false }
        return sign.length < scalars.count
    }

    /// A dot and spaces after the sign belong to it.
    private func spaced(_ line: ArraySlice<Unicode.Scalar>) -> HeadingSign {
        let all = Array(line)
        var end = length
        if end < all.count, [".", "．", "、", "，", "：", ":", "_", "＿"].contains(all[end]) { end += 1 }
        while end < all.count, all[end].isSpace { end += 1 }
        // 目標1 ：…
        if end > length, end < all.count, all[end] == ":" || all[end] == "：" {
            end += 1
            while end < all.count, all[end].isSpace { end += 1 }
        }
        var sign = HeadingSign(kind: kind, ordinal: ordinal, path: path, printed: printed, length: end)
        sign.isSure = isSure
        return sign
    }
}
