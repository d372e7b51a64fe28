/// A part of a sentence that says who fills a role: 委員長は、副区長をもって充て.
struct RoleClause {
    let label: SeatLabel
    /// The word for it: 幹事長.
    let word: String
    /// The body before の: 作業部会の部会長は.
    let owner: String?
    let members: [SeatTokens.Member]
    let refersToList: Bool

    /// - Parameter officers: words for roles that the articles make themselves.
    static func clauses(in sentence: String, officers: [String: SeatLabel] = [:]) -> [RoleClause] {
        let markers = markers(in: sentence, officers)
        var clauses: [RoleClause] = []
        for (index, marker) in markers.enumerated() {
            let end = index + 1 < markers.count ? markers[index + 1].start : sentence.endIndex
            let said = String(sentence[marker.end..<end])
            let list = refersToList(said)
            var members = list ? [] : members(in: said, as: marker.label, sentence)
            // 議長は会長が務める: who presides is one who sits already.
            if marker.label != .member, members.allSatisfy({ $0.post.map(ownHeads.contains) ?? false }) { members = [] }
            clauses.append(
                RoleClause(
                    label: marker.label, word: marker.word, owner: marker.owner, members: members, refersToList: list))
        }
        return clauses + made(in: sentence) + instated(in: sentence) + attending(sentence) + added(in: sentence)
            + presiding(sentence) + bracketed(in: sentence)
    }

    private static let ownHeads = Set(["会長", "委員長", "座長", "本部長", "部会長", "幹事長"].flatMap { [$0, "副" + $0] })

    /// 副市長を会長とし、: who is made what stands before the word for it.
    private static func made(in sentence: String) -> [RoleClause] {
        var clauses: [RoleClause] = []
        var start = sentence.startIndex
        var index = sentence.startIndex
        while index < sentence.endIndex {
            let next = sentence.index(after: index)
            let rest = sentence[next...]
            if sentence[index] == "は" || sentence[index...].hasPrefix("とし、") { start = next }
            if sentence[..<next].hasSuffix("充て、") { start = next }
            // 部長を会長、次長を副会長とし、: the word that ends the clause may stand behind the last of several.
            if sentence[index] == "を", let end = rest.prefix(8).firstIndex(where: { "と、，".contains($0) }),
                ["とし、", "とする", "とします"].contains(where: { said in
                    sentence[end] == "と" ? rest[end...].hasPrefix(said) : rest[end...].contains(said)
                }),
                let label = SeatLabel(String(rest[..<end])), label.role != nil
            {
                let said = String(sentence[start..<index]).trimmingPrefixes(["し、", "、", "，", ","])
                let parts = ArticleBodies.divided(said)
                let members = parts.compactMap { member($0, isList: false) }
                let isWhole = members.count == parts.count && members.allSatisfy { $0.post != nil }
                // 次に掲げる職にある者を委員とする
                let list = !isWhole && refersToList(said)
                if isWhole || list {
                    clauses.append(
                        RoleClause(
                            label: label, word: String(rest[..<end]), owner: nil, members: list ? [] : members,
                            refersToList: list))
                }
                if sentence[end] != "と" { start = sentence.index(after: end) }
            }
            index = next
        }
        return clauses
    }

    /// 推進委員会に委員長を置き、情報政策課長をもって充てる。
    private static func instated(in sentence: String) -> [RoleClause] {
        guard let joint = sentence.firstRange(of: "を置き、"),
            let end = ["をもって", "がこれに当た", "がこれにあた", "がその任に", "を充て"].compactMap({
                sentence[joint.upperBound...].firstRange(of: $0)
            }).min(by: { $0.lowerBound < $1.lowerBound })
        else { return [] }
        let before = sentence[..<joint.lowerBound]
        let start = before.lastIndex(where: { "には、".contains($0) }).map { before.index(after: $0) } ?? before.startIndex
        // 監事2人を置き
        let said = BodyText.trimmed(before[start...])
        let word = PeopleCount.dividing(said)?.name ?? said
        guard let label = SeatLabel(word), label.role != nil else { return [] }
        let parts = ArticleBodies.divided(covered(String(sentence[joint.upperBound..<end.lowerBound])))
        let members = parts.compactMap { member($0, isList: false) }.map(opened)
        guard members.count == parts.count, members.allSatisfy({ $0.post != nil }) else { return [] }
        let owner = before[..<start].dropLast()
        return [
            RoleClause(
                label: label, word: word, owner: owner.isEmpty ? nil : BodyText.trimmed(owner), members: members,
                refersToList: false)
        ]
    }

    /// 庁議は、町長が主宰する。: a meeting that knows no word for who leads it.
    private static func presiding(_ sentence: String) -> [RoleClause] {
        guard let verb = ["が主宰する", "が主宰し"].compactMap({ sentence.firstRange(of: $0) }).first,
            let leader = post(in: sentence, before: verb.lowerBound)
        else { return [] }
        return [RoleClause(label: .leader, word: "", owner: nil, members: [leader], refersToList: false)]
    }

    /// 町長に事故があるときは副町長がその職務を代理する: who stands in for a leader told by post.
    static func standIn(for leader: String, in sentence: String) -> SeatTokens.Member? {
        guard let absence = sentence.firstRange(of: leader + "に事故があるとき"),
            let joint = ["がその職務を代理", "がその職務を行", "がこれを代理", "が代理"].compactMap({
                sentence[absence.upperBound...].firstRange(of: $0)
            }).first
        else { return nil }
        return post(in: sentence, before: joint.lowerBound)
    }

    /// The post that ends where a particle begins.
    private static func post(in sentence: String, before end: String.Index) -> SeatTokens.Member? {
        let head = sentence[..<end]
        let start = head.lastIndex(where: { "、，はを".contains($0) }).map { head.index(after: $0) } ?? head.startIndex
        guard let found = member(String(head[start...]), isList: false), let post = found.post,
            !ownHeads.contains(post)
        else { return nil }
        return found
    }

    /// Who leads or helps to lead by an office that the articles make themselves: 最高情報責任者, CIO, CDO補佐官.
    static func officer(_ word: String) -> SeatLabel? {
        let offices = ["CDO", "CIO", "CISO", "CTO"]
        let isOffice = word.hasSuffix("責任者") || offices.contains(where: word.hasSuffix) || word.hasSuffix("補佐官")
        guard isOffice, word.unicodeScalars.count <= 24 else { return nil }
        if word.hasPrefix("副") || word.hasPrefix("統括") || word.contains("補佐") { return .deputy }
        return word.hasPrefix("最高") || offices.contains(word) ? .leader : .member
    }

    /// The members that a sentence gives bodies by their names: 部会は課長の職にある者、作業班は係長の職にある者をもって構成する。
    static func bodies(
        in sentence: String, names: some Sequence<String>
    ) -> [(name: String, members: [SeatTokens.Member])] {
        var places: [(name: String, start: String.Index, end: String.Index)] = []
        for name in names.sorted(by: { $0.count > $1.count }) where !name.isEmpty {
            for range in sentence.ranges(of: name + "は")
            where !places.contains(where: { $0.end == range.upperBound }) {
                let before = sentence[..<range.lowerBound].last
                guard before.map({ "、，,。".contains($0) }) ?? true else { continue }
                places.append((name, range.lowerBound, range.upperBound))
            }
        }
        places.sort { $0.start < $1.start }
        return places.enumerated().compactMap { index, place in
            let isLast = index + 1 == places.count
            let said = sentence[place.end..<(isLast ? sentence.endIndex : places[index + 1].start)]
            let end = ["をもって", "をもつて", "で組織", "で構成", "とし", "とする"].compactMap { said.firstRange(of: $0)?.lowerBound }
                .min()
            guard end != nil || !isLast, !refersToList(String(said)) else { return nil }
            let list = BodyText.trimmed(said[..<(end ?? said.endIndex)]).trimmingPrefixes(["、", "，", ","])
            let parts = ArticleBodies.divided(list).flatMap(posts)
            let members = parts.compactMap { member($0, isList: true) }
            return members.isEmpty || members.count != parts.count ? nil : (place.name, members)
        }
    }

    /// 住民課長・福祉課長 → both, where each is a post.
    static func posts(_ part: String) -> [String] {
        let posts = part.split(separator: "・").map { BodyText.trimmed($0) }
        // 副町長・教育長・外部人材: what stands beside several posts is one more member.
        let known = posts.count { PostWord.isPost($0) }
        return posts.count > 1 && (known == posts.count || known >= 2 && known + 1 == posts.count) ? posts : [part]
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
    private static func markers(in sentence: String, _ officers: [String: SeatLabel]) -> [Marker] {
        var markers: [Marker] = []
        var clause = sentence.startIndex
        var index = sentence.startIndex
        while index < sentence.endIndex {
            let letter = sentence[index]
            let next = sentence.index(after: index)
            if "、，,。".contains(letter) {
                clause = next
            } else if letter == "は" || letter == "に" {
                if let marker = marker(sentence[clause..<index], from: clause, end: next, sentence, officers) {
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
        _ head: Substring, from start: String.Index, end: String.Index, _ sentence: String,
        _ officers: [String: SeatLabel]
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
        // 市CSIRTの責任者は: who answers for a body leads it.
        let answers = word == "責任者" && owner.map(ArticleBodies.isBody) ?? false ? SeatLabel.leader : nil
        guard let label = SeatLabel(word) ?? officers[word] ?? answers, label.role != nil else { return nil }
        var end = end
        if sentence[end...].hasPrefix("は") { end = sentence.index(after: end) }
        if sentence[end...].hasPrefix("、") || sentence[end...].hasPrefix("，") || sentence[end...].hasPrefix(",") {
            end = sentence.index(after: end)
        }
        return Marker(start: start, end: end, label: label, word: word, owner: owner)
    }
}
