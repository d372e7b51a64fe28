import Japanese

/// An item that is counted by its mark.
public struct CountedItem<Mark: Hashable & Sendable>: Hashable, Sendable {
    /// Whether the item is listed a second time (再掲).
    public enum Repetition: Hashable, Sendable {
        /// Of the item with this identifier.
        case of(String)
        /// Of one that the record does not name.
        case unnamed
    }

    public let id: String
    /// `nil`: 未回答.
    public let mark: Mark?
    public let repeats: Repetition?

    public init(id: String, mark: Mark?, repeats: Repetition? = nil) {
        self.id = id
        self.mark = mark
        self.repeats = repeats
    }
}

/// How many items have which mark, over both denominators: with items that are listed twice (再掲を含む), and each once
/// (再掲を除く).
///
/// There is a share for each mark, and none for the plan: one percentage for everything would hide what is late.
public struct MarkTally<Mark: Hashable & Sendable>: Hashable, Sendable {
    /// One line of the table.
    public struct Row: Hashable, Sendable {
        /// `nil`: 未回答.
        public let mark: Mark?
        /// Identifiers of the items, for links.
        public let items: [String]
        /// The number with repeated items.
        public let withRepeats: Int
        /// The number of different items.
        public let unique: Int
        /// Of all items; `nil` when there are none.
        public let shareWithRepeats: Share?
        public let shareUnique: Share?
    }

    /// Why the two denominators cannot be trusted.
    public enum Finding: Hashable, Sendable {
        /// Two items with one identifier: only the first is counted.
        case duplicate(id: String)
        /// A repetition and the item it repeats have different marks; the unique count follows the original.
        case marksDiffer(id: String, original: String)
        /// Repetitions that repeat each other, so that none is the original; the first in order is taken for it.
        case circular(id: String)

        public var japanese: String {
            switch self {
            case .duplicate(let id): "「\(id)」が二度あります。後のものは数えていません。識別子を直してください。"
            case .marksDiffer(let id, let original):
                "再掲の「\(id)」と元の「\(original)」の区分が違います。どちらが正しいか確かめてください。"
            case .circular(let id): "「\(id)」は再掲の元をたどると自分に戻ります。元の取組を確かめてください。"
            }
        }
    }

    /// In the order of the marks given, then any other marks as they occur, then 未回答 when there is one.
    public let rows: [Row]
    public let withRepeats: Int
    public let unique: Int
    public let findings: [Finding]

    /// - Parameter order: marks that get a row even when no item has them.
    public init(_ counted: [CountedItem<Mark>], order: [Mark]) {
        var findings: [Finding] = []
        var byID: [String: CountedItem<Mark>] = [:]
        var items: [CountedItem<Mark>] = []
        for item in counted {
            if byID.updateValue(item, forKey: item.id) == nil {
                items.append(item)
            } else {
                byID[item.id] = items.first { $0.id == item.id }
                findings.append(.duplicate(id: item.id))
            }
        }

        // The item that stands for each different thing: the original, or where the list does not have it the first
        // repetition.
        var representatives: Set<String> = []
        var things: Set<String> = []
        for item in items {
            let root = Self.root(of: item, in: byID)
            switch root {
            case .unnamed: break
            case .item(let id):
                representatives.insert(id)
                if let original = byID[id], original.mark != item.mark {
                    findings.append(.marksDiffer(id: item.id, original: id))
                }
            case .outside(let id):
                if things.insert(id).inserted { representatives.insert(item.id) }
            case .circle(let members):
                if things.insert(members.min() ?? item.id).inserted { representatives.insert(item.id) }
                findings.append(.circular(id: item.id))
            }
        }

        var marks = order
        for mark in items.compactMap(\.mark) where !marks.contains(mark) { marks.append(mark) }
        let isSomeUnanswered = items.contains { $0.mark == nil }
        let all = items.count
        let different = representatives.count
        rows = (marks.map(Optional.some) + (isSomeUnanswered ? [nil] : [])).map { mark in
            let own = items.filter { $0.mark == mark }
            let once = own.count { representatives.contains($0.id) }
            return Row(
                mark: mark, items: own.map(\.id), withRepeats: own.count, unique: once,
                shareWithRepeats: Share(own.count, of: all), shareUnique: Share(once, of: different))
        }
        withRepeats = all
        unique = different
        self.findings = findings
    }

    private enum Root {
        case item(String)
        /// The original is not in the list.
        case outside(String)
        case unnamed
        case circle([String])
    }

    private static func root(of item: CountedItem<Mark>, in items: [String: CountedItem<Mark>]) -> Root {
        var current = item
        var way = [item.id]
        while let repetition = current.repeats {
            guard case .of(let id) = repetition else { return .unnamed }
            guard let next = items[id] else { return .outside(id) }
            if let start = way.firstIndex(of: id) { return .circle(Array(way[start...])) }
            way.append(id)
            current = next
        }
        return .item(current.id)
    }
}

extension MarkTally {
    /// How the number of a mark changed since an earlier count.
    public struct Change: Hashable, Sendable {
        public let mark: Mark?
        public let withRepeats: Int
        public let unique: Int
    }

    /// For each mark of either count, in this one's order.
    public func changes(since earlier: MarkTally<Mark>) -> [Change] {
        var marks = rows.map(\.mark)
        for mark in earlier.rows.map(\.mark) where !marks.contains(mark) { marks.append(mark) }
        return marks.map { mark in
            let now = rows.first { $0.mark == mark }
            let before = earlier.rows.first { $0.mark == mark }
            return Change(
                mark: mark, withRepeats: (now?.withRepeats ?? 0) - (before?.withRepeats ?? 0),
                unique: (now?.unique ?? 0) - (before?.unique ?? 0))
        }
    }
}

extension MarkTally where Mark == ReportedEntry.Mark {
    /// The entries of a frozen round by their marks. The sealed record only says that an entry is a repetition, not of which
    /// one.
    init(_ round: ReportedRound) {
        var order: [ReportedEntry.Mark] = []
        for mark in round.entries.compactMap(\.mark) where !order.contains(mark) { order.append(mark) }
        self.init(
            round.entries.map { entry in
                CountedItem(
                    id: entry.id, mark: entry.isAnswered ? entry.mark : nil, repeats: entry.isRepeat ? .unnamed : nil)
            }, order: order.sorted { $0.symbol < $1.symbol })
    }
}
