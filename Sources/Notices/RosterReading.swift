import Japanese

/// Finds the bodies of a notice: named in lists, seated in tables or in lines of members.
struct RosterReading {
    /// A body with where its name stands.
    struct Found {
        var name: String
        var rawName: String
        var line: Int
        var column: Int
        var parent: String?
        var secretariat: [String] = []
        var seats: [ReadBody.Seat] = []
        var declaredTotal: Int?
        var totalPlace: LocatedText.Place?
        var numberedTotal: RosterCell.NumberedTotal?
        var numbers: [Int] = []
    }

    let outline: NoticeOutline
    /// Repairs that the document's own words suggest, by the broken text: only for comparing names.
    let repairs: [String: String]
    /// Bodies named in running text and lists, in order.
    private(set) var listed: [Found] = []
    /// Bodies with seats.
    private(set) var seated: [Found] = []
    private(set) var parentLine: Int?
    private(set) var hasTable = false
    /// More bodies than are read.
    private(set) var isCut = false

    /// Bodies in one notice; a ward's has three.
    static let bodiesMax = 200

    static let suffixes = [
        "検討グループ", "グループ", "作業チーム", "チーム", "部会", "委員会", "推進本部", "本部", "検討会議", "推進会議", "会議", "協議会", "検討会", "分科会", "ワーキング",
        "WG", "ＷＧ", "幹事会",
    ]

    init(_ outline: NoticeOutline, repairs: [String: String]) {
        self.outline = outline
        self.repairs = repairs
        let lists = lists()
        var seats = outline.tables.flatMap { table -> [Found] in TableRoster(table).bodies }
        if seats.isEmpty {
            seats = LineRoster(outline).bodies
        } else {
            hasTable = true
        }
        isCut = lists.count > Self.bodiesMax || seats.count > Self.bodiesMax
        listed = Array(lists.prefix(Self.bodiesMax))
        seated = Array(seats.prefix(Self.bodiesMax))
        parentLine = outline.tables.compactMap { table in table.rows.first { $0.spanning != nil }?.line }.first
    }

    static func isBodyName(_ text: String) -> Bool {
        let count = text.unicodeScalars.count
        guard count >= 4, count <= 40, !text.contains("。"), !text.contains("、") else { return false }
        return suffixes.contains { text.hasSuffix($0) } && !["各", "次の", "この", "当該"].contains { text.hasPrefix($0) }
    }

    /// Bullets and items that are names of bodies, after a sentence that sets bodies up.
    private func lists() -> [Found] {
        var found: [Found] = []
        var parent: String?
        func add(_ text: LocatedText) {
            let raw = text.text.trimmingCharacters
            guard Self.isBodyName(repairs[raw] ?? raw) || Self.isBodyName(raw) else { return }
            let place = text.place(of: 0)
            found.append(
                Found(
                    name: repairs[raw] ?? raw, rawName: raw, line: place.line, column: place.column, parent: parent))
        }
        for node in outline.allNodes {
            for block in node.blocks {
                guard let text = block.text else { continue }
                if let named = Self.parent(in: text.text) { parent = named }
                if case .bullet(let bullet) = block { add(bullet) }
            }
            if !node.sign.isEmpty, Self.isBodyName(node.title), parent != nil { add(node.located) }
        }
        return found
    }

    /// デジタル・セキュリティ部会のもとに、次の検討グループを置く
    private static func parent(in text: String) -> String? {
        guard ["置く", "設置する", "設ける", "置きます", "設置します", "設けます"].contains(where: text.contains) else { return nil }
        for joint in ["のもとに", "の下に", "の下部組織として", "に、次の"] {
            guard let range = text.firstRange(of: joint) else { continue }
            var name: [Unicode.Scalar] = []
            for scalar in text[..<range.lowerBound].unicodeScalars.reversed() {
                let script = Script(of: scalar)
                guard
                    script == .kanji || script == .katakana || script == .latin || scalar == "ー" || scalar == "・"
                        || scalar == "･"
                else { break }
                name.append(scalar)
            }
            let text = String(String.UnicodeScalarView(name.reversed()))
            if isBodyName(text) { return text }
        }
        return nil
    }

    /// What is given out: the parent first, then bodies with seats, then those that are only listed.
    func bodies(related initiatives: [ReadInitiative]) -> [ReadBody] {
        var bodies: [ReadBody] = []
        var known: Set<String> = []
        let seatedKeys = Set(seated.map { TextKey($0.name).text })
        let listedByKey = Dictionary(listed.map { (TextKey($0.name).text, $0) }) { first, _ in first }
        let all =
            seated + listed.filter { !seatedKeys.contains(TextKey($0.name).text) }
        let allKeys = Set(all.map { TextKey($0.name).text })
        let parents = all.compactMap(\.parent) + listed.compactMap(\.parent)
        for parent in parents where known.insert(TextKey(parent).text).inserted {
            guard !allKeys.contains(TextKey(parent).text) else { continue }
            bodies.append(
                ReadBody(
                    name: parent, rawName: parent, line: parentLine ?? 0, kind: .subcommittee, parent: nil,
                    secretariat: [], seats: [], declaredTotal: nil, computedTotal: 0, relatedInitiative: nil))
        }
        for found in all {
            let inList = listedByKey[TextKey(found.name).text]
            let parent = found.parent ?? inList?.parent
            bodies.append(
                ReadBody(
                    name: found.name, rawName: inList?.rawName ?? found.rawName, line: found.line,
                    kind: Self.kind(of: found.name, hasParent: parent != nil), parent: parent,
                    secretariat: found.secretariat, seats: found.seats, declaredTotal: found.declaredTotal,
                    computedTotal: found.seats.reduce(0) { $0 + $1.count },
                    relatedInitiative: Self.related(found.name, initiatives)))
        }
        return bodies
    }

    private static func kind(of name: String, hasParent: Bool) -> ReadBody.Kind {
        if name.hasSuffix("作業チーム") || name.hasSuffix("ワーキンググループ") || name.hasSuffix("チーム") || name.hasSuffix("WG") {
            return .workingTeam
        }
        if name.hasSuffix("グループ") || name.hasSuffix("分科会") || name.hasSuffix("検討会") { return .studyGroup }
        if hasParent { return .studyGroup }
        if ["部会", "委員会", "本部", "会議", "協議会"].contains(where: { name.hasSuffix($0) }) { return .subcommittee }
        return .other
    }

    /// The initiative that shares the longest noun with the body's name; `nil` when two share as much.
    private static func related(_ name: String, _ initiatives: [ReadInitiative]) -> String? {
        var stem = name
        for suffix in suffixes where stem.hasSuffix(suffix) {
            stem.removeLast(suffix.count)
            break
        }
        let scores = initiatives.map { (number: $0.number, score: longestCommon(stem, $0.title)) }
        guard let best = scores.max(by: { $0.score < $1.score }), best.score >= 3,
            scores.filter({ $0.score == best.score }).count == 1
        else { return nil }
        return best.number
    }

    /// Length of the longest common run of scalars.
    static func longestCommon(_ left: String, _ right: String) -> Int {
        let a = Array(left.unicodeScalars)
        let b = Array(right.unicodeScalars)
        guard !a.isEmpty, !b.isEmpty else { return 0 }
        var best = 0
        var before = [Int](repeating: 0, count: b.count + 1)
        for scalar in a {
            var now = [Int](repeating: 0, count: b.count + 1)
            for (position, other) in b.enumerated() where scalar == other {
                now[position + 1] = before[position] + 1
                best = max(best, now[position + 1])
            }
            before = now
        }
        return best
    }
}

extension String {
    /// Without space at its ends.
    var trimmingCharacters: String {
        LocatedText(unicodeScalars, line: 0, column: 0).trimmed.text
    }
}
