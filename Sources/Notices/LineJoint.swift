import Japanese

/// Whether the words at the break between two lines belong together.
enum LineJoint {
    /// Letters on either side that are looked at.
    private static let reach = 12

    /// Whether a word stands over the break, or one follows that only goes on with the word before: a particle, 〜する, 〜化.
    static func binds(_ before: some Collection<Unicode.Scalar>, _ after: some Collection<Unicode.Scalar>) -> Bool {
        guard let morphology = Morphology.shared else { return false }
        let tail = Array(before.suffix(reach))
        let words = morphology.morphemes(of: String(scalars: tail + Array(after.prefix(reach))))
        var end = 0
        for (place, word) in words.enumerated() {
            let start = end
            end += word.surface.unicodeScalars.count
            if start < tail.count, end > tail.count { return true }
            guard start >= tail.count else { continue }
            let previous = place > 0 ? words[place - 1] : nil
            if word.isParticle || word.part == "助動詞" { return true }
            if word.isNoun, word.kind == "接尾" { return true }
            return word.isVerb && ["する", "できる"].contains(word.base) && previous?.isAction ?? false
        }
        return false
    }

    /// Whether a text cannot end as it does: at a particle, in the middle of a date, at a verb that goes on.
    static func isOpen(
        _ text: some Collection<Unicode.Scalar>, before next: some Collection<Unicode.Scalar>, verbsGoOn: Bool = true
    ) -> Bool {
        let scalars = Array(text.suffix(reach))
        guard let last = scalars.last, let first = next.first else { return false }
        if isDigit(last) && (isDigit(first) || "年月日時分件人回か".unicodeScalars.contains(first)) { return true }
        if "年月".unicodeScalars.contains(last), isDigit(first) { return true }
        if isDigit(first), ["令和", "平成", "昭和"].contains(String(scalars: scalars.suffix(2))) {
            return true
        }
        guard let word = Morphology.shared?.morphemes(of: String(scalars: scalars)).last else {
            return false
        }
        if word.isParticle { return true }
        if word.part == "連体詞" || word.part == "接頭詞" { return true }
        return verbsGoOn && (word.isVerb || word.part == "形容詞" || word.part == "助動詞") && word.form.hasPrefix("連用")
    }

    /// Whether a text ends in a piece of a word that the next line completes: 手 / 続を.
    static func isCut(_ text: some Collection<Unicode.Scalar>, before next: some Collection<Unicode.Scalar>) -> Bool {
        let scalars = Array(text.suffix(reach))
        guard let last = Morphology.shared?.morphemes(of: String(scalars: scalars)).last else {
            return false
        }
        if let first = next.first, "をがへ".unicodeScalars.contains(first) { return true }
        let isPiece = last.surface.unicodeScalars.count == 1 && last.kind != "接尾"
        // 仕組 / みを
        let isKanaLeft =
            scalars.last.map { Script(of: $0) == .kanji } ?? false
            && next.first.map { Script(of: $0) == .hiragana } ?? false
        return (isPiece || isKanaLeft) && binds(scalars, next)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        Script(of: scalar) == .digit || Script(of: scalar) == .fullwidthDigit
    }
}
