/// What articles say of bodies: which are set up, who sits in them by post, what they do and who keeps their affairs.
struct ArticleBodies {
    private let text: ArticleText
    private(set) var drafts: [BodyDraft] = []
    var ledger = LineLedger()
    private(set) var names = 0
    /// Places of bodies in `drafts` by name and by 以下「委員会」という.
    private var places: [String: Int] = [:]
    /// Bodies by the words for their members: 幹事 of 幹事会.
    private var owners: [String: Int] = [:]
    private var usedAnnexes: Set<Int> = []
    /// Words for roles that the articles make themselves: 最高デジタル責任者(以下「CDO」という。).
    private var officers: [String: SeatLabel] = [:]
    private var filledOfficers: Set<String> = []
    /// Bodies that may be set up, and are not by these articles.
    private var optional: Set<Int> = []

    init(_ text: ArticleText) {
        self.text = text
        ledger.account(.setAside(.article), ofAll: text.lines)
        if let title = text.title { ledger.use(title.line, as: .title) }
        for article in text.articles { setUp(article) }
        if drafts.isEmpty, let title = text.title, let name = Self.nameInTitle(title.text) {
            add(BodyDraft(name: name, line: title.line))
        }
        guard !drafts.isEmpty else { return }
        for article in text.articles { read(article) }
        for (index, annex) in text.annexes.enumerated() where !usedAnnexes.contains(index) {
            readUncalled(annex, at: index)
        }
        finish()
    }

    // MARK: Which bodies there are

    private mutating func setUp(_ article: ArticleText.Article) {
        for paragraph in article.paragraphs {
            for sentence in Self.sentences(paragraph.text) {
                let isOptional = ["できる", "ことがある"].contains(where: sentence.contains)
                let named = Self.namesSetUp(in: sentence, items: paragraph.items.map(\.text))
                for (found, alias) in named where places[found] == nil {
                    let name = drafts.isEmpty ? fullName(found) : found
                    var draft = BodyDraft(name: name, line: paragraph.line, parent: drafts.first?.name)
                    if drafts.isEmpty { draft.parent = nil }
                    add(draft)
                    for name in [found, alias].compactMap(\.self) {
                        places[name] = drafts.count - 1
                        learnHeads(of: name, drafts.count - 1)
                    }
                    if isOptional { optional.insert(drafts.count - 1) } else { ledger.use(paragraph.line, as: .body) }
                }
            }
        }
    }

    /// 湖南市情報セキュリティ会議 of the title, where the article names the 情報セキュリティ会議 only.
    private func fullName(_ name: String) -> String {
        guard let title = text.title, let whole = Self.nameInTitle(title.text), whole.hasSuffix(name),
            ["市", "区", "町", "村", "県", "都", "府", "道"].contains(where: whole.dropLast(name.count).hasSuffix)
        else { return name }
        return whole
    }

    private mutating func add(_ draft: BodyDraft) {
        guard drafts.count < SeatReader.bodiesMax else { return }
        drafts.append(draft)
        places[draft.name] = drafts.count - 1
    }

    /// Where a body stands, which is taken in where it is new.
    mutating func place(of name: String, line: Int) -> Int? {
        if let known = places[name] { return known }
        add(BodyDraft(name: name, line: line, parent: drafts.first?.name))
        return places[name]
    }

    /// 町情報化推進委員会(以下「委員会」という。)を設置する → the name and its alias.
    /// - Parameter items: what 次に掲げる委員会を置く lists.
    static func namesSetUp(in sentence: String, items: [String] = []) -> [(name: String, alias: String?)] {
        guard
            let verb = ["を設置する", "を置く", "を設ける", "を設置し", "を置き", "を設け", "を組織する", "を開設する"]
                .compactMap({ sentence.firstRange(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound })
        else { return [] }
        let whole = String(sentence[..<verb.lowerBound])
        if RoleClause.refersToList(whole) {
            let listed = items.map(withoutAlias).map { (name: BodyText.tight($0.head), alias: $0.alias) }
                .filter { BodyName.isName($0.name) }
            if !listed.isEmpty { return listed }
        }
        let (head, alias) = withoutAlias(whole)
        let words = lastPhrase(head)
        var names: [(String, String?)] = []
        for part in divided(words) {
            var name = BodyText.tight(part).trimmingPrefixes(["「", "それぞれ", "別表のとおり", "別表第1のとおり"])
                .trimmingPrefixes(["定める", "規定する", "掲げる", "基づく", "関する", "係る"])
            // 総合部会、防災部会の専門部会: the last word says of which kind all are.
            if let joint = name.lastIndex(of: "の"), isBody(String(name[..<joint])) { name = String(name[..<joint]) }
            guard isBody(name), !(Self.isRoleWord(name)) else { continue }
            names.append((name, alias))
        }
        return names
    }

    /// 町情報化推進委員会（以下「委員会」という。） → the name, and what it is called from here on.
    private static func withoutAlias(_ text: String) -> (head: String, alias: String?) {
        var head = text
        while head.hasSuffix("」") { head.removeLast() }
        var alias: String?
        if head.hasSuffix(")") || head.hasSuffix("）"), let open = head.lastIndex(where: { $0 == "(" || $0 == "（" }) {
            let inside = head[open...]
            if inside.contains("以下"), let start = inside.firstIndex(of: "「"), let end = inside.firstIndex(of: "」") {
                alias = String(inside[inside.index(after: start)..<end])
            }
            head = String(head[..<open])
            while head.hasSuffix("」") { head.removeLast() }
        }
        return (head, alias)
    }

    /// What stands behind the last comma or に: 計画を進めるため、区に推進本部 → 推進本部.
    private static func lastPhrase(_ text: String) -> String {
        var start = text.startIndex
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if "、，,「。".contains(text[index]), !isList(text[start..<index], text[next...]) { start = next }
            if text[..<next].hasSuffix("として"), text[next...].contains("会") { start = next }
            if text[..<next].hasSuffix("ため"), isBody(BodyText.tight(withoutAlias(String(text[next...])).head)) {
                start = next
            }
            if text[index] == "に" || text[index] == "て" || text[index] == "は", next < text.endIndex,
                isBody(BodyText.tight(String(text[next...]).trimmingPrefixes(["、", "，"])))
                    || text[next...].contains("及び")
            {
                start = next
            }
            index = next
        }
        return BodyText.trimmed(String(text[start...]).trimmingPrefixes(["、", "，", ",", "「"]))
    }

    /// 総合部会、防災部会: a comma within a list of bodies.
    private static func isList(_ left: Substring, _ right: Substring) -> Bool {
        isBody(BodyText.tight(left.split(separator: "、").last.map(String.init) ?? ""))
            && (right.contains("部会") || right.contains("会"))
            && !right.contains("を") && !right.contains("は")
    }

    private static func isBody(_ name: String) -> Bool {
        BodyName.isName(name)
            || ["部会", "専門部会", "作業部会", "幹事会", "小委員会", "分科会", "ワーキンググループ", "作業班", "ワーキングチーム", "検討班"].contains(name)
    }

    private static func isRoleWord(_ name: String) -> Bool { SeatLabel(name) != nil }

    /// ○町情報化推進委員会設置要綱 → 町情報化推進委員会
    static func nameInTitle(_ title: String) -> String? {
        var name = PostWord.withoutBrackets(BodyText.tight(title))
        for ending in [
            "要綱", "規程", "規則", "条例", "要領", "会則", "規約", "内規", "設置及び運営に関する", "設置運営", "設置等に関する", "設置に関する", "の運営に関する", "運営",
            "設置", "の",
        ]
        where name.hasSuffix(ending) {
            name.removeLast(ending.count)
        }
        return BodyName.isName(name) ? name : nil
    }

    // MARK: What each article says

    private mutating func read(_ article: ArticleText.Article) {
        var scope = scope(of: article)
        for paragraph in article.paragraphs {
            for sentence in Self.sentences(paragraph.text) {
                if let topic = topic(of: sentence), Self.namesSetUp(in: sentence).isEmpty { scope = topic }
                learnOwners(sentence, scope)
                learnOfficers(sentence)
                if readSides(sentence, paragraph) { continue }
                if readSecretariat(sentence, scope) { ledger.use(paragraph.line, as: .secretariat) }
                if readSeats(sentence, paragraph, scope) { ledger.use(paragraph.line, as: .member) }
            }
            // (1)　本部長は、市長とし、…
            for item in paragraph.items where item.text.contains("は") {
                let clause = ArticleText.Paragraph(text: item.text, line: item.line)
                for sentence in Self.sentences(item.text) where readSeats(sentence, clause, scope) {
                    ledger.use(item.line, as: .member)
                }
            }
            if Self.isRemit(article.caption, paragraph.text) { readRemit(paragraph, scope) }
        }
    }

    /// The body an article is about: named by its caption or first words, or the first of all.
    private func scope(of article: ArticleText.Article) -> Int {
        let caption = article.caption
        let inner = places.filter { $0.value > 0 }
        if let found = inner.filter({ caption.contains($0.key) }).max(by: { $0.key.count < $1.key.count }) {
            return found.value
        }
        let first = article.paragraphs.first?.text ?? ""
        if let found = inner.filter({ first.hasPrefix($0.key + "は") || first.hasPrefix($0.key + "の") }).first {
            return found.value
        }
        // 幹事会を置く: the article that sets a body up is about it.
        if let found = inner.filter({ first.contains($0.key) && !Self.namesSetUp(in: first).isEmpty })
            .max(by: { $0.key.count < $1.key.count })
        {
            return found.value
        }
        return 0
    }

    private func topic(of sentence: String) -> Int? {
        for (name, place) in places
        where sentence.hasPrefix(name + "は") || sentence.hasPrefix(name + "の") || sentence.hasPrefix(name + "に") {
            return place
        }
        return nil
    }

    /// 幹事会は、幹事長、副幹事長及び幹事をもって組織する: whose members these words mean.
    private mutating func learnOwners(_ sentence: String, _ scope: Int) {
        guard ["組織する", "構成する", "組織し", "構成し", "を置く", "を置き"].contains(where: sentence.contains) else { return }
        for part in Self.divided(sentence) {
            for word in part.split(whereSeparator: { "はをにとの".contains($0) }) {
                let word = BodyText.trimmed(String(word))
                if SeatLabel(word)?.role != nil, owners[word] == nil || scope > 0 && owners[word] != 0 {
                    owners[word] = scope
                }
            }
        }
    }

    /// 幹事会会長, 財政部会長 and 推進委員長: words for who leads a body that hold its name.
    private mutating func learnHeads(of name: String, _ place: Int) {
        var heads = ["会長", "委員長", "座長", "議長", "部会長", "リーダー"].map { name + $0 }
        if name.hasSuffix("会") { heads.append(name + "長") }
        if name.hasSuffix("委員会") || name.hasSuffix("幹事会") { heads.append(String(name.dropLast()) + "長") }
        for head in heads where SeatLabel(head) == nil {
            for (word, label) in [(head, SeatLabel.leader), ("副" + head, .deputy)] {
                officers[word] = label
                owners[word] = place
            }
        }
    }

    /// 会議は、最高デジタル責任者(以下「CDO」という。)、副CDO及び委員をもって組織する: words for who leads, beside the usual ones.
    private mutating func learnOfficers(_ sentence: String) {
        guard ["をもって組織", "で組織", "をもって構成", "で構成"].contains(where: sentence.contains),
            let start = sentence.firstIndex(of: "は")
        else { return }
        for part in Self.divided(String(sentence[sentence.index(after: start)...])) {
            let (head, alias) = Self.withoutAlias(part.cutting(at: ["をもって", "で組織", "で構成"]))
            guard SeatLabel(head) == nil, let label = RoleClause.officer(head) else { continue }
            officers[head] = label
            if let alias { officers[alias] = label }
        }
    }

    // MARK: Seats

    private mutating func readSeats(_ sentence: String, _ paragraph: ArticleText.Paragraph, _ scope: Int) -> Bool {
        let isSeating = [
            "充て", "あてる", "当てる", "とする", "当たる", "務める", "組織", "構成", "委嘱", "任命", "指名", "依頼", "とし、", "もって",
        ].contains(where: sentence.contains)
        guard isSeating else { return false }
        var found = false
        let sentence = Self.withoutAliases(sentence)
        let clauses = RoleClause.clauses(in: sentence, officers: officers)
        for clause in clauses {
            if officers[clause.word] != nil, !clause.members.isEmpty { filledOfficers.insert(clause.word) }
            let place = clause.owner.flatMap { places[$0] } ?? (scope > 0 ? scope : owners[clause.word]) ?? scope
            if clause.refersToList {
                found = readList(paragraph, as: clause.label, in: place, sentence) || found
                continue
            }
            for member in clause.members {
                seat(member, as: clause.label, in: place, line: paragraph.line)
                found = true
            }
        }
        // 部会は課長の職にある者、作業班は係長の職にある者をもって構成する。
        let named = RoleClause.bodies(in: sentence, names: places.keys)
        for (name, members) in named {
            for member in members { seat(member, as: .member, in: places[name] ?? scope, line: paragraph.line) }
            found = found || !members.isEmpty
        }
        // 委員会は、最高責任者、統括責任者及び部局責任者で組織する。
        if clauses.isEmpty, named.isEmpty, !found {
            for member in RoleClause.membersNamed(in: sentence) {
                seat(member, as: .member, in: scope, line: paragraph.line)
                found = true
            }
        }
        // 委員会は、次に掲げる職にある者をもって組織する。
        if clauses.isEmpty, RoleClause.refersToList(sentence) || RoleClause.endsInList(sentence),
            ["組織", "構成", "充て", "委員", "メンバー", "とする"].contains(where: sentence.contains), !sentence.contains("事項"),
            !sentence.contains("事務")
        {
            found = readList(paragraph, as: .member, in: scope, sentence) || found
        }
        return found
    }

    /// The items of a paragraph, or the annex it names.
    private mutating func readList(
        _ paragraph: ArticleText.Paragraph, as label: SeatLabel, in place: Int, _ sentence: String
    ) -> Bool {
        if sentence.contains("別表") || sentence.contains("別記") {
            let key = BodyText.key(sentence)
            let called = text.annexes.indices.filter { key.contains(text.annexes[$0].name) }
                .max { text.annexes[$0].name.count < text.annexes[$1].name.count }
            guard let called, !usedAnnexes.contains(called) else { return false }
            return read(text.annexes[called], at: called, as: label, in: place)
        }
        var found = false
        for item in paragraph.items {
            let before = drafts[place].seats.count
            let words = BodyText.words(Self.withoutAliases(item.text))
            var role = label
            var rest = words
            if let first = words.first, words.count > 1, let own = SeatLabel(first), own.role != nil {
                role = own
                rest.removeFirst()
            }
            var members: [SeatTokens.Member] = []
            let parts = rest.flatMap(Self.divided)
            for (place, part) in parts.enumerated() {
                // 学識経験を有する者　三人以内
                if let people = PeopleCount(part), let last = members.indices.last {
                    members[last].count = people.count
                } else if place + 1 < parts.count, place == 0, PeopleCount(parts[1]) != nil, !PostWord.isPost(part) {
                    // 関係行政機関　２人以内: whatever has a number is a kind of people.
                    members.append(.init(category: BodyText.tight(part), raw: part))
                } else if let member = RoleClause.member(part, isList: true) {
                    members.append(member)
                }
            }
            for member in members { seat(member, as: role, in: place, line: item.line) }
            if drafts[place].seats.count > before {
                ledger.use(item.line, as: .member)
                found = true
            }
        }
        return found
    }

    mutating func seat(_ member: SeatTokens.Member, as label: SeatLabel, in place: Int, line: Int) {
        guard let role = (member.label ?? label).role else { return }
        drafts[place].add(
            ReadBody.Seat(
                role: role, post: member.post, category: member.category, count: member.count, line: line,
                raw: member.raw))
    }

    private mutating func read(_ annex: ArticleText.Annex, at index: Int, as label: SeatLabel, in place: Int) -> Bool {
        var blocks = RosterBlocks(annex.rows, title: (drafts[place].name, annex.line), label: label)
        blocks.read()
        guard blocks.drafts.contains(where: { !$0.seats.isEmpty }) else { return false }
        usedAnnexes.insert(index)
        names += blocks.names
        for draft in blocks.drafts {
            if draft.name == drafts[place].name {
                draft.seats.forEach { drafts[place].add($0) }
                draft.secretariat.forEach { drafts[place].addSecretariat($0) }
                drafts[place].declaredTotal = drafts[place].declaredTotal ?? draft.declaredTotal
                drafts[place].totalLine = drafts[place].totalLine ?? draft.totalLine
            } else if let known = places[draft.name] {
                draft.seats.forEach { drafts[known].add($0) }
                optional.remove(known)
            } else {
                var inner = draft
                inner.parent = drafts[0].name
                add(inner)
            }
        }
        var own = blocks.ledger
        own.merge(ledger)
        ledger = own
        return true
    }

    /// An annex that no sentence with a role calls: it seats the body of its article where that is about who sits in it.
    private mutating func readUncalled(_ annex: ArticleText.Annex, at index: Int) {
        let articles = text.articles.filter { annex.articles.contains($0.number) }
        guard
            let article = articles.first(where: { article in
                ["組織", "構成", "委員", "メンバー", "幹事会", "部会", "本部員", "チーム", "グループ"].contains(where: article.caption.contains)
            })
        else { return }
        _ = read(annex, at: index, as: .member, in: scope(of: article))
    }

    // MARK: Remit and secretariat

    private static func isRemit(_ caption: String, _ text: String) -> Bool {
        if ["所掌", "任務", "協議事項", "検討事項", "審議事項", "調査事項", "事務", "職務", "役割"].contains(where: caption.contains) {
            return !caption.contains("委員長") && !caption.contains("会長") && !caption.contains("本部長")
        }
        return RoleClause.refersToList(text) && ["事項", "事務"].contains(where: text.contains)
            && ["所掌", "協議", "検討", "審議", "調査", "つかさどる"].contains(where: text.contains)
    }

    private mutating func readRemit(_ paragraph: ArticleText.Paragraph, _ scope: Int) {
        let items = paragraph.items.filter { !$0.text.isEmpty }
        if items.isEmpty {
            guard drafts[scope].remit.isEmpty, paragraph.text.hasSuffix("。"), !RoleClause.refersToList(paragraph.text)
            else { return }
            drafts[scope].remit.append(.init(text: paragraph.text, line: paragraph.line))
        }
        for item in items {
            drafts[scope].remit.append(
                .init(text: item.text.hasSuffix("。") ? String(item.text.dropLast()) : item.text, line: item.line))
            ledger.use(item.line, as: .remit)
        }
        ledger.use(paragraph.line, as: .remit)
    }

    /// 委員会の庶務は、総務課において処理する。事務局を総務課に置く。
    private mutating func readSecretariat(_ sentence: String, _ scope: Int) -> Bool {
        var rest: Substring?
        for word in ["庶務は", "事務は", "事務局は", "庶務については", "庶務を", "事務局を", "庶務に関することは", "事務処理は"] {
            if let range = sentence.firstRange(of: word) {
                // 総務課に事務局を置く has its section before the word.
                if word.hasSuffix("を"), sentence[range.upperBound...].hasPrefix("置") {
                    rest = sentence[..<range.lowerBound]
                } else {
                    rest = sentence[range.upperBound...]
                }
                break
            }
        }
        guard let rest,
            ["処理", "行う", "置く", "担当", "とする", "つかさどる", "行なう", "所掌", "担う", "務める"].contains(where: sentence.contains)
        else {
            return false
        }
        var section = String(rest).trimmingPrefixes(["、", "，", ","])
        for cut in ["において", "に置", "が処理", "が行", "で処理", "で行", "が担", "とする", "がつかさ", "の協力", "が所掌", "が務", "に事務"] {
            if let range = section.firstRange(of: cut) { section = String(section[..<range.lowerBound]) }
        }
        if section.hasSuffix("に") { section.removeLast() }
        if let comma = section.lastIndex(where: { $0 == "は" }) {
            section = String(section[section.index(after: comma)...])
        }
        let sections = Self.divided(section).map { BodyText.tight($0) }
            .filter { PostWord.isSection($0) && !$0.contains("委員会の") || PostWord.isPost($0) }
        // 本部及び幹事会の庶務は: of both.
        let subject = sentence.firstRange(of: "の庶務").map { String(sentence[..<$0.lowerBound]) } ?? ""
        let named = Set(Self.divided(subject).compactMap { places[$0] })
        for place in named.isEmpty ? [scope] : named {
            for found in sections { drafts[place].addSecretariat(found) }
        }
        return !sections.isEmpty
    }

    /// A leader who is among the members by post too sits once; bodies that only may be set up and have no seats are none.
    private mutating func finish() {
        for index in drafts.indices {
            let heads = Set(drafts[index].seats.filter { $0.role == .leader || $0.role == .deputy }.compactMap(\.post))
            var seen: Set<String> = []
            drafts[index].seats.removeAll { seat in
                if let category = seat.category, filledOfficers.contains(category) { return true }
                guard let post = seat.post else { return false }
                if seat.role == .member, heads.contains(post) { return true }
                return !seen.insert("\(seat.role) \(post)").inserted
            }
        }
        drafts = drafts.enumerated().filter { index, draft in
            index == 0 || !draft.seats.isEmpty || !optional.contains(index)
        }.map(\.element)
    }
}
