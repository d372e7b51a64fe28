import Japanese

/// Bodies that running text tells of in one sentence: 市長を本部長、副市長を副本部長とし、各部長を本部員とする「推進本部」を置く.
struct ProseBodies {
    var drafts: [BodyDraft] = []
    /// Seats beside those of a sentence or a table: 推進本部にアドバイザーとして外部人材を置く.
    private(set) var more: [(body: String, seat: ReadBody.Seat)] = []
    /// Sections with the bodies that sentences name as served by them: 推進本部及び推進委員会の事務局は、環境課に置く.
    var served: [(bodies: [String], sections: [String])] = []
    var ledger = LineLedger()

    /// A line of text that is shorter ends its paragraph, whether it has a full stop or not.
    static let wrappedLettersMin = 20

    init(_ rows: [SeatRow]) {
        var heading: String?
        // The body that a sentence above set up or named, up to the next heading or empty line.
        var setUp: String?
        var paragraph: (text: String, rows: [SeatRow]) = ("", [])
        func flush(_ bodies: inout ProseBodies) {
            // 1 事務局長を座長とし
            let text = SeatTokens.withoutNumber(paragraph.text)
            for sentence in ArticleBodies.sentences(text)
            where bodies.drafts.count < SeatReader.bodiesMax && Self.mayTell(sentence) {
                bodies.read(sentence, below: heading, behind: setUp, paragraph.rows)
                if let setUp { bodies.read(sentence, of: setUp, paragraph.rows) }
                bodies.readMore(sentence, below: heading ?? setUp, paragraph.rows)
                setUp = SeatReader.setUp(in: sentence) ?? Self.mentioned(in: sentence) ?? setUp
            }
            paragraph = ("", [])
        }
        for row in rows {
            if row.isBlank || row.isGrid || row.text.utf8.count > BodyText.rowBytesMax {
                flush(&self)
                setUp = nil
                continue
            }
            let isSentence = BodyText.isSentence(row.text)
            if !isSentence, let title = BodyName.title(row.text) {
                flush(&self)
                setUp = nil
                heading = title.name
                continue
            }
            if paragraph.text.utf8.count > BodyText.rowBytesMax { flush(&self) }
            paragraph.text += row.text
            paragraph.rows.append(row)
            if isSentence || row.text.unicodeScalars.count < Self.wrappedLettersMin {
                flush(&self)
                // A heading is that of the first paragraph below it.
                heading = nil
            }
        }
        flush(&self)
    }

    /// Whether a sentence has a letter without which none tells of a body, who sits in it, or who serves it: most of a long text has none.
    private static func mayTell(_ sentence: String) -> Bool {
        sentence.unicodeScalars.contains { scalar in
            switch scalar {
            case "会", "部", "班", "ム", "プ", "局", "議", "庶", "事", "座", "長", "構", "組", "置", "設", "成", "ザ", "T", "G", "Ｔ",
                "Ｇ":
                true
            default: false
            }
        }
    }

    private mutating func read(
        _ sentence: String, below heading: String?, behind mentioned: String?, _ rows: [SeatRow]
    ) {
        guard let line = rows.first?.line else { return }
        if let added = Self.added(in: sentence) {
            more.append((added.body, Self.seat(added.member, as: added.label, line)))
            ledger.account(.used(.member), ofAll: rows.flatMap(\.lines))
        }
        if let whole = Self.composed(in: sentence) {
            open(whole.name, whole.members.map { (.member, $0) }, rows)
            return
        }
        if readComposed(sentence, below: heading ?? mentioned, rows) { return }
        guard let made = Self.made(in: sentence) else { return }
        // 本部は、副町長を副本部長、各課長を本部員として構成する, behind the sentence that names the whole body.
        if let topic = sentence.firstIndex(of: "は"), case let said = String(sentence[..<topic]), said.count >= 2,
            let known = drafts.lastIndex(where: { $0.name.hasSuffix(said) })
        {
            for seat in made.seats { drafts[known].add(Self.seat(seat.member, as: seat.label, line)) }
            ledger.account(.used(.member), ofAll: rows.flatMap(\.lines))
            return
        }
        guard made.seats.contains(where: { $0.label.role == .leader }),
            let said = Self.name(in: sentence, behind: made.end) ?? Self.name(in: sentence, behind: made.leaderEnd)
                ?? heading
        else { return }
        // 作業部会を置く below 読書活動推進作業部会: the heading has the whole name.
        let name = [heading, mentioned].compactMap(\.self).first { $0.hasSuffix(said) } ?? said
        open(name, made.seats, rows)
    }

    /// Takes up a body that a sentence tells of as a whole.
    mutating func open(_ name: String, _ seats: Seats, secretariat: [String] = [], _ rows: [SeatRow]) {
        guard let line = rows.first?.line else { return }
        var draft = BodyDraft(name: name, line: line)
        for seat in seats { draft.add(Self.seat(seat.member, as: seat.label, line)) }
        for section in secretariat { draft.addSecretariat(section) }
        drafts.append(draft)
        ledger.account(.used(.member), ofAll: rows.flatMap(\.lines))
    }

    /// 学識経験者及び公募市民で構成し、… below the name of the body; …の下に「幹事会」を置き、関係課長で構成します。
    private mutating func readComposed(_ sentence: String, below heading: String?, _ rows: [SeatRow]) -> Bool {
        guard Self.made(in: sentence) == nil,
            let verb = Self.composing.compactMap({ sentence.firstRange(of: $0) }).min(by: {
                $0.lowerBound < $1.lowerBound
            })
        else { return false }
        let before = String(sentence[..<verb.lowerBound])
        var name = heading
        var said = before
        if let joint = ["」を置き、", "」を設置し、", "」を設け、"].compactMap({ before.firstRange(of: $0) }).first,
            let open = before[..<joint.lowerBound].lastIndex(of: "「")
        {
            name = String(before[open..<joint.lowerBound].dropFirst())
            said = String(before[joint.upperBound...])
        }
        let parts = ArticleBodies.divided(Self.withoutTotal(said))
        let members = parts.compactMap { RoleClause.member($0, isList: true) }
        guard let name, BodyName.isName(name), members.count == parts.count,
            members.count > 1 || members.contains(where: { $0.post != nil }),
            !drafts.contains(where: { $0.name == name })
        else { return false }
        open(name, members.map { (.member, $0) }, rows)
        return true
    }

    /// 学識経験者及び公募市民の12人以内 → 学識経験者及び公募市民: how many they are together.
    private static func withoutTotal(_ said: String) -> String {
        guard let joint = said.lastIndex(where: { "の、".contains($0) }),
            PeopleCount(String(said[joint...].dropFirst())) != nil
        else { return said }
        return String(said[..<joint])
    }

    private static let composing = ["により構成", "で構成", "をもって構成", "で組織", "をもって組織"]

    /// 「推進委員会」を設置し、…。委員会は、消防次長（委員長）、総務課長及び女性職員の代表により構成し、…: whom the body set up before consists of.
    private mutating func read(_ sentence: String, of name: String, _ rows: [SeatRow]) {
        guard let topic = sentence.firstIndex(of: "は"),
            name.hasSuffix(sentence[..<topic]), sentence[..<topic].count > 1,
            let verb = Self.composing.compactMap({ sentence.firstRange(of: $0) }).first
        else { return }
        let said = String(sentence[topic..<verb.lowerBound].dropFirst()).trimmingPrefixes(["、", "，"])
        guard SeatReader.setUp(in: said) == nil, !RoleClause.refersToList(said) else { return }
        let parts = ArticleBodies.divided(said)
        let members = parts.compactMap { part in
            let labelled = SeatTokens.labelled(part)
            return RoleClause.member(labelled?.post ?? part, isList: true).map { ($0, labelled?.label ?? .member) }
        }
        guard members.count == parts.count, members.count > 1, !drafts.contains(where: { $0.name == name }) else {
            return
        }
        open(name, members.map { ($1, $0) }, secretariat: ArticleBodies.secretariat(in: sentence) ?? [], rows)
    }

    /// Whether a sentence says who sits, and nothing that is done besides: it promises nothing then.
    static func onlySeats(_ sentence: String) -> Bool {
        guard sentence.utf8.count <= BodyText.rowBytesMax, ["とし", "とする", "として"].contains(where: sentence.contains)
        else {
            return false
        }
        if added(in: sentence) != nil { return true }
        guard let made = made(in: sentence), made.seats.contains(where: { $0.label.role == .leader }) else {
            return false
        }
        return ["", "。", "ます。", "る。", "ている。", "ています。"].contains(String(sentence[made.end...]))
    }

    static func seat(_ member: SeatTokens.Member, as label: SeatLabel, _ line: Int) -> ReadBody.Seat {
        ReadBody.Seat(
            role: label.role ?? .member, post: member.post, category: member.category, count: member.count, line: line,
            raw: member.raw)
    }

    // MARK: Who is made what

    typealias Seats = [(label: SeatLabel, member: SeatTokens.Member)]

    /// 市長を本部長、副市長を副本部長とし、教育長及び部長で構成する: who stands before を and the word for a role, and the rest as members.
    private static func made(in sentence: String) -> (seats: Seats, end: String.Index, leaderEnd: String.Index)? {
        var seats: Seats = []
        var start = sentence.startIndex
        var leaderEnd = start
        var isSaid = false
        guard sentence.contains("とし") || sentence.contains("とする") else { return nil }
        let scalars = sentence.unicodeScalars
        for mark in scalars.indices where scalars[mark] == "を" && mark >= start {
            let rest = sentence[scalars.index(after: mark)...]
            guard
                let end = rest.unicodeScalars.indices.prefix(10).dropFirst()
                    .first(where: { "、，と".unicodeScalars.contains(scalars[$0]) }),
                let label = SeatLabel(String(rest[..<end])), label.role != nil
            else { continue }
            let verb = ["とし、", "とする", "とした", "として構成", "として組織", "とし"].first(where: rest[end...].hasPrefix)
            guard verb != nil || rest[end] != "と" else { continue }
            let found = members(in: String(sentence[start..<mark]))
            guard !found.isEmpty else { return nil }
            seats += found.map { (label, $0) }
            isSaid = isSaid || verb != nil
            start = sentence.index(end, offsetBy: verb?.count ?? 1)
            // 人事課長を座長とする検討部会を設け、財政課長を部会員として: the name may stand behind who leads.
            if label == .leader { leaderEnd = start }
        }
        guard isSaid, !seats.isEmpty else { return nil }
        // 〜とし、教育長及び部長で構成する
        for verb in ["で構成", "をもって構成", "で組織", "をもって組織", "が参加"] {
            guard let range = sentence[start...].firstRange(of: verb) else { continue }
            // 〜とする推進本部で点検し、有識者で構成する: of another body.
            let said = String(sentence[start..<range.lowerBound])
            let found = members(in: said)
            guard ArticleBodies.divided(said).flatMap(RoleClause.posts).count == found.count else { continue }
            seats += found.map { (.member, $0) }
            start = range.upperBound
            for ending in ["される", "する", "し、", "した"] where sentence[start...].hasPrefix(ending) {
                start = sentence.index(start, offsetBy: ending.count)
                break
            }
            break
        }
        return (seats, start, leaderEnd)
    }

    /// The members that a clause ends in; what stands before them says when, where and why.
    static func members(in said: String) -> [SeatTokens.Member] {
        let parts = ArticleBodies.sharing(ArticleBodies.divided(said)).flatMap(RoleClause.posts).map(withoutPlace)
        return parts.reversed().map { RoleClause.member($0, isList: true) }.prefix { $0 != nil }.compactMap(\.self)
            .reversed()
    }

    /// 推進本部は市長, 推進本部の下に企画部長 → the post.
    private static func withoutPlace(_ part: String) -> String {
        for joint in ["の下に", "のもとに", "には", "では", "は", "に"] {
            guard let range = part.firstRange(of: joint), range.upperBound < part.endIndex,
                BodyName.isName(BodyText.trimmed(part[..<range.lowerBound]))
            else { continue }
            return String(part[range.upperBound...])
        }
        return part
    }

    /// 関係課長及び住民代表で構成する「検討会」を置く: members alone, and the name behind them.
    private static func composed(in sentence: String) -> (name: String, members: [SeatTokens.Member])? {
        for verb in ["で構成する「", "で構成される「", "により構成する「", "により構成される「", "からなる「", "から成る「", "で組織する「"] {
            guard let range = sentence.firstRange(of: verb),
                let close = sentence[range.upperBound...].firstIndex(of: "」")
            else { continue }
            let name = BodyText.tight(String(sentence[range.upperBound..<close]))
            let before = String(sentence[..<range.lowerBound])
            let members = members(in: before)
            guard BodyName.isName(name), members.count >= 2 || members.first?.post != nil, made(in: sentence) == nil
            else { return nil }
            return (name, members)
        }
        return nil
    }

    // MARK: Of which body

    /// The name behind those who sit, in 「」 or before a particle, or that of whom the sentence is about.
    private static func name(in sentence: String, behind end: String.Index) -> String? {
        let rest = String(sentence[end...]).trimmingPrefixes(["、", "，"])
        var candidates: [String] = []
        if rest.hasPrefix("「"), let close = rest.firstIndex(of: "」") {
            candidates.append(String(rest[rest.index(after: rest.startIndex)..<close]))
        } else {
            for index in rest.indices where "をにがはで（(".contains(rest[index]) {
                candidates.append(String(rest[..<index]))
            }
        }
        for index in sentence.indices where sentence[index] == "は" && index < end {
            candidates.append(String(sentence[..<index]).filter { !"「」".contains($0) })
        }
        return candidates.lazy.map(BodyText.tight).first(where: BodyName.isName)
    }

    /// 推進本部にアドバイザーとして外部人材を置いている
    private static func added(in sentence: String) -> (body: String, label: SeatLabel, member: SeatTokens.Member)? {
        guard let joint = sentence.firstRange(of: "として"),
            let place = sentence[..<joint.lowerBound].lastIndex(of: "に"),
            let label = SeatLabel(String(sentence[sentence.index(after: place)..<joint.lowerBound])), label.role != nil
        else { return nil }
        let rest = String(sentence[joint.upperBound...]).trimmingPrefixes(["、", "，"])
        guard
            let verb = ["を置", "を加え", "を迎え", "を招", "を配置", "を任命", "を選任"].compactMap({ rest.firstRange(of: $0) })
                .min(by: { $0.lowerBound < $1.lowerBound })
        else { return nil }
        let word = String(rest[..<verb.lowerBound])
        let before = sentence[..<place]
        let start = before.lastIndex { "、，。".contains($0) }.map { before.index(after: $0) } ?? before.startIndex
        let body = BodyText.tight(String(before[start...]).filter { !"「」".contains($0) })
        guard BodyName.isName(body), word.unicodeScalars.count <= 40, !word.contains(where: { "、，は".contains($0) })
        else { return nil }
        let member =
            RoleClause.member(word, isList: true)
            ?? SeatTokens.Member(post: nil, category: word, count: 1, raw: word)
        return (body, label, member)
    }
}
