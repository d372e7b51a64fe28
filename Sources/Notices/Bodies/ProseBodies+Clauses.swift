/// What sentences of a plan tell of a body that they or a heading name: who fills which role, who attends, who keeps its affairs.
extension ProseBodies {
    mutating func readMore(_ sentence: String, below name: String?, _ rows: [SeatRow]) {
        guard let line = rows.first?.line, sentence.utf8.count <= BodyText.rowBytesMax else { return }
        if let found = Self.bracketed(in: sentence) ?? name.flatMap({ Self.filled(in: sentence, of: $0) }),
            !drafts.contains(where: { $0.name == found.name })
        {
            open(found.name, found.seats, rows)
        }
        readBracketed(sentence, below: name, rows)
        if let found = Self.followed(sentence), !drafts.contains(where: { $0.name == found.name }) {
            open(found.name, found.members.map { (.member, $0) }, rows)
        }
        // 〜推進会議を置く。総務部長はオブザーバーとして出席する。
        if let last = drafts.indices.last, drafts[last].line == line {
            for clause in RoleClause.attending(sentence) {
                for member in clause.members { drafts[last].add(Self.seat(member, as: clause.label, line)) }
            }
        }
        serve(sentence)
    }

    /// 本部は、本部長（市長）、副本部長（副市長）及び本部員（各部長）で構成し: of the body that was named before.
    private mutating func readBracketed(_ sentence: String, below name: String?, _ rows: [SeatRow]) {
        let clauses = RoleClause.bracketed(in: sentence)
        guard let line = rows.first?.line, !clauses.isEmpty, let topic = sentence.firstIndex(of: "は") else { return }
        let said = BodyText.tight(String(sentence[..<topic]))
        let known = drafts.lastIndex { said.count > 1 && $0.name.hasSuffix(said) }
        let named = BodyName.isName(said) ? said : name.flatMap { said.count > 1 && $0.hasSuffix(said) ? $0 : nil }
        guard known != nil || named != nil else { return }
        if known == nil, let named { drafts.append(BodyDraft(name: named, line: line)) }
        let place = known ?? drafts.count - 1
        for clause in clauses {
            for member in clause.members
            where !drafts[place].seats.contains(where: { $0.role == clause.label.role && $0.post == member.post }) {
                drafts[place].add(Self.seat(member, as: clause.label, line))
            }
        }
        for section in ArticleBodies.secretariat(in: sentence) ?? [] { drafts[place].addSecretariat(section) }
        ledger.account(.used(.member), ofAll: rows.flatMap(\.lines))
    }

    /// 推進本部及び推進チームの事務局は、企画課が担います。
    private mutating func serve(_ sentence: String) {
        for said in ArticleBodies.serving(sentence) {
            let served = ArticleBodies.served(in: said).filter { $0.count > 1 }
            guard !served.isEmpty, let sections = ArticleBodies.secretariat(in: said) else { continue }
            for index in drafts.indices where served.contains(where: drafts[index].name.hasSuffix) {
                sections.forEach { drafts[index].addSecretariat($0) }
            }
            // 委員会の事務は: of which one, only what stands above tells.
            self.served.append((served.filter(BodyName.isName), sections))
        }
    }

    /// 本部長は町長、副本部長は副町長及び教育長とし、各課長を本部員とします。 below the name of the body.
    private static func filled(in sentence: String, of name: String) -> (name: String, seats: Seats)? {
        // It begins with who leads: a short word, and nothing is looked at where it does not.
        guard let topic = sentence.unicodeScalars.prefix(BodyName.lettersMax).firstIndex(of: "は"),
            let word = sentence.unicodeScalars[..<topic].split(separator: "の").last,
            SeatLabel(String(scalars: word)) == .leader
        else { return nil }
        let clauses = RoleClause.clauses(in: sentence)
        guard BodyName.isName(name), let first = clauses.first, first.label == .leader, !first.members.isEmpty,
            first.owner.map(name.hasSuffix) ?? true,
            sentence.hasPrefix((first.owner.map { $0 + "の" } ?? "") + first.word),
            !clauses.contains(where: \.refersToList)
        else { return nil }
        return (name, clauses.flatMap { clause in clause.members.map { (clause.label, $0) } })
    }

    private static let bracketLettersMax = 300

    /// 経営改善委員会（委員長　副会長、委員　常務理事、各課長）が点検し: a bracket behind the name that says who sits.
    private static func bracketed(in sentence: String) -> (name: String, seats: Seats)? {
        let scalars = sentence.unicodeScalars
        for open in scalars.indices where scalars[open] == "（" || scalars[open] == "(" {
            let inside = scalars[scalars.index(after: open)...].prefix(bracketLettersMax)
                .prefix { !"）)（(".unicodeScalars.contains($0) }
            guard inside.endIndex < scalars.endIndex, "）)".unicodeScalars.contains(scalars[inside.endIndex]),
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
            guard let label, words.count == 1, let member = RoleClause.member(words[0], isList: true) else {
                return nil
            }
            seats.append((label, member))
        }
        return seats.first?.label == .leader ? seats : nil
    }

    /// 外部の委員で構成する経営評価委員会が毎年9月に行います。: the body that a sentence is about or names first.
    static func mentioned(in sentence: String) -> String? {
        guard sentence.utf8.count <= BodyText.rowBytesMax else { return nil }
        let sentence = ArticleBodies.withoutAliases(sentence)
        let scalars = sentence.unicodeScalars
        return scalars.indices.lazy.filter { "がはをでに".unicodeScalars.contains(scalars[$0]) }
            .compactMap { body(endingIn: sentence[..<$0]) }.first
    }

    /// The name in which a text ends, without what the clause before it says.
    private static func body(endingIn text: Substring) -> String? {
        let letters = text.unicodeScalars.suffix(BodyName.lettersMax * 2)
        let clause = letters.lastIndex { "、，。「".unicodeScalars.contains($0) }.map(letters.index(after:))
        var name = text[(clause ?? letters.startIndex)...]
        for joint in ["する", "した", "なる", "成る", "された", "される"] {
            if let range = name.ranges(of: joint).last { name = name[range.upperBound...] }
        }
        let whole = BodyText.tight(String(name.last == "」" ? name.dropLast() : name))
        return BodyName.isName(whole) ? whole : nil
    }
}

extension ProseBodies {
    /// What a body does with a plan.
    private static let following = ["点検", "評価", "検証", "意見", "進捗", "進行", "推進"]

    /// 有識者で構成する行政改革懇話会の意見を聴く: a body that follows a plan, told without brackets.
    static func followed(_ sentence: String) -> (name: String, members: [SeatTokens.Member])? {
        guard following.contains(where: sentence.contains) else { return nil }
        for verb in ["で構成する", "で構成される", "により構成する", "からなる", "から成る", "で組織する"] {
            for range in sentence.ranges(of: verb) {
                let rest = sentence[range.upperBound...]
                let name = rest.indices.lazy.filter { "のがでにをはへ".contains(rest[$0]) }
                    .map { BodyText.tight(String(rest[..<$0])) }.first(where: BodyName.isName)
                let before = String(sentence[..<range.lowerBound])
                let clause = before.split(separator: "、").last.map(String.init) ?? before
                guard let name, !clause.contains("や"), !members(in: clause).isEmpty else { continue }
                let members = members(in: before)
                // 市民団体や事業者: joined by a word that divides no list.
                guard !members.contains(where: { $0.category?.contains("や") ?? false }) else { return nil }
                return (name, members)
            }
        }
        return nil
    }
}
