/// Who fills a role, or sits in a body.
extension RoleClause {
    /// How a sentence says of whom a body consists.
    static let composing = ["をもって組織", "で組織", "をもって構成", "で構成", "をもって編成", "で編成"]

    /// What ends the names of posts in a clause.
    private static let cuts = [
        "をもって", "を以て", "を以って", "を充て", "をあて", "を当て", "に充て", "の職にある者", "の職に在る者", "とする", "とし", "が当た", "があた", "が務", "がこれ",
        "が兼",
        "である委員", "たる委員", "の互選", "のうちから", "のうち", "の中から", "が指名", "が任命", "が委嘱", "を", "が", "で組織", "で構成", "により",
    ]

    /// 情報政策を担任する副区長: a post told by what it is for, whose particle ends no clause and is written otherwise while clauses are cut.
    private static let charges = ["担任", "担当", "所管", "所掌", "主管", "代表"].map { ("を\($0)する", "ヲ\($0)スル") }
    private static let covers = [("に属する", "ニ属スル"), ("に関する", "ニ関スル")] + charges

    static func members(in said: String, as label: SeatLabel, _ sentence: String) -> [SeatTokens.Member] {
        guard charges.contains(where: { said.contains($0.0) }) else {
            return plainMembers(in: said, as: label, sentence)
        }
        return plainMembers(in: covered(said), as: label, sentence).map(opened)
    }

    static func covered(_ text: String) -> String { covers.reduce(text) { $0.replacing($1.0, with: $1.1) } }

    static func opened(_ member: SeatTokens.Member) -> SeatTokens.Member {
        func opened(_ text: String) -> String { covers.reduce(text) { $0.replacing($1.1, with: $1.0) } }
        var member = member
        member.post = member.post.map(opened)
        member.category = member.category.map(opened)
        member.raw = opened(member.raw)
        return member
    }

    private static func plainMembers(
        in said: String, as label: SeatLabel, _ sentence: String
    ) -> [SeatTokens.Member] {
        // その職務を代理する and the like tell of duties.
        // 統括責任者をもって充て names an office.
        guard
            !["補佐", "代理", "総括", "総理", "招集", "統括", "代表し", "議長となる", "任期"].contains(where: said.hasPrefix)
                || said.contains("責任者をもって充て")
        else { return [] }
        if let chosen = chosen(in: said, as: label) { return chosen }
        // 部長の職にある者、総務課長をもって充てる: the words belong to one of several.
        var said = withoutOthers(said)
        for word in ["の職にある者", "の職に在る者"] where ["をもって", "を充て"].contains(where: said.contains) {
            said = said.replacing(word + "、", with: "、")
        }
        var cut = said.endIndex
        var cutWord = ""
        for word in cuts {
            if let range = said.firstRange(of: word),
                range.lowerBound < cut || range.lowerBound == cut && word.count > cutWord.count
            {
                (cut, cutWord) = (range.lowerBound, word)
            }
        }
        guard !["の互選", "のうちから", "のうち", "の中から", "が指名", "が任命", "が委嘱", "により"].contains(cutWord) else { return [] }
        guard cut < said.endIndex || said.hasSuffix("、") || sentence.contains("充て") else { return [] }
        // 会務を総理する: を behind something that is no post.
        // 各課長及びこれらに準じる者
        let parts = ArticleBodies.sharing(ArticleBodies.divided(String(said[..<cut]))).flatMap(posts)
            .filter { part in !["これらに準", "これに準", "その他"].contains(where: part.hasPrefix) }
        // 課長会の出席職員をもって充てる
        let isFilled =
            cutWord.hasPrefix("をもって") || cutWord == "を充て" || label == .member && ["で組織", "で構成"].contains(cutWord)
        let members = parts.compactMap { member($0, isList: isFilled) }
        return members.count == parts.count || members.count > 1 && label == .member ? members : []
    }

    /// 市長及び本部長が指名する者をもって充てる: without whom somebody chooses beside the posts.
    private static func withoutOthers(_ said: String) -> String {
        var said = said
        while let range = choice(in: said) {
            // 市長が指定する者をもって充てる: nobody but whom somebody chooses.
            if !said[..<range.lowerBound].contains(where: { "、，,及".contains($0) }) {
                return String(said[range.upperBound...])
            }
            let joints = ["及びその他", "及び", "並びに", "又は", "、その他", "、"].flatMap { said[..<range.lowerBound].ranges(of: $0) }
            guard let joint = joints.max(by: { $0.upperBound < $1.upperBound }), joint.lowerBound > said.startIndex
            else { return said }
            said.removeSubrange(joint.lowerBound..<range.upperBound)
        }
        return said
    }

    private static let choiceLettersMax = 18

    /// が指名する者, の指名した職員, が必要と認める者: somebody's choice, a clause that ends in a verb before the people it tells of.
    private static func choice(in said: String) -> Range<String.Index>? {
        for start in said.indices where "がの".contains(said[start]) {
            let rest = said[said.index(after: start)...].prefix(choiceLettersMax)
            for people in ["る者", "た者", "る職員", "た職員", "るもの", "たもの", "る人", "た人"] {
                guard let end = rest.firstRange(of: people),
                    !rest[..<end.upperBound].contains(where: { "、，がを".contains($0) }),
                    rest[..<end.lowerBound].contains(where: choosing.contains), !rest[..<end.lowerBound].hasPrefix("職")
                else { continue }
                return start..<end.upperBound
            }
        }
        return nil
    }

    /// Letters of the verbs by which somebody chooses: 指名, 指定, 認め, 必要と, 選任, 推薦, 任命, 委嘱.
    private static let choosing = Set("指認要選推任委命")

    /// 委員は、学識経験を有する者及び公募による市民のうちから、市長が委嘱する。
    ///
    /// - Returns: `nil` where a sentence does not choose among people.
    private static func chosen(in said: String, as label: SeatLabel) -> [SeatTokens.Member]? {
        guard let end = said.firstRange(of: "のうちから") ?? said.firstRange(of: "の中から") else { return nil }
        guard label == .member || label == .observer,
            ["委嘱", "任命", "依頼", "選任"].contains(where: said[end.upperBound...].contains)
        else {
            return []
        }
        let parts = ArticleBodies.divided(String(said[..<end.lowerBound]))
        let members = parts.compactMap { member($0, isList: true) }
        guard members.count == parts.count else { return [] }
        // アドバイザーは、情報政策を専門とする大学教員のうちから市長が依頼する: what they are is why they are asked.
        if label == .observer { return members }
        // 職員のうちから: one kind says something only where it is no matter of course.
        let only = members.count == 1 ? members.first?.category : nil
        return members.count > 1 || only.map { PostWord.isCategory($0) && !$0.hasSuffix("職員") } ?? false ? members : []
    }

    /// 委託業者は、オブザーバーとして会議に出席する。: who sits in without a vote is told before the word for it.
    static func attending(_ sentence: String) -> [RoleClause] {
        guard let end = sentence.firstRange(of: "として"), let topic = sentence[..<end.lowerBound].lastIndex(of: "は"),
            ["出席する", "出席し", "参加する", "参加し", "参画する"].contains(where: sentence[end.upperBound...].contains),
            !["できる", "求め"].contains(where: sentence[end.upperBound...].contains)
        else { return [] }
        let word = BodyText.trimmed(sentence[topic..<end.lowerBound].dropFirst()).trimmingPrefixes(["、", "，"])
        guard case .observer? = SeatLabel(word) else { return [] }
        let said = String(sentence[..<topic])
        // 次の者は、オブザーバーとして会議に出席する。
        let list = refersToList(said)
        let parts = ArticleBodies.divided(said)
        let members = list ? [] : parts.compactMap { member($0, isList: true) }
        guard list || members.count == parts.count else { return [] }
        return [RoleClause(label: .observer, word: word, owner: nil, members: members, refersToList: list)]
    }

    /// 協議会にオブザーバーとして、県市町村課長を置く。
    static func added(in sentence: String) -> [RoleClause] {
        guard let joint = sentence.firstRange(of: "として"), let place = sentence[..<joint.lowerBound].lastIndex(of: "に"),
            !["できる", "ことがある"].contains(where: sentence.contains)
        else { return [] }
        let word = BodyText.trimmed(sentence[place..<joint.lowerBound].dropFirst())
        let rest = String(sentence[joint.upperBound...]).trimmingPrefixes(["、", "，"])
        guard let label = SeatLabel(word), label.role != nil,
            let verb = ["を置", "を加え", "を招"].compactMap({ rest.firstRange(of: $0) }).first
        else { return [] }
        let parts = ArticleBodies.divided(String(rest[..<verb.lowerBound]))
        let members = parts.compactMap { member($0, isList: true) }
        guard members.count == parts.count else { return [] }
        let owner = BodyText.trimmed(sentence[..<place])
        return [RoleClause(label: label, word: word, owner: owner, members: members, refersToList: false)]
    }

    /// 委員会は、副市長及び次に掲げる職にある者をもって組織する: who sits beside a list.
    static func besideList(in sentence: String) -> [SeatTokens.Member] {
        guard composing.contains(where: sentence.contains),
            let list = ["次に掲げる", "次の各号", "次の職", "別表"].compactMap({ sentence.firstRange(of: $0)?.lowerBound }).min(),
            let start = sentence[..<list].firstIndex(of: "は")
        else { return [] }
        let said = String(sentence[sentence.index(after: start)..<list])
        guard ["及び", "並びに", "、"].contains(where: said.hasSuffix) else { return [] }
        let parts = ArticleBodies.divided(said)
        let members = parts.compactMap { SeatLabel($0) == nil ? member($0, isList: false) : nil }
        return members.count == parts.count && members.allSatisfy { $0.post != nil } ? members : []
    }

    /// The members of a body whose sentence lists them: 〜は、〜及び〜をもって組織する. Words for roles (委員長及び委員) are none.
    static func membersNamed(in sentence: String) -> [SeatTokens.Member] {
        guard !refersToList(sentence),
            let end = (composing + (startsWithBody(sentence) ? ["をもって充て"] : []))
                .compactMap({ sentence.firstRange(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound }),
            let topic = sentence[..<end.lowerBound].firstIndex(of: "は")
        else { return [] }
        // 幹事会議は、企画部長を議長とし、財政課長及び人事課長をもって構成する: behind who leads.
        let led = sentence[..<end.lowerBound].ranges(of: "とし、").last?.upperBound
        let start = led ?? sentence.index(after: topic)
        var list = String(sentence[start..<end.lowerBound])
        while let open = list.firstRange(of: "(以下") ?? list.firstRange(of: "（以下"),
            let close = list[open.lowerBound...].firstIndex(where: { ")）".contains($0) })
        {
            list.removeSubrange(open.lowerBound...close)
        }
        // 教育長その他市長が必要と認める職員, 議題に関係する課長: whoever is called in sits by no post.
        let parts = ArticleBodies.divided(list).map { $0.cutting(at: ["その他"]) }.filter { part in
            !part.isEmpty && !["関係する", "必要と認める", "指名する"].contains(where: part.contains)
        }.map { part in
            ["規定する", "定める", "掲げる"].compactMap { part.firstRange(of: $0) }.max { $0.upperBound < $1.upperBound }
                .map { String(part[$0.upperBound...]) } ?? part
        }
        // 本部長、副本部長及び情報政策課長をもって組織する: a post among words for roles sits too.
        let own = parts.flatMap(posts).filter { part in
            let word = PostWord.withoutBrackets(BodyText.key(part))
            return SeatLabel(word)?.role == nil && officer(word) == nil && !(word.hasSuffix("員") && word.count <= 4)
                && !word.hasPrefix("本部")
                && !["本部長", "委員長", "部会長", "会長", "座長"].contains(where: word.hasSuffix)
        }
        let members = own.compactMap { member($0, isList: true) }
        return members.count == own.count ? members : []
    }

    /// 住民部会は、住民課長・福祉課長をもって充てる。
    private static func startsWithBody(_ sentence: String) -> Bool {
        guard let topic = sentence.firstIndex(of: "は") else { return false }
        return ArticleBodies.isBody(BodyText.trimmed(sentence[..<topic])) || sentence[..<topic].hasSuffix("部会")
    }

    /// 副町長(CIO:最高情報統括責任者) → 副町長: what a post is besides.
    private static func withoutOffice(_ post: String) -> String {
        guard let last = post.last, ")）".contains(last), let open = post.lastIndex(where: { "(（".contains($0) }),
            open > post.startIndex
        else { return post }
        let inside = post[post.index(after: open)...].dropLast()
        let words = inside.split { ":：".contains($0) }.map { BodyText.key(String($0)) }
        return words.contains { officer($0) != nil } ? String(post[..<open]) : post
    }

    /// One post or kind of people of a list in running text.
    static func member(_ text: String, isList: Bool) -> SeatTokens.Member? {
        var word = BodyText.trimmed(text)
        for prefix in ["それぞれ", "その他", "前号", "各1名"] where word.hasPrefix(prefix) {
            if prefix == "その他" || prefix == "前号" { return nil }
            word = String(word.dropFirst(prefix.count))
        }
        // CISOである副市長: what somebody is besides.
        if let range = word.firstRange(of: "である"), PostWord.isPost(String(word[range.upperBound...])) {
            word = String(word[range.upperBound...])
        }
        // 組織規則第4条に規定する課長
        for joint in ["規定する", "定める", "掲げる"] {
            if let range = word.firstRange(of: joint) { word = BodyText.trimmed(word[range.upperBound...]) }
        }
        while word.hasSuffix("。") { word.removeLast() }
        for ending in ["の職にある者", "の職に在る者", "の職にあるもの", "の職", "にある者", "たる者", "をもって充てる", "を充てる"]
        where word.hasSuffix(ending) {
            word = String(word.dropLast(ending.count))
        }
        guard !word.isEmpty,
            !["準じる", "準ずる", "認める", "必要", "次に", "指名", "指定する", "委員長が", "別に"].contains(where: word.contains)
        else { return nil }
        let divided = PeopleCount.dividing(word)
        var name = divided?.name ?? word
        var count = divided?.count ?? 1
        // 公募市民など15名以内: of all that are named.
        if name.hasSuffix("など") {
            name.removeLast(2)
            count = 1
        }
        let post = withoutOffice(BodyText.tight(name))
        guard post.unicodeScalars.count > 1 else { return nil }
        if SeatLabel(post) != nil, !PostWord.ranks.contains(post) { return nil }
        // 各部局長等
        if PostWord.isPost(post) || post.hasSuffix("等") && PostWord.isPost(String(post.dropLast())) {
            return .init(post: post, category: nil, count: count, raw: text)
        }
        let isKind =
            PostWord.isCategory(post) || post.hasSuffix("の職員") && PostWord.isSection(String(post.dropLast(3)))
            || isList
                && (post.hasSuffix("者") || post.hasSuffix("代表") || post.hasSuffix("人材") || post.hasSuffix("職員")
                    || post.hasSuffix("員") && !post.hasSuffix("委員") || post.hasSuffix("士"))
        guard isKind, post.unicodeScalars.count <= 40 else { return nil }
        return .init(post: nil, category: post, count: count, raw: text)
    }
}
