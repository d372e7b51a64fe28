/// What articles say of bodies: which are set up, who sits in them by post, what they do and who keeps their affairs.
struct ArticleBodies {
    let text: ArticleText
    var drafts: [BodyDraft] = []
    var ledger = LineLedger()
    var names = 0
    /// Places of bodies in `drafts` by name and by 以下「委員会」という.
    var places: [String: Int] = [:]
    /// Bodies by the words for their members: 幹事 of 幹事会.
    var owners: [String: Int] = [:]
    var usedAnnexes: Set<Int> = []
    /// Words for roles that the articles make themselves: 最高デジタル責任者(以下「CDO」という。).
    var officers: [String: SeatLabel] = [:]
    var filledOfficers: Set<String> = []
    /// Articles that seat somebody.
    var seated: Set<Int> = []
    /// Bodies that may be set up, and are not by these articles.
    var optional: Set<Int> = []

    init(_ text: ArticleText) {
        self.text = text
        ledger.account(.setAside(.article), ofAll: text.lines)
        if let title = text.title { ledger.use(title.line, as: .title) }
        setUpByTitle()
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

    /// 規則第16条に基づき設置する管理運営委員会に関し必要な事項を定める: set up elsewhere, and named in full by the title.
    private mutating func setUpByTitle() {
        guard let title = text.title, let first = text.articles.first?.paragraphs.first else { return }
        let subject = Self.subject(of: title.text)
        // 町の情報化を進める検討会議(以下「検討会議」という。)を設置する: a name that is a whole phrase.
        if !BodyName.isName(subject), let range = first.text.firstRange(of: subject),
            let end = first.text[range.upperBound...].firstRange(of: "を設置する")
                ?? first.text[range.upperBound...]
                .firstRange(of: "を置く"),
            BodyName.isName(String(subject.suffix(4))) || subject.hasSuffix("会議") || subject.hasSuffix("委員会")
        {
            setUp(subject, Self.withoutAlias(String(first.text[range.lowerBound..<end.lowerBound])), title.line, first)
            return
        }
        guard let name = Self.nameInTitle(title.text) else { return }
        for verb in ["設置する", "設置した", "設置される", "設置された", "置く", "規定により", "に定める", "に規定する", "に基づく"] {
            guard let range = first.text.firstRange(of: verb) else { continue }
            let head = String(first.text[range.upperBound...]).cutting(at: ["に関し", "の組織", "の運営", "について", "の設置"])
            let own = Self.withoutAlias(head)
            guard Self.isBody(BodyText.tight(own.head)), name.hasSuffix(BodyText.tight(own.head)) else { continue }
            setUp(name, own, title.line, first)
            return
        }
        // 条例の規定に基づき、総合計画審議会(以下「審議会」という。)の組織に関し必要な事項を定める: named, whatever the sentence does with it.
        for (before, alias) in Self.withoutAliases(in: first.text).aliases {
            guard let own = Self.ending(of: name, in: BodyText.tight(before)) else { continue }
            // 潮見区検討会議 of the article, where the title names the 検討会議 only.
            let said = Self.lastPhrase(BodyText.tight(before))
            let isWhole = Self.isOfPlace(said, name) && BodyName.isName(said)
            setUp(isWhole ? said : name, (own, alias), title.line, first)
            return
        }
    }

    /// Whether a name is another with the municipality before it.
    private static func isOfPlace(_ whole: String, _ name: String) -> Bool {
        whole.hasSuffix(name) && "市区町村県都府道".contains(whole.dropLast(name.count).last ?? " ")
    }

    /// The longest ending of a name in which a text ends: the whole, or what follows the municipality in it.
    private static func ending(of name: String, in text: String) -> String? {
        if text.hasSuffix(name) { return name }
        return name.indices.dropFirst().lazy.filter { "市区町村県都府道".contains(name[name.index(before: $0)]) }
            .map { String(name[$0...]) }.first { text.hasSuffix($0) && isBody($0) }
    }

    private mutating func setUp(
        _ name: String, _ own: (head: String, alias: String?), _ line: Int, _ paragraph: ArticleText.Paragraph
    ) {
        add(BodyDraft(name: name, line: line))
        for name in [BodyText.tight(own.head), own.alias].compactMap(\.self) {
            places[name] = 0
            learnHeads(of: name, 0)
        }
        ledger.use(paragraph.line, as: .body)
    }

    private mutating func setUp(_ article: ArticleText.Article) {
        for paragraph in article.paragraphs {
            for sentence in Self.sentences(paragraph.text).flatMap(Self.settingUp) {
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
        guard let title = text.title, let whole = Self.nameInTitle(title.text), Self.isOfPlace(whole, name)
        else { return name }
        return whole
    }

    mutating func add(_ draft: BodyDraft) {
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

    // MARK: What each article says

    private mutating func read(_ article: ArticleText.Article) {
        var scope = scope(of: article)
        for paragraph in article.paragraphs {
            for sentence in Self.sentences(paragraph.text) {
                let setUp = Self.namesSetUp(in: sentence).compactMap { places[$0.name] }
                if let topic = topic(of: sentence), setUp.isEmpty { scope = topic }
                // 委員会に専門部会を置き、部会長には管財課長をもって充てる: who leads what the sentence sets up.
                if setUp.count == 1, setUp[0] > 0 { scope = setUp[0] }
                learnOwners(sentence, scope)
                learnOfficers(sentence)
                if seatsItemBodies(paragraph) { continue }
                if readSides(sentence, paragraph) || readTable(sentence, paragraph) { continue }
                if readOfficers(sentence, paragraph, in: scope) { ledger.use(paragraph.line, as: .member) }
                if readSecretariat(sentence, scope) { ledger.use(paragraph.line, as: .secretariat) }
                if readSeats(sentence, paragraph, scope) {
                    ledger.use(paragraph.line, as: .member)
                    seated.insert(article.number)
                }
                if readItem(called: sentence, by: paragraph, of: article, scope) {
                    ledger.use(paragraph.line, as: .member)
                }
                readOffice(sentence, paragraph, in: scope)
                readStandIn(sentence, paragraph, scope)
            }
            if readItemBodies(paragraph) { continue }
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
    func scope(of article: ArticleText.Article) -> Int {
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
        // 第3章　推進会議: the chapter says whose articles it holds.
        return inner.filter { article.chapter.contains($0.key) }.max { $0.key.count < $1.key.count }?.value ?? 0
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
        var heads = ["会長", "委員長", "座長", "議長", "部会長", "リーダー", "責任者"].map { name + $0 }
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
        // 最高デジタル責任者(以下「CDO」という。)は、副区長をもって充てる。
        if sentence.contains("をもって充て"), let topic = sentence.firstRange(of: ")は") ?? sentence.firstRange(of: "）は") {
            let (head, alias) = Self.withoutAlias(String(sentence[..<topic.lowerBound]) + ")")
            if let alias, SeatLabel(head) == nil, let label = RoleClause.officer(head) {
                officers[head] = label
                officers[alias] = label
            }
        }
        guard RoleClause.composing.contains(where: sentence.contains),
            let start = sentence.firstIndex(of: "は")
        else { return }
        let parts = Self.divided(String(sentence[sentence.index(after: start)...]))
        for part in parts {
            let (head, alias) = Self.withoutAlias(part.cutting(at: ["をもって", "で組織", "で構成"]))
            // 本部長、統括員及び本部員: a word among those for roles is one too.
            if SeatLabel(head) == nil, !PostWord.isPost(head), head.hasSuffix("員"), head.unicodeScalars.count <= 6,
                parts.contains(where: { SeatLabel($0)?.role == .leader })
            {
                officers[head] = .member
                continue
            }
            guard SeatLabel(head) == nil, let label = RoleClause.officer(head) else { continue }
            officers[head] = label
            if let alias { officers[alias] = label }
        }
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
