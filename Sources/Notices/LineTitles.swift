import Japanese

/// Titles without a sign that stand alone in their line: told by empty lines, by what they say, and by what stands below.
struct LineTitles {
    private let parts: [NoticeTable.Part]
    private let roles: [Int: LineRoles.Role]
    private let filled: [Int]
    /// The numbered sign at each filled line, or the next one below it.
    private let following: [HeadingSign?]
    private(set) var found: [(index: Int, start: Int)] = []

    private static let titleMax = 40
    private static let itemsMin = 3

    init(_ parts: [NoticeTable.Part], _ roles: [Int: LineRoles.Role]) {
        self.parts = parts
        self.roles = roles
        filled = parts.indices.filter { if case .line(let line) = parts[$0] { !line.isBlank } else { true } }
        var following = [HeadingSign?](repeating: nil, count: filled.count + 1)
        for place in filled.indices.reversed() {
            following[place] = following[place + 1]
            if case .heading(let sign, _, _)? = roles[filled[place]], sign.ordinal != nil { following[place] = sign }
        }
        self.following = following
        var units: [(index: Int, start: Int)] = []
        var items: [(place: Int, start: Int)] = []
        var owned: [(index: Int, start: Int)] = []
        for place in filled.indices.dropFirst() where place + 1 < filled.count {
            guard let (title, start) = title(at: place) else { continue }
            // おはなし会の開催（図書館）: what is done, and by whom.
            if InitiativeReading.unitBracket(in: title) != nil, isOverSentence(place) {
                owned.append((filled[place], start))
            }
            guard isApartAbove(place) else { continue }
            if UnitNames.isName(Self.withoutBracket(title)), isOverBullets(place) {
                units.append((filled[place], start))
            } else if SectionTitle.isAside(title) && !Self.namesPeople(title) || SectionTitle.isAboutPlan(title) {
                if beginsSection(place) { found.append((filled[place], start)) }
            } else if isOverSentence(place) {
                items.append((place, start))
            }
        }
        if units.count >= 2 { found += units }
        if owned.count >= Self.itemsMin { found += owned }
        take(items)
    }

    /// The text of a line that may be a title.
    private func title(at place: Int) -> (title: String, start: Int)? {
        guard case .text? = roles[filled[place]], case .line(let line) = parts[filled[place]],
            let start = line.scalars.firstIndex(where: { !$0.isSpace })
        else { return nil }
        let body = line.scalars[start...].trimmedEnd
        guard (2...Self.titleMax).contains(body.count), let last = body.last,
            Script(of: last).isJapanese || "）)".unicodeScalars.contains(last),
            !LineRoles.breaksOff(body), !body.contains(where: { "。、，：:！!？?".unicodeScalars.contains($0) })
        else { return nil }
        let title = String(scalars: body)
        // 「町民バス」のこれまで tells of what was; other titles quote nothing.
        if title.contains("「") || title.contains("」"), !["のこれまで", "の経緯", "の歩み"].contains(where: title.hasSuffix) {
            return nil
        }
        // 連絡の見直しについて（お知らせ） names the letter, 教育委員会 over 教育長 who wrote it.
        if title.contains("について（") || title.contains("について(") { return nil }
        if isDirectlyAbove(place), case .line(let below) = parts[filled[place + 1]], UnitNames.isName(title),
            NoticeHeading.signature(below.text) != nil
        {
            return nil
        }
        return DateReader.expressions(in: title).isEmpty ? (title, start) : nil
    }

    private static func withoutBracket(_ title: String) -> String {
        String(title.prefix { $0 != "(" && $0 != "（" }).trimmingCharacters
    }

    private func isApartAbove(_ place: Int) -> Bool { filled[place - 1] < filled[place] - 1 }
    private func isDirectlyAbove(_ place: Int) -> Bool { filled[place + 1] == filled[place] + 1 }

    private func isOverBullets(_ place: Int) -> Bool {
        if case .bullet? = roles[filled[place + 1]] { isDirectlyAbove(place) } else { false }
    }

    /// 区議会議員各位, 検討委員会 構成員名簿: whom a letter is for, and what stands over a roster.
    private static func namesPeople(_ title: String) -> Bool {
        ["各位", "様", "殿", "御中", "構成員", "名簿", "メンバー", "委員一覧"].contains(where: title.hasSuffix)
    }

    /// The next numbered heading begins a series, so that none goes on around the title.
    private func beginsSection(_ place: Int) -> Bool {
        guard let sign = following[place + 1] else { return true }
        return sign.ordinal == 1 && sign.path.isEmpty
    }

    /// A title directly over one sentence or a few, all of which end in a full stop.
    private func isOverSentence(_ place: Int) -> Bool {
        guard isDirectlyAbove(place), case .text? = roles[filled[place + 1]],
            case .line(let line) = parts[filled[place + 1]]
        else { return false }
        return line.scalars[...].trimmedEnd.last == "。"
    }

    /// 11の重点プロジェクト, and below it titles over a sentence each: every one of them is an item.
    private mutating func take(_ items: [(place: Int, start: Int)]) {
        var run: [(place: Int, start: Int)] = []
        for item in items {
            if let last = run.last, item.place - last.place > 4 { finish(&run) }
            run.append(item)
        }
        finish(&run)
    }

    private mutating func finish(_ run: inout [(place: Int, start: Int)]) {
        defer { run = [] }
        guard run.count >= Self.itemsMin, let first = run.first, first.place > 0,
            case .line(let above) = parts[filled[first.place - 1]],
            SectionTitle.countsItems(String(scalars: above.scalars[...]).trimmingCharacters)
        else { return }
        found += run.map { (filled[$0.place], $0.start) }
    }
}
