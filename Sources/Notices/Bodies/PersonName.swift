import Japanese

/// Tells names of people from posts. A name is never kept: it is only known to be one.
enum PersonName {
    /// Names are short: longer words are none, and are not looked up.
    private static let lettersMax = 10

    /// Whether a whole text is a person's name, with or without a space in it and 氏, 様 or 委員 behind it.
    static func isName(_ text: String) -> Bool {
        let key = BodyText.key(withoutReading(text))
        let bare = withoutHonorific(key)
        let count = bare.unicodeScalars.count
        guard count >= 2, count <= lettersMax, isLetters(bare) else { return false }
        if bare != key, count <= 6, !PostWord.isPost(bare), !PostWord.isSection(bare) { return true }
        guard SeatLabel(bare) == nil, !PostWord.isPost(bare), !PostWord.isCategory(bare),
            !PostWord.isOrganisation(bare)
        else { return false }
        let words = morphemes(bare)
        guard let first = words.first, words.count <= 4 else { return false }
        if words.allSatisfy(\.isPersonName) { return true }
        let ending = words.last.map { PostWord.isSection($0.surface) } ?? false
        guard !ending, !isCompany(bare) else { return false }
        // A family name with a given name that no dictionary holds, or the other way round.
        if first.isFamilyName { return rest(of: words, from: 1) <= 4 }
        if words.contains(where: \.isGivenName) { return count <= 6 }
        // 山 田　太 一 is printed with a space inside that no post has.
        return isSpaced(text) && count <= 6 && words.contains(where: \.isPersonName)
    }

    /// A name in a column of names, where anything short is one.
    static func isNameInColumn(_ text: String) -> Bool {
        let bare = withoutHonorific(BodyText.key(withoutReading(text)))
        return bare.unicodeScalars.count <= 20
    }

    /// Divides a post from a name in one text: 総務部長山田太郎, 山田太郎総務部長, 山田総務部長, 総務部長（山田太郎）.
    ///
    /// - Returns: The post without the name, and whether there was a name; an empty post where the text is a name alone.
    static func setAside(in text: String) -> (post: String, hasName: Bool) {
        let whole = BodyText.trimmed(text)
        if let bracket = bracket(whole) {
            if isName(bracket.inside) {
                // 北川地方気象台次長（児玉 正樹）: whoever is named in brackets is not named before them.
                let isPost = PostWord.isPost(bracket.outside)
                return (isPost ? bracket.outside : setAside(in: bracket.outside).post, true)
            }
            if isName(bracket.outside) {
                // （学識経験者・東都大学名誉教授）: the post says more than the kind.
                let parts = BodyText.split(bracket.inside, keepsEmpty: false) {
                    "・･、，,/／\u{3000} ".unicodeScalars.contains($0)
                }
                if let post = parts.last(where: PostWord.isPost), parts.count > 1, !PostWord.ranks.contains(post) {
                    return (parts.contains(where: PostWord.isCategory) ? post : bracket.inside, true)
                }
                let says =
                    PostWord.isPost(bracket.inside) || PostWord.isSection(bracket.inside)
                    || PostWord.isCategory(bracket.inside)
                return (says ? bracket.inside : "", true)
            }
            if isShortAndNoPost(bracket.outside), PostWord.isPost(bracket.inside), SeatLabel(bracket.inside) == nil {
                return (bracket.inside, true)
            }
            let outside = setAside(in: bracket.outside)
            guard outside.hasName else { return (whole, false) }
            return (outside.post.isEmpty ? bracket.inside : outside.post, true)
        }
        if isName(whole) || isNameWithLabel(BodyText.tight(whole)) { return ("", true) }
        let tight = withoutHonorific(BodyText.tight(whole))
        let count = tight.unicodeScalars.count
        guard count >= 4, count <= 40 else { return (whole, false) }
        let words = morphemes(tight)
        guard words.contains(where: \.isPersonName) else { return (whole, false) }
        // 山田総務部長, 山田太郎総務部長
        if let first = words.first, first.isPersonName {
            let length = words.prefix(while: \.isPersonName).reduce(0) { $0 + $1.surface.count }
            let post = String(tight.dropFirst(length))
            // 谷ヶ原観光協会事務局長: no name is divided before ヶ.
            if PostWord.isPost(post), !isPlacePost(post), !endsTown(post), !"ヶケヵ".contains(post.first ?? " ") {
                return (post, true)
            }
        }
        // 総務部長山田太郎
        var position = 0
        for word in words {
            if word.isFamilyName, position > 0 {
                let post = String(tight.prefix(position))
                if PostWord.isPost(post), isName(String(tight.dropFirst(position))) { return (post, true) }
            }
            position += word.surface.count
        }
        return (whole, false)
    }

    /// 久我沢直樹 before a bracket with a post: a name that no dictionary holds.
    private static func isShortAndNoPost(_ text: String) -> Bool {
        let bare = withoutHonorific(BodyText.key(withoutReading(text)))
        return (2...8).contains(bare.unicodeScalars.count) && isLetters(bare) && !saysWhoSits(bare) && !isCompany(bare)
    }

    /// The words of a line in which a name is one again: 久我沢 and 直樹（区長会会長）.
    static func joiningBeforePosts(_ words: [String]) -> [String] {
        var joined: [String] = []
        for word in words {
            if let bracket = bracket(word), PostWord.isPost(bracket.inside), SeatLabel(bracket.inside) == nil,
                mayBeGivenName(bracket.outside), let last = joined.last, mayBeFamilyName(last),
                isShortAndNoPost(last + bracket.outside)
            {
                joined[joined.count - 1] = last + word
            } else {
                joined.append(word)
            }
        }
        return joined
    }

    /// Not 総務部, nor a name that is whole.
    private static func mayBeFamilyName(_ text: String) -> Bool {
        (1...4).contains(text.unicodeScalars.count) && isLetters(text) && !saysWhoSits(text) && !isName(text)
    }

    /// 直樹, and not 田中一.
    private static func mayBeGivenName(_ text: String) -> Bool {
        let count = text.unicodeScalars.count
        return (1...3).contains(count) && isLetters(text)
            && (count < 3 || morphemes(text).first.map { !$0.isFamilyName } ?? true)
    }

    /// A label, a post, a section, an organisation or a kind of people.
    private static func saysWhoSits(_ text: String) -> Bool {
        SeatLabel(text) != nil
            || [PostWord.isPost, PostWord.isSection, PostWord.isCategory, PostWord.isOrganisation].contains { $0(text) }
    }

    /// 谷田川泰委員長, 石橋議員: a name with a place in the body behind it, and no post.
    private static func isNameWithLabel(_ text: String) -> Bool {
        for label in ["副委員長", "委員長", "副議長", "議長", "副会長", "会長", "副座長", "座長", "部会長", "委員", "議員"]
        where text.hasSuffix(label) {
            let rest = String(text.dropLast(label.count))
            guard (1...6).contains(rest.unicodeScalars.count), isLetters(rest), !PostWord.isSection(rest),
                !PostWord.isCategory(rest)
            else { return false }
            return isName(rest) || morphemes(text).first.map { $0.isFamilyName } == true
        }
        return false
    }

    /// Whether a family name and a given name stand side by side in a text: it is no kind of people then.
    static func holdsName(_ text: String) -> Bool {
        guard text.unicodeScalars.count >= 4 else { return false }
        let words = morphemes(BodyText.tight(text))
        return zip(words, words.dropFirst()).contains { $0.isFamilyName && $1.isGivenName }
    }

    /// The post of 田野議会局長 in a list of those present, where a family name that is a place too stands before each.
    static func withoutGluedName(_ post: String) -> (post: String, hasName: Bool) {
        let words = morphemes(BodyText.tight(post))
        guard let first = words.first, words.count > 1, first.isPersonName || first.isPlaceName else {
            return (post, false)
        }
        let rest = String(BodyText.tight(post).dropFirst(first.surface.count))
        guard PostWord.isPost(rest), !isPlacePost(rest), !"市区町村県都府道".contains(rest.first ?? " ") || first.isPersonName
        else {
            return (post, false)
        }
        return (rest, true)
    }

    /// 台市医師会理事 behind 葉山: the name of a town goes on.
    private static func endsTown(_ post: String) -> Bool {
        let letters = Array(post.unicodeScalars.prefix(4))
        guard let end = letters.dropFirst().prefix(2).firstIndex(where: { "市町村".unicodeScalars.contains($0) }),
            end + 1 < letters.count
        else { return false }
        return !"副正市町村".unicodeScalars.contains(letters[0]) && !"民長会議役".unicodeScalars.contains(letters[end + 1])
    }

    /// 地区総合支所長 behind a word that is a family name as well as a place: 麻布地区総合支所長 is one post.
    private static func isPlacePost(_ post: String) -> Bool {
        [
            "地区", "支所", "出張所", "事務所", "保健所", "警察署", "消防署", "センター", "学校", "図書館", "公民館", "会館", "区長会", "町会", "自治会",
            "商店", "大学", "病院", "地域", "支店", "支社", "支部", "保育園", "幼稚園", "郵便局", "連合会",
        ].contains(where: post.contains)
    }

    private static func bracket(_ text: String) -> (outside: String, inside: String)? {
        guard text.hasSuffix(")") || text.hasSuffix("）"),
            let open = text.lastIndex(where: { $0 == "(" || $0 == "（" }), open > text.startIndex
        else { return nil }
        let inside = text[text.index(after: open)...].dropLast()
        return (BodyText.trimmed(text[..<open]), BodyText.trimmed(inside))
    }

    /// 山田太郎（やまだたろう） without its reading.
    private static func withoutReading(_ text: String) -> String {
        guard let bracket = bracket(text),
            bracket.inside.unicodeScalars.allSatisfy({
                let script = Script(of: $0)
                return script == .hiragana || script == .katakana || script == .halfwidthKatakana
                    || BodyText.isSpace($0)
                    || $0 == "ー"
            })
        else { return text }
        return bracket.outside
    }

    private static func withoutHonorific(_ key: String) -> String {
        for honorific in ["さん", "先生", "氏", "様", "殿", "君"] where key.hasSuffix(honorific) {
            let bare = String(key.dropLast(honorific.count))
            if bare.unicodeScalars.count >= 2 { return bare }
        }
        return key
    }

    private static func isLetters(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            let script = Script(of: scalar)
            return script.isJapanese || script == .compatibilityKanji || scalar == "ー" || scalar == "・" || scalar == "々"
                || scalar == "ヶ"
        }
    }

    private static func isSpaced(_ text: String) -> Bool {
        BodyText.trimmed(text).unicodeScalars.contains(where: BodyText.isSpace)
    }

    private static func isCompany(_ key: String) -> Bool {
        ["株式会社", "法人", "会社", "協会", "団体"].contains(where: key.contains)
    }

    private static func rest(of words: [Morphology.Morpheme], from index: Int) -> Int {
        words[index...].reduce(0) { $0 + $1.surface.unicodeScalars.count }
    }

    private static func morphemes(_ text: String) -> [Morphology.Morpheme] {
        Morphology.shared?.morphemes(of: text) ?? []
    }
}

extension Morphology.Morpheme {
    fileprivate var isPlaceName: Bool { features.starts(with: ["名詞", "固有名詞", "地域"]) }
}
