/// A part of a sentence that says who fills a role: 委員長は、副区長をもって充て.
struct RoleClause {
    let label: SeatLabel
    /// The word for it: 幹事長.
    let word: String
    /// The body before の: 作業部会の部会長は.
    let owner: String?
    let members: [SeatTokens.Member]
    let refersToList: Bool

    static func clauses(in sentence: String) -> [RoleClause] {
        let markers = markers(in: sentence)
        var clauses: [RoleClause] = []
        for (index, marker) in markers.enumerated() {
            let end = index + 1 < markers.count ? markers[index + 1].start : sentence.endIndex
            let said = String(sentence[marker.end..<end])
            let list = refersToList(said)
            clauses.append(
                RoleClause(
                    label: marker.label, word: marker.word, owner: marker.owner,
                    members: list ? [] : members(in: said, as: marker.label, sentence), refersToList: list))
        }
        return clauses
    }

    /// 次に掲げる者, 次の職にある者, 別表に掲げる職
    static func refersToList(_ text: String) -> Bool {
        let named = ["次に掲げる", "次の各号", "次の者", "次の職", "次に定める", "次のとおり", "次の委員", "下記の", "次の表", "別表", "別記", "別紙に", "左記"]
        return named.contains(where: text.contains)
    }

    /// 〜は、次のとおりとする。
    static func endsInList(_ text: String) -> Bool { text.contains("次のとおり") || text.contains("次の") }

    // MARK: Where roles are named

    private struct Marker {
        let start: String.Index
        let end: String.Index
        let label: SeatLabel
        let word: String
        let owner: String?
    }

    /// Labels that stand before は, には or に at the beginning of a clause.
    private static func markers(in sentence: String) -> [Marker] {
        var markers: [Marker] = []
        var clause = sentence.startIndex
        var index = sentence.startIndex
        while index < sentence.endIndex {
            let letter = sentence[index]
            let next = sentence.index(after: index)
            if "、，,。".contains(letter) {
                clause = next
            } else if letter == "は" || letter == "に" {
                if let marker = marker(sentence[clause..<index], from: clause, end: next, sentence) {
                    markers.append(marker)
                    clause = marker.end
                    index = marker.end
                    continue
                }
                if letter == "に", sentence[next...].hasPrefix("、") { clause = sentence.index(after: next) }
            }
            index = next
        }
        return markers
    }

    private static func marker(
        _ head: Substring, from start: String.Index, end: String.Index, _ sentence: String
    ) -> Marker? {
        var word = BodyText.trimmed(head)
        var owner: String?
        if let range = word.lastIndex(of: "の") {
            let before = String(word[..<range])
            guard before.unicodeScalars.count <= BodyName.lettersMax else { return nil }
            owner = before
            word = String(word[word.index(after: range)...])
        }
        for joint in ["及び", "並びに"] {
            if let range = word.firstRange(of: joint) { word = String(word[range.upperBound...]) }
        }
        guard let label = SeatLabel(word), label.role != nil else { return nil }
        var end = end
        if sentence[end...].hasPrefix("は") { end = sentence.index(after: end) }
        if sentence[end...].hasPrefix("、") || sentence[end...].hasPrefix("，") || sentence[end...].hasPrefix(",") {
            end = sentence.index(after: end)
        }
        return Marker(start: start, end: end, label: label, word: word, owner: owner)
    }

    // MARK: Who fills them

    /// What ends the names of posts in a clause.
    private static let cuts = [
        "をもって", "を以て", "を以って", "を充て", "をあて", "を当て", "に充て", "の職にある者", "の職に在る者", "とする", "とし", "が当た", "があた", "が務", "がこれ",
        "が兼",
        "である委員", "たる委員", "の互選", "のうちから", "のうち", "の中から", "が指名", "が任命", "が委嘱", "を", "が", "で組織", "で構成", "により",
    ]

    private static func members(in said: String, as label: SeatLabel, _ sentence: String) -> [SeatTokens.Member] {
        // その職務を代理する and the like tell of duties.
        guard !["補佐", "代理", "総括", "総理", "招集", "統括", "代表し", "議長となる", "任期"].contains(where: said.hasPrefix) else {
            return []
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
        let parts = ArticleBodies.divided(String(said[..<cut]))
        let members = parts.compactMap { member($0, isList: false) }
        return members.count == parts.count || members.count > 1 && label == .member ? members : []
    }

    /// The members of a body whose sentence lists them: 〜は、〜及び〜をもって組織する. Words for roles (委員長及び委員) are none.
    static func membersNamed(in sentence: String) -> [SeatTokens.Member] {
        guard !refersToList(sentence),
            let end = ["をもって組織", "で組織", "をもって構成", "で構成"].compactMap({ sentence.firstRange(of: $0) }).min(by: {
                $0.lowerBound < $1.lowerBound
            }),
            let start = sentence[..<end.lowerBound].firstIndex(of: "は")
        else { return [] }
        var list = String(sentence[sentence.index(after: start)..<end.lowerBound])
        while let open = list.firstRange(of: "(以下") ?? list.firstRange(of: "（以下"),
            let close = list[open.lowerBound...].firstIndex(where: { ")）".contains($0) })
        {
            list.removeSubrange(open.lowerBound...close)
        }
        let parts = ArticleBodies.divided(list).map { part in
            ["規定する", "定める", "掲げる"].compactMap { part.firstRange(of: $0) }.max { $0.upperBound < $1.upperBound }
                .map { String(part[$0.upperBound...]) } ?? part
        }
        let members = parts.compactMap { member($0, isList: true) }
        return members.count == parts.count ? members : []
    }

    /// One post or kind of people of a list in running text.
    static func member(_ text: String, isList: Bool) -> SeatTokens.Member? {
        var word = BodyText.trimmed(text)
        for prefix in ["それぞれ", "その他", "前号", "各1名"] where word.hasPrefix(prefix) {
            if prefix == "その他" || prefix == "前号" { return nil }
            word = String(word.dropFirst(prefix.count))
        }
        while word.hasSuffix("。") { word.removeLast() }
        for ending in ["の職にある者", "の職に在る者", "の職にあるもの", "の職", "にある者", "たる者", "をもって充てる", "を充てる"]
        where word.hasSuffix(ending) {
            word = String(word.dropLast(ending.count))
        }
        guard !word.isEmpty, !["認める", "必要", "次に", "指名", "委員長が", "別に"].contains(where: word.contains) else { return nil }
        let divided = PeopleCount.dividing(word)
        let name = divided?.name ?? word
        let count = divided?.count ?? 1
        let post = BodyText.tight(name)
        guard !post.isEmpty else { return nil }
        if SeatLabel(post) != nil, !PostWord.ranks.contains(post) { return nil }
        // 各部局長等
        if PostWord.isPost(post) || post.hasSuffix("等") && PostWord.isPost(String(post.dropLast())) {
            return .init(post: post, category: nil, count: count, raw: text)
        }
        let isKind =
            PostWord.isCategory(post)
            || isList && (post.hasSuffix("者") || post.hasSuffix("代表") || post.hasSuffix("職員") || post.hasSuffix("員"))
        guard isKind, post.unicodeScalars.count <= 40 else { return nil }
        return .init(post: nil, category: post, count: count, raw: text)
    }
}
