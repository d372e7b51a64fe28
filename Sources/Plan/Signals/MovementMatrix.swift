/// From which mark to which mark the items of a round moved (前回からの動き): counts, and the items of each cell.
///
/// Marks meet on the canonical scale, so that the two rounds may have different sets or versions.
public struct MovementMatrix: Hashable, Sendable {
    /// An item as one round has it.
    public struct Item: Hashable, Sendable {
        /// The same in both rounds: the initiative's lineage, with the unit where several answer.
        public let key: String
        /// As printed, such as `(1) 行政保有データ等の利活用の推進`.
        public let title: String
        /// `nil`: 未回答.
        public let mark: MarkSet.Canonical?
        public let nature: MarkNature

        public init(key: String, title: String, mark: MarkSet.Canonical?, nature: MarkNature = .status) {
            self.key = key
            self.title = title
            self.mark = mark
            self.nature = nature
        }

        var standing: Standing { mark.map(Standing.mark) ?? .unanswered }
    }

    /// An item that went one way.
    public struct Moved: Hashable, Sendable {
        public let key: String
        public let title: String
        public let from: Standing
        public let to: Standing
        public let movement: Movement
    }

    /// Of the later round in its order, then those that are in the earlier one only.
    public let moved: [Moved]

    /// Keys that a round names twice: only their first item counts, and the page says so.
    public let duplicateKeys: [String]

    public init(from earlier: [Item], to later: [Item]) {
        let before = Dictionary(earlier.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        var duplicates: [String] = []
        var seenEarlier: Set<String> = []
        for item in earlier where !seenEarlier.insert(item.key).inserted { duplicates.append(item.key) }
        var seen: Set<String> = []
        var moved: [Moved] = []
        for item in later {
            guard seen.insert(item.key).inserted else {
                duplicates.append(item.key)
                continue
            }
            let old = before[item.key]
            moved.append(
                Moved(
                    key: item.key, title: item.title, from: old?.standing ?? .absent, to: item.standing,
                    movement: Movement(
                        from: old?.standing ?? .absent, to: item.standing,
                        natures: (old?.nature ?? item.nature, item.nature))))
        }
        for item in earlier where seen.insert(item.key).inserted {
            moved.append(
                Moved(
                    key: item.key, title: item.title, from: item.standing, to: .absent, movement: .notComparable))
        }
        self.moved = moved
        duplicateKeys = duplicates
    }

    /// The items of one cell.
    public func items(from old: Standing, to new: Standing) -> [Moved] {
        moved.filter { $0.from == old && $0.to == new }
    }

    /// The number in one cell.
    public func count(from old: Standing, to new: Standing) -> Int { items(from: old, to: new).count }

    /// The items that moved one way.
    public func items(_ movement: Movement) -> [Moved] { moved.filter { $0.movement == movement } }

    /// Rows that occur, in order. The standard marks' order; a row of zeros is not printed.
    public var rows: [Standing] { Standing.all.filter { standing in moved.contains { $0.from == standing } } }
    /// Columns that occur, in order.
    public var columns: [Standing] { Standing.all.filter { standing in moved.contains { $0.to == standing } } }

    /// One row of the table as it is printed.
    public struct Row: Hashable, Sendable {
        public let from: Standing
        /// By column, as ``MovementMatrix/columns``.
        public let counts: [Int]
        public let total: Int
    }

    public var table: [Row] {
        let columns = columns
        return rows.map { row in
            let counts = columns.map { count(from: row, to: $0) }
            return Row(from: row, counts: counts, total: counts.reduce(0, +))
        }
    }
}

extension MovementMatrix {
    /// Between two frozen rounds.
    ///
    /// - Parameters:
    ///   - natures: of the sets of marks, by symbol; a symbol that is not named tells of a status.
    init(
        from earlier: ReportedRound, to later: ReportedRound,
        natures: (old: [String: MarkNature], new: [String: MarkNature]) = ([:], [:])
    ) {
        func item(_ entry: ReportedEntry, _ natures: [String: MarkNature]) -> Item {
            let key = Self.key(of: entry, from: earlier, to: later)
            return Item(
                key: key,
                title: key == entry.lineage ? entry.initiative : "\(entry.initiative)（\(entry.unit)）",
                mark: entry.isAnswered ? entry.mark?.canonical : nil,
                nature: entry.mark.flatMap { natures[$0.symbol] } ?? .status)
        }
        self.init(
            from: earlier.entries.map { item($0, natures.old) }, to: later.entries.map { item($0, natures.new) })
    }

    /// What an answer is matched by: the initiative's lineage, and the unit where several answer. One unit then and now: the
    /// line goes on through a change of the unit's name.
    static func key(of entry: ReportedEntry, from earlier: ReportedRound, to later: ReportedRound) -> String {
        let isAlone = [earlier, later].allSatisfy { $0.entries.count { $0.lineage == entry.lineage } <= 1 }
        return isAlone ? entry.lineage : "\(entry.lineage) \(entry.unit)"
    }
}
