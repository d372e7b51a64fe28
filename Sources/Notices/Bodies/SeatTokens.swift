import Japanese

/// The members that words after a label or the cells of a row name.
///
///     SeatTokens(["総務部長", "山田", "太郎"])   // the post 総務部長; a name set aside
///     SeatTokens(["A大学", "教授"])               // the post A大学教授
struct SeatTokens {
    struct Member: Hashable, Sendable {
        var post: String?
        var category: String?
        var count = 1
        var raw: String
        /// 総務部長（座長）: a label behind the post.
        var label: SeatLabel?
    }

    private(set) var members: [Member] = []
    /// Sections that no post follows: a secretariat, or a section that sits itself.
    private(set) var sections: [String] = []
    private(set) var total: Int?
    private(set) var numberedTotal: (number: Int, text: String)?
    private(set) var numbers: [Int] = []
    private(set) var nameCount = 0
    private(set) var others: [String] = []

    /// Whether a word or two were a person's name and nothing else.
    private(set) var isNamedApart = false

    /// - Parameters:
    ///   - isList: whether words without a known ending are members as well, because they stand in a list of them.
    ///   - isNamed: whether who sits there is named in words of their own: no post holds a name then, though it may begin like one.
    init(_ words: [String], isList: Bool, isNamed: Bool = false) {
        var section: String?
        var pendingNumber: Int?
        var unknown: [String] = []

        func flushSection(_ tokens: inout SeatTokens) {
            if let section { tokens.sections.append(section) }
            section = nil
        }
        let listed = isList ? Self.listed(words) : []
        let words = PersonName.joiningBeforePosts(words.flatMap(Self.parts))
        var position = 0
        while position < words.count {
            let word = Self.withoutSign(words[position])
            position += 1
            guard !word.isEmpty, !PostWord.isNone(word), position > 1 || !Self.isKanaSign(word) else { continue }
            if let number = Self.number(word) {
                pendingNumber = number
                continue
            }
            if let people = PeopleCount(word) {
                if people.isTotal, !(people.count > 0 && word.hasPrefix("(") && !members.isEmpty && members.count == 1)
                {
                    total = people.count
                    if let number = pendingNumber { numberedTotal = (number, "\(number) \(word)") }
                } else if let last = members.indices.last {
                    members[last].count = people.count
                    members[last].raw += word
                } else if let only = section ?? unknown.last {
                    members.append(Member(category: only, count: people.count, raw: only + word))
                    (section, unknown) = (nil, [])
                }
                pendingNumber = nil
                continue
            }
            if let number = pendingNumber {
                numbers.append(number)
                pendingNumber = nil
            }
            if PostWord.isNote(word) || PostWord.isDitto(word) { continue }
            if let group = Self.group(word) {
                flushSection(&self)
                for part in Self.parts(group.inside) {
                    let (post, hasName) = PersonName.setAside(in: part)
                    if hasName { nameCount += 1 }
                    guard !post.isEmpty else { continue }
                    add(post, raw: post)
                    if let last = members.indices.last { members[last].label = group.label }
                }
                continue
            }
            if let labelled = Self.labelled(word) {
                let (post, hasName) = PersonName.setAside(in: labelled.post)
                if hasName { nameCount += 1 }
                if post.isEmpty { continue }
                flushSection(&self)
                add(post, raw: labelled.post)
                if let last = members.indices.last { members[last].label = labelled.label }
                continue
            }
            if let divided = PeopleCount.dividing(word) {
                flushSection(&self)
                let isPost = PostWord.isPost(divided.name)
                members.append(
                    Member(
                        post: isPost ? divided.name : nil, category: isPost ? nil : divided.name, count: divided.count,
                        raw: word))
                continue
            }
            let key = BodyText.key(word)
            if PostWord.isRank(PostWord.withoutBrackets(key)), let known = section ?? unknown.last {
                let isHead = ["区長", "市長", "町長", "村長"].contains(key)
                let post = isHead ? word : PostWord.joining(section: known, rank: word)
                members.append(Member(post: post, raw: post))
                if section == nil { unknown.removeLast() }
                section = nil
                continue
            }
            // 課長　情報政策課: the rank in a column before the section's.
            if PostWord.ranks.contains(key), position < words.count, PostWord.isSection(words[position]),
                !PostWord.isPost(words[position]),
                position + 1 >= words.count || !PostWord.ranks.contains(BodyText.key(words[position + 1]))
            {
                let post = PostWord.joining(section: words[position], rank: word)
                members.append(Member(post: post, raw: post))
                position += 1
                continue
            }
            // 山田 太郎（総務部長） and 山田 太郎 with one space between.
            // 岡部　俊: a short word that ends like a section may be a family name.
            if position < words.count, !PostWord.isPost(word), !PostWord.isCategory(word),
                !PostWord.isSection(word) || word.unicodeScalars.count <= 3
            {
                let next = words[position]
                // 大学教授　森　一郎（会長）: the label of whom is named.
                if let labelled = Self.labelled(next), PersonName.isName(word + " " + labelled.post),
                    let last = members.indices.last
                {
                    nameCount += 1
                    isNamedApart = true
                    members[last].label = labelled.label
                    position += 1
                    continue
                }
                if next.contains("（") || next.contains("(") {
                    let (post, hasName) = PersonName.setAside(in: word + next)
                    if hasName {
                        nameCount += 1
                        position += 1
                        if !post.isEmpty { add(post, raw: post) }
                        continue
                    }
                } else if PersonName.isName(word + " " + next), !PostWord.isPost(next), !PostWord.isSection(next) {
                    nameCount += 1
                    isNamedApart = true
                    position += 1
                    continue
                }
            }
            let isWhole = isNamed && PostWord.isPost(word) && !word.contains { "(（".contains($0) }
            let (post, hasName) = isWhole ? (word, false) : PersonName.setAside(in: word)
            if hasName {
                nameCount += 1
                if post.isEmpty {
                    isNamedApart = true
                    continue
                }
                add(post, raw: post)
                continue
            }
            // 〜市民生委員協議会　会長: an association with its head, though it holds the word 市民.
            let isHeaded =
                position < words.count && PostWord.isSection(word)
                && PostWord.ranks.contains(PostWord.withoutBrackets(BodyText.key(words[position])))
            if PostWord.isPost(word) || PostWord.isCategory(word), !isHeaded {
                if PostWord.isPost(word) { section = nil } else { flushSection(&self) }
                add(word, raw: word)
            } else if listed.contains(position - 1) {
                members.append(Member(category: word, raw: word))
            } else if PostWord.isSection(word) {
                flushSection(&self)
                section = word
            } else {
                unknown.append(word)
            }
        }
        flushSection(&self)
        if isList, members.isEmpty, nameCount == 0 {
            for word in sections + unknown { members.append(Member(category: word, raw: word)) }
            sections = []
        } else if isList, isNamedApart, members.isEmpty, sections.isEmpty, unknown.count == 1,
            Self.isUnknownPost(unknown[0])
        {
            // 委員　山田 太郎　学童クラブ支援員: what stands beside one name is what that person is.
            members.append(Member(category: unknown[0], raw: unknown[0]))
        } else if isList, isNamedApart, members.isEmpty, sections.count == 1, unknown.isEmpty, total == nil {
            // 委員　桜木市医師会　山田 太郎: the organisation that sent one.
            members.append(Member(category: sections[0], raw: sections[0]))
            sections = []
        } else {
            others = unknown
        }
    }

    /// Neither a reading in kana nor a name.
    private static func isUnknownPost(_ word: String) -> Bool {
        word.unicodeScalars.count >= 4 && word.unicodeScalars.contains { Script(of: $0) == .kanji }
            && !PersonName.isName(word) && !PersonName.holdsName(word)
    }

    private mutating func add(_ word: String, raw: String) {
        let isPost = PostWord.isPost(word)
        if !isPost, PersonName.holdsName(word) {
            nameCount += 1
            return
        }
        members.append(Member(post: isPost ? word : nil, category: isPost ? nil : word, raw: raw))
    }

    /// Whether everything in it belongs to a list of members.
    var isPlain: Bool { others.isEmpty && (!members.isEmpty || nameCount > 0) }

    /// 本部員（政策経営部長、総務部長） → the label of members and who they are.
    private static func group(_ word: String) -> (label: SeatLabel, inside: String)? {
        guard word.hasSuffix(")") || word.hasSuffix("）"), let open = word.firstIndex(where: { $0 == "(" || $0 == "（" }),
            let label = SeatLabel(String(word[..<open])), label.role != nil
        else { return nil }
        let inside = String(word[word.index(after: open)...].dropLast())
        return PeopleCount(inside) == nil ? (label, inside) : nil
    }

    /// 総務部長（座長） → 総務部長 and the label of a leader.
    static func labelled(_ word: String) -> (post: String, label: SeatLabel)? {
        guard word.hasSuffix(")") || word.hasSuffix("）"),
            let open = word.lastIndex(where: { $0 == "(" || $0 == "（" }), open > word.startIndex,
            let label = SeatLabel(String(word[word.index(after: open)...].dropLast())), label.role != nil
        else { return nil }
        return (BodyText.trimmed(word[..<open]), label)
    }

    /// ・総務部長, ①総務部長, (1)総務部長, 1総務部長 without the sign or number before it.
    static func withoutSign(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, "・･○〇◯●◎◇◆□■▽-－*＊①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳".unicodeScalars.contains(first),
            scalars.count > 1
        {
            scalars = scalars.dropFirst()
        }
        let whole = String(scalars)
        let digits = scalars.prefix { "()（）0123456789０１２３４５６７８９.．".unicodeScalars.contains($0) }
        let rest = scalars.dropFirst(digits.count)
        // (1)総務部長, 3.課長: a number stays part of a word such as 3名 and 2号.
        guard !digits.isEmpty, let next = rest.first, !"名人号年月日期部課款項".unicodeScalars.contains(next),
            // (一社)観光協会会長 has no number.
            digits.contains(where: { !"()（）.．".unicodeScalars.contains($0) }),
            digits.contains(where: { ")）.．".unicodeScalars.contains($0) }) || PostWord.isPost(String(rest))
        else { return whole }
        return BodyText.trimmed(String(rest))
    }

    /// 1 事務局長を座長とし → 事務局長を座長とし: the number of a paragraph, apart from its text.
    static func withoutNumber(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let digits = scalars.prefix { "()（）0123456789０１２３４５６７８９.．".unicodeScalars.contains($0) }
        let rest = scalars.dropFirst(digits.count)
        guard (1...4).contains(digits.count), rest.first.map(BodyText.isSpace) ?? false else { return text }
        return BodyText.trimmed(String(rest))
    }

    /// ア before an item.
    static func isKanaSign(_ text: String) -> Bool {
        text.unicodeScalars.count == 1 && "アイウエオカキクケコ".contains(text)
    }

    /// 1, No.1, (1), ①
    static func number(_ text: String) -> Int? {
        var key = BodyText.key(text).trimmingBrackets
        for sign in ["No.", "no.", "№", "No"] where key.hasPrefix(sign) { key = String(key.dropFirst(sign.count)) }
        if key.hasSuffix(".") || key.hasSuffix(")") { key.removeLast() }
        guard key.utf8.count <= 4, !key.isEmpty else { return nil }
        if let circled = key.unicodeScalars.first, key.unicodeScalars.count == 1,
            (0x2460...0x2473).contains(circled.value)
        {
            return Int(circled.value) - 0x245F
        }
        return key.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(key) : nil
    }
}
