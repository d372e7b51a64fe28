/// Who sits in bodies: by sentences, by lists and by annexes.
extension ArticleBodies {
    mutating func readSeats(_ sentence: String, _ paragraph: ArticleText.Paragraph, _ scope: Int) -> Bool {
        let isSeating =
            [
                "充て", "あてる", "当てる", "とする", "当たる", "務める", "組織", "構成", "編成", "委嘱", "任命", "指名", "依頼", "とし、", "もって",
                "主宰する", "主宰し",
            ].contains(where: sentence.contains) || !RoleClause.attending(sentence).isEmpty
            || !RoleClause.added(in: sentence).isEmpty
        guard isSeating else { return false }
        var found = false
        let sentence = Self.withoutAliases(sentence).replacing("もつて", with: "もって")
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
        // 会議は、課長を座長とし、次に掲げる者をもって構成する: who leads it is told before the list.
        let isLed = !clauses.isEmpty && clauses.allSatisfy { !$0.refersToList && $0.label != .member }
        // 委員会は、最高責任者、統括責任者及び部局責任者で組織する。
        if clauses.isEmpty && named.isEmpty && !found || isLed && sentence.contains("とし、") {
            for member in RoleClause.membersNamed(in: sentence) {
                seat(member, as: .member, in: scope, line: paragraph.line)
                found = true
            }
        }
        // 別表に掲げる副区長及び総務課長をもって構成する, without an annex.
        if clauses.isEmpty, named.isEmpty, !found, text.annexes.isEmpty, sentence.contains("別表に掲げる") {
            let members = RoleClause.membersNamed(in: sentence.replacing("別表に掲げる", with: ""))
            for member in members where members.count > 1 {
                seat(member, as: .member, in: scope, line: paragraph.line)
                found = true
            }
        }
        // 委員会は、次に掲げる職にある者をもって組織する。
        let listsRest = isLed && RoleClause.composing.contains(where: sentence.contains) && Self.listsPeople(sentence)
        if clauses.isEmpty || listsRest, RoleClause.refersToList(sentence) || RoleClause.endsInList(sentence),
            ["組織", "構成", "編成", "充て", "委員", "メンバー", "とする"].contains(where: sentence.contains), !sentence.contains("事項"),
            !sentence.contains("事務")
        {
            for member in RoleClause.besideList(in: sentence) {
                seat(member, as: .member, in: scope, line: paragraph.line)
                found = true
            }
            found = readList(paragraph, as: .member, in: scope, sentence) || found
        }
        return found
    }

    /// The items of a paragraph, or the annex it names.
    mutating func readList(
        _ paragraph: ArticleText.Paragraph, as label: SeatLabel, in place: Int, _ sentence: String
    ) -> Bool {
        if sentence.contains("別表") || sentence.contains("別記") {
            let key = BodyText.key(sentence)
            let called = text.annexes.indices.filter { key.contains(text.annexes[$0].name) }
                .max { text.annexes[$0].name.count < text.annexes[$1].name.count }
            guard let called, !usedAnnexes.contains(called) else { return false }
            if readOrganisations(text.annexes[called], at: called, in: place, sentence) { return true }
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
            let parts = Self.sharing(rest.flatMap(Self.alternatives))
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
            if members.isEmpty, role == .member, Self.listsPeople(sentence), let kind = Self.people(item.text) {
                members = [kind]
            }
            for member in members { seat(member, as: role, in: place, line: item.line) }
            if drafts[place].seats.count > before {
                ledger.use(item.line, as: .member)
                found = true
            }
        }
        return found
    }

    /// 本部に、助言を行うためデジタル政策アドバイザーを置く。: an office that no other sentence fills.
    mutating func readOffice(_ sentence: String, _ paragraph: ArticleText.Paragraph, in place: Int) {
        guard sentence.hasSuffix("を置く。") else { return }
        let office = BodyText.tight(Self.lastPhrase(String(sentence.dropLast(4))).trimmingPrefixes(["ため", "として"]))
        guard PostWord.isPost(office), SeatLabel(office) == nil,
            let word = ["アドバイザー", "オブザーバー", "顧問", "参与"].first(where: office.hasSuffix),
            !text.articles.contains(where: { $0.paragraphs.contains { $0.text.contains(word + "は") } })
        else { return }
        seat(
            .init(post: office, category: nil, count: 1, raw: office), as: .observer, in: place, line: paragraph.line)
        ledger.use(paragraph.line, as: .member)
    }

    /// Who stands in for a leader that no word but the post names helps to lead.
    mutating func readStandIn(_ sentence: String, _ paragraph: ArticleText.Paragraph, _ place: Int) {
        guard sentence.contains("に事故があるとき"),
            let leader = drafts[place].seats.first(where: { $0.role == .leader })?.post,
            !drafts[place].seats.contains(where: { $0.role == .deputy }),
            let member = RoleClause.standIn(for: leader, in: sentence)
        else { return }
        seat(member, as: .deputy, in: place, line: paragraph.line)
        ledger.use(paragraph.line, as: .member)
    }

    /// 協議会に次の役員を置く。 with 会　長　　上川市長 below: officers with who fills them, and without where only their number stands.
    mutating func readOfficers(_ sentence: String, _ paragraph: ArticleText.Paragraph, in place: Int) -> Bool {
        guard ["次の役員を置", "次に掲げる役員を置", "役員は、次のとおり", "次の役職を置"].contains(where: sentence.contains) else { return false }
        var officers = paragraph
        officers.items = paragraph.items.filter { item in
            let words = BodyText.words(item.text)
            return words.count > 1 && SeatLabel(words[0])?.role != nil
        }
        return !officers.items.isEmpty && readList(officers, as: .member, in: place, sentence)
    }

    /// 次に掲げる者のうちから: each item of the list is a kind of people.
    private static func listsPeople(_ sentence: String) -> Bool {
        ["掲げる者", "掲げるもの", "掲げる委員", "定める者", "次の者", "次の職", "次の委員", "職にある者", "掲げる団体", "掲げる機関", "次の団体", "次の機関"].contains(
            where: sentence.contains)
    }

    /// 市内に在学する高校生: people told by a clause; but whom somebody chooses is no kind of people.
    private static func people(_ text: String) -> SeatTokens.Member? {
        let word = BodyText.tight(withoutAliases(text))
        guard (3...40).contains(word.unicodeScalars.count),
            word.first.map({ !"(（".contains($0) }) ?? false,
            !["認め", "必要", "その他", "前各号", "前号", "こと", "。", "、", "は"].contains(where: word.contains)
        else { return nil }
        let divided = PeopleCount.dividing(word)
        return .init(post: nil, category: divided?.name ?? word, count: divided?.count ?? 1, raw: text)
    }

    /// The words of an item; 公共的団体の役員又は職員, and 小学校長会及び中学校長会の代表, are one kind of people and not two.
    private static func alternatives(_ text: String) -> [String] {
        let parts = divided(text)
        // 企画財政課及び税務課の係長
        if case let shared = sharing(parts), shared != parts { return shared }
        let isOne = ["又は", "または", "及び", "並びに"].contains(where: text.contains) && !text.contains("、")
        func isOwn(_ part: String) -> Bool {
            PeopleCount(part) != nil
                || RoleClause.member(part, isList: false).map { $0.post != nil || PostWord.isCategory(part) } ?? false
        }
        // 法務、不動産、建築等に関する団体の推薦を受けた者: what they know is no member beside them.
        if text.contains("、"), let last = parts.last, PostWord.isCategory(last), !PostWord.isPost(last),
            parts.dropLast().contains(where: { RoleClause.member($0, isList: true) == nil && PeopleCount($0) == nil })
        {
            return [BodyText.trimmed(text)]
        }
        func isPost(_ part: String) -> Bool { RoleClause.member(part, isList: false)?.post != nil }
        let isDivided =
            ["又は", "または"].contains(where: text.contains) ? parts.allSatisfy(isPost) : parts.allSatisfy(isOwn)
        return isOne && !isDivided ? [BodyText.trimmed(text)] : parts
    }

    mutating func seat(_ member: SeatTokens.Member, as label: SeatLabel, in place: Int, line: Int) {
        guard let role = (member.label ?? label).role else { return }
        drafts[place].add(
            ReadBody.Seat(
                role: role, post: member.post, category: member.category, count: member.count, line: line,
                raw: member.raw))
    }

    mutating func read(_ annex: ArticleText.Annex, at index: Int, as label: SeatLabel, in place: Int) -> Bool {
        var blocks = RosterBlocks(annex.rows, title: (drafts[place].name, annex.line), label: label)
        blocks.read()
        guard blocks.drafts.contains(where: { !$0.seats.isEmpty }) else { return false }
        usedAnnexes.insert(index)
        take(blocks, in: place)
        return true
    }

    /// What a list or a table seats: the body itself, and others that it names.
    mutating func take(_ blocks: RosterBlocks, in place: Int) {
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
    }

    /// An annex that no sentence with a role calls: it seats the body of its article where that is about who sits in it.
    mutating func readUncalled(_ annex: ArticleText.Annex, at index: Int) {
        let articles = text.articles.filter { annex.articles.contains($0.number) }
        // A part of an article that an amendment gives anew has no caption: it says itself whether it seats.
        let seating = articles.first { article in
            article.caption.isEmpty && seated.contains(article.number)
                || ["組織", "構成", "委員", "メンバー", "幹事会", "部会", "本部員", "チーム", "グループ"].contains(
                    where: article.caption.contains)
        }
        // 会議に別表第2に掲げる作業班を置く: the annex names bodies of its own, with who leads them.
        guard let article = seating ?? (namesBodies(annex) ? articles.first : nil) else {
            if text.isAmending, articles.isEmpty { readAmended(annex, at: index) }
            return
        }
        _ = read(annex, at: index, as: .member, in: scope(of: article))
    }

    /// 別表を次のように改める。 and nothing else of the rules of one body: posts alone are its members.
    private mutating func readAmended(_ annex: ArticleText.Annex, at index: Int) {
        guard drafts.count == 1, !annex.rows.isEmpty,
            annex.rows.allSatisfy({ row in row.isBlank || row.filled.allSatisfy { PostWord.isPost($0.text) } })
        else { return }
        _ = read(annex, at: index, as: .member, in: 0)
    }

    private func namesBodies(_ annex: ArticleText.Annex) -> Bool {
        bodiesNamed(in: annex.rows, line: annex.line) != nil
    }

    /// Bodies that a table names, each with who leads it.
    func bodiesNamed(in rows: [SeatRow], line: Int) -> RosterBlocks? {
        var blocks = RosterBlocks(rows, title: ("", line), label: .member)
        blocks.read()
        let isWhole = blocks.drafts.allSatisfy { draft in
            BodyName.isName(draft.name) && draft.seats.contains { $0.role == .leader }
        }
        return isWhole && !blocks.drafts.isEmpty ? blocks : nil
    }
}
