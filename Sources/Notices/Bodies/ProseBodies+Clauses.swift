/// What sentences of a plan tell of a body that they or a heading name: who fills which role, who attends, who keeps its affairs.
extension ProseBodies {
    mutating func readMore(_ sentence: String, below name: String?, _ rows: [SeatRow]) {
        guard let line = rows.first?.line, sentence.utf8.count <= BodyText.rowBytesMax else { return }
        if let found = Self.bracketed(in: sentence) ?? name.flatMap({ Self.filled(in: sentence, of: $0) }),
            !drafts.contains(where: { $0.name == found.name })
        {
            var draft = BodyDraft(name: found.name, line: line)
            for seat in found.seats { draft.add(Self.seat(seat.member, as: seat.label, line)) }
            drafts.append(draft)
            ledger.account(.used(.member), ofAll: rows.flatMap(\.lines))
        }
        // 〜推進会議を置く。総務部長はオブザーバーとして出席する。
        if let last = drafts.indices.last, drafts[last].line == line {
            for clause in RoleClause.attending(sentence) {
                for member in clause.members { drafts[last].add(Self.seat(member, as: clause.label, line)) }
            }
        }
        serve(sentence)
    }

    /// 推進本部及び推進チームの事務局は、企画課が担います。
    private mutating func serve(_ sentence: String) {
        for said in ArticleBodies.serving(sentence) {
            let served = ArticleBodies.served(in: said).filter { $0.count > 1 }
            guard !served.isEmpty, let sections = ArticleBodies.secretariat(in: said) else { continue }
            for index in drafts.indices where served.contains(where: drafts[index].name.hasSuffix) {
                sections.forEach { drafts[index].addSecretariat($0) }
            }
        }
    }

    /// 本部長は町長、副本部長は副町長及び教育長とし、各課長を本部員とします。 below the name of the body.
    private static func filled(in sentence: String, of name: String) -> (name: String, seats: Seats)? {
        let clauses = RoleClause.clauses(in: sentence)
        guard BodyName.isName(name), let first = clauses.first, first.label == .leader, !first.members.isEmpty,
            first.owner.map(name.hasSuffix) ?? true, sentence.hasPrefix((first.owner.map { $0 + "の" } ?? "") + first.word),
            !clauses.contains(where: \.refersToList)
        else { return nil }
        return (name, clauses.flatMap { clause in clause.members.map { (clause.label, $0) } })
    }

    /// 経営改善委員会（委員長　副会長、委員　常務理事、各課長）が点検し: a bracket behind the name that says who sits.
    private static func bracketed(in sentence: String) -> (name: String, seats: Seats)? {
        for open in sentence.indices where "（(".contains(sentence[open]) {
            let inside = sentence[sentence.index(after: open)...].prefix { !"）)（(".contains($0) }
            guard inside.endIndex < sentence.endIndex, "）)".contains(sentence[inside.endIndex]),
                let name = body(endingIn: sentence[..<open]), let seats = seats(labelled: String(inside))
            else { continue }
            return (name, seats)
        }
        return nil
    }

    /// - Returns: `nil` unless the first leads and every part is somebody.
    private static func seats(labelled said: String) -> Seats? {
        var seats: Seats = []
        var label: SeatLabel?
        for part in ArticleBodies.divided(said) {
            var words = BodyText.words(part.replacing("：", with: "\u{3000}").replacing(":", with: "\u{3000}"))
            if words.count > 1, let own = SeatLabel(words[0]), own.role != nil {
                label = own
                words.removeFirst()
            }
            guard let label, words.count == 1, let member = RoleClause.member(words[0], isList: true) else { return nil }
            seats.append((label, member))
        }
        return seats.first?.label == .leader ? seats : nil
    }

    /// 外部の委員で構成する経営評価委員会が毎年9月に行います。: the body that a sentence is about or names first.
    static func mentioned(in sentence: String) -> String? {
        guard sentence.utf8.count <= BodyText.rowBytesMax else { return nil }
        return sentence.indices.lazy.filter { "がはをでに".contains(sentence[$0]) }
            .compactMap { body(endingIn: sentence[..<$0]) }.first
    }

    /// The name in which a text ends, without what the clause before it says.
    private static func body(endingIn text: Substring) -> String? {
        var name = text[(text.lastIndex { "、，。「".contains($0) }.map { text.index(after: $0) } ?? text.startIndex)...]
        for joint in ["する", "した", "なる", "成る", "された", "される"] {
            if let range = name.ranges(of: joint).last { name = name[range.upperBound...] }
        }
        let whole = BodyText.tight(String(name.last == "」" ? name.dropLast() : name))
        return BodyName.isName(whole) ? whole : nil
    }
}
