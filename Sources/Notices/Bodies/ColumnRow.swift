/// One row under a head: what each column says of the seat.
struct ColumnRow {
    let columns: SeatColumns
    /// By the kind of a column, for 〃 and for blanks under merged cells.
    private(set) var carried: [SeatColumns.Kind: String]
    private(set) var label: SeatLabel?
    private(set) var members: [SeatTokens.Member] = []
    private(set) var secretariat: [String] = []
    private(set) var body: String?
    private(set) var number: Int?
    private(set) var total: Int?
    private(set) var nameCount = 0
    private(set) var hasContent = false

    init(columns: SeatColumns, carried: [SeatColumns.Kind: String]) {
        self.columns = columns
        self.carried = carried
    }

    mutating func read(_ cells: [SeatCell]) {
        let text = cells.filter { !$0.isEmpty }.map(\.text).joined()
        if let people = PeopleCount(text), people.isTotal {
            (total, hasContent) = (people.count, true)
            return
        }
        var texts: [SeatColumns.Kind: String] = [:]
        var noteLabel: SeatLabel?
        for (column, kind) in columns.kinds.enumerated() where column < cells.count {
            guard let kind, !cells[column].isEmpty else { continue }
            let text = cells[column].text
            guard !PostWord.isNone(text) else { continue }
            switch kind {
            case .number:
                number = SeatTokens.number(text)
                // 事務局 in place of a number.
                if number == nil, let found = SeatLabel(text), found != .total { noteLabel = found }
            case .note:
                if let found = SeatLabel(text), found == .leader || found == .deputy || found == .observer {
                    noteLabel = found
                }
            case .name, .postWithName, .count, .body, .secretariat, .role, .post, .section:
                texts[kind] = texts[kind].map { $0 + "\u{3000}" + text } ?? text
            }
        }
        let own = cells.filter { !$0.isInherited && !$0.isEmpty }
        guard !own.isEmpty, !texts.isEmpty else { return }
        if let label = texts[.role].flatMap(SeatLabel.init), label == .total {
            if let people = texts.values.lazy.compactMap({ PeopleCount($0) }).first { total = people.count }
            hasContent = total != nil
            return
        }
        let role = resolved(.role, texts)
        // A, B: a group of those who come, and no body.
        body = resolved(.body, texts).flatMap { BodyText.key($0).unicodeScalars.count > 1 ? $0 : nil }
        if let role, let section = texts[.section], !columns.has(.post), Self.isRank(role, of: section) {
            // 町会連合会 and 会長: a rank of the organisation, and none here.
            let joined = PostWord.joining(section: section, rank: role)
            members = [.init(post: joined, raw: joined)]
        } else {
            readRole(role, isPrinted: texts[.role] != nil)
        }
        if let noteLabel { label = noteLabel }
        readNames(texts)
        readPost(texts, role: role)
        if let text = texts[.secretariat] {
            let tokens = SeatTokens(BodyText.words(text), isList: true)
            secretariat = tokens.members.compactMap { $0.post ?? $0.category }
        }
        if let count = texts[.count].flatMap({ PeopleCount($0)?.count ?? SeatTokens.number($0) }), !members.isEmpty {
            members[members.count - 1].count = count
        }
        hasContent = !members.isEmpty || nameCount > 0 || !secretariat.isEmpty
    }

    /// As printed, or what stands above where 〃 or a blank says so; a new text is carried on.
    private mutating func resolved(_ kind: SeatColumns.Kind, _ texts: [SeatColumns.Kind: String]) -> String? {
        guard columns.has(kind) else { return nil }
        if let text = texts[kind], !PostWord.isDitto(text) {
            carried[kind] = text
            return text
        }
        return carried[kind]
    }

    private mutating func readRole(_ text: String?, isPrinted: Bool) {
        guard let text else { return }
        if let found = SeatLabel(text) {
            // A blank below 委員長 is a member; below 委員 or 副委員長 it may be a merged cell.
            label = isPrinted || found != .leader ? found : .member
            return
        }
        // 委員（学識経験者）, 副委員長（兼総括）
        if let open = text.firstIndex(where: { $0 == "(" || $0 == "（" }), let found = SeatLabel(String(text[..<open])) {
            label = found
        }
    }

    /// Whether a label is the rank of an association that sits by it.
    private static func isRank(_ role: String, of section: String) -> Bool {
        let key = PostWord.withoutBrackets(BodyText.key(section))
        return PostWord.ranks.contains(BodyText.key(role)) && SeatLabel(role)?.role != nil
            && ["会", "組合", "法人", "会社", "連盟", "会議所", "団体"].contains(where: key.hasSuffix) && !key.hasSuffix("委員会")
    }

    private mutating func readNames(_ texts: [SeatColumns.Kind: String]) {
        guard let name = texts[.name], !PostWord.isNote(name), PeopleCount(name) == nil else { return }
        if PersonName.isNameInColumn(name) { nameCount += 1 }
    }

    private mutating func readPost(_ texts: [SeatColumns.Kind: String], role: String?) {
        if let text = texts[.postWithName] {
            let tokens = SeatTokens(BodyText.words(text), isList: false)
            nameCount += tokens.nameCount
            members = Array(tokens.members.prefix(1))
            if members.isEmpty, let section = tokens.sections.first, tokens.nameCount > 0 {
                members = [.init(category: section, raw: section)]
            }
        }
        guard members.isEmpty else { return }
        var section = texts[.section].flatMap { PostWord.isDitto($0) ? carried[.section] : $0 }
        if let section { carried[.section] = section }
        var post = texts[.post]
        if let text = post, PostWord.isDitto(text) { post = carried[.post] }
        if let post { carried[.post] = post }
        // 館長(幹事長) of the 図書館
        if let text = post, PostWord.ranks.contains(PostWord.withoutBrackets(BodyText.key(text))) {
            section = section ?? carried[.section]
            if let section, !columns.namesOrganisations {
                post = PostWord.joining(section: lastPart(section), rank: text)
            }
        }
        // 所属 商工会議所, 職名 総務部長: a post of that organisation, and none of the office that keeps the roster.
        if let text = post, !columns.namesOrganisations, let section, PostWord.isPost(text),
            PostWord.isOrganisation(section) || columns.holdsOrganisations,
            !PostWord.ranks.contains(BodyText.key(text)),
            !BodyText.tight(text).hasPrefix(BodyText.tight(section)), texts[.name] != nil
        {
            post = section + text
        }
        // 団体名 and 職名: an organisation and the post in it, both as written.
        if let text = post, columns.namesOrganisations, let section, !PostWord.isNone(section) {
            let name = BodyText.tight(section)
            let bare = texts[.name] == nil ? PersonName.setAside(in: text) : (post: text, hasName: false)
            if bare.hasName { nameCount += 1 }
            let rank = BodyText.tight(bare.post)
            let joined = rank.hasPrefix(name) ? rank : name + rank
            members = [.init(post: joined, raw: joined)]
            return
        }
        if let post {
            let tokens = SeatTokens(BodyText.words(post), isList: true, isNamed: texts[.name] != nil)
            nameCount += tokens.nameCount
            if texts[.name] != nil, Self.isOfOrganisation(post) {
                // 県北振興局 地域防災課長: a post of that organisation, as printed.
                members = [.init(post: Self.asPrinted(post), raw: post)]
                // 女性団体連絡会　会計: whoever is named beside it sits for both words.
            } else if texts[.name] != nil, tokens.members.count == 2, tokens.members.allSatisfy({ $0.post == nil }) {
                let whole = BodyText.tight(post)
                members = [.init(category: whole, raw: whole)]
            } else {
                members += texts[.name] == nil ? tokens.members : Array(tokens.members.prefix(1))
            }
            // 社会教育委員 under 役職名, beside a name: no name ends so.
            let whole = BodyText.tight(post)
            if members.isEmpty, texts[.name] != nil, ["委員", "員", "者"].contains(where: whole.hasSuffix),
                !PostWord.isNote(post), SeatLabel(post) == nil, !PersonName.holdsName(post)
            {
                members = [.init(category: whole, raw: whole)]
            }
        }
        guard members.isEmpty else { return }
        // 区分 住民, 所属 住民代表, and no post: the section says more than the kind.
        let isKind = columns.has(.post) && section != nil
        let roleIsPost = !isKind && role.map { SeatLabel($0) == nil } ?? false
        // 町会連合会 and 会長 under 役職: the label is a rank of the organisation.
        if let section, let role, PostWord.ranks.contains(BodyText.key(role)), roleIsPost {
            let joined = PostWord.joining(section: lastPart(section), rank: role)
            members = [.init(post: joined, raw: joined)]
        } else if roleIsPost, let role {
            let category = inBrackets(role)
            let isPost = PostWord.isPost(category)
            let divided = PeopleCount.dividing(category)
            members = [
                .init(
                    post: isPost ? category : nil, category: isPost ? nil : divided?.name ?? category,
                    count: divided?.count ?? 1, raw: role)
            ]
        } else if let section {
            let isWhole = texts[.name] != nil && !section.contains { "(（".contains($0) }
            let (text, hasName) = isWhole ? (Self.asPrinted(section), false) : PersonName.setAside(in: section)
            if hasName { nameCount += 1 }
            guard !text.isEmpty else { return }
            members = [
                .init(
                    post: PostWord.isPost(text) ? text : nil, category: PostWord.isPost(text) ? nil : text, raw: section
                )
            ]
        } else if let name = texts[.name], let open = name.firstIndex(where: { $0 == "(" || $0 == "（" }) {
            // 山田太郎（総務部長）
            let inside = String(name[name.index(after: open)...].dropLast())
            if PostWord.isPost(inside) { members = [.init(post: inside, raw: inside)] }
        } else if let name = texts[.name], PostWord.isPost(name), !PersonName.isName(name) {
            members = [.init(post: name, raw: name)]
            nameCount = 0
        }
    }

    /// One space between words is printed as such; a wide one only sets them apart.
    private static func asPrinted(_ text: String) -> String {
        text.contains { "\u{3000}\t".contains($0) } || text.contains("  ") ? BodyText.tight(text) : text
    }

    /// An organisation and a post in it, apart: not of the office, whose sections its own posts need not name.
    private static func isOfOrganisation(_ text: String) -> Bool {
        let words = BodyText.words(text)
        return words.count == 2 && PostWord.isPost(words[1])
            && ![PostWord.isUnit, PostWord.isPost, PostWord.isNote].contains { $0(words[0]) }
            && SeatLabel(words[0]) == nil
    }

    /// 総務部　総務課 → 総務課, which its rank belongs to.
    private func lastPart(_ section: String) -> String {
        BodyText.words(section).last ?? section
    }

    private func inBrackets(_ role: String) -> String {
        guard let open = role.firstIndex(where: { $0 == "(" || $0 == "（" }), SeatLabel(String(role[..<open])) != nil
        else {
            return role
        }
        return String(role[role.index(after: open)...].dropLast())
    }
}
