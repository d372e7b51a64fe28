import Japanese
import Tabular

/// All that is needed to convert the records of one source group, worked out once.
struct ConversionPlan: Sendable {
    /// One target group that is filled from the source group.
    struct Entry: Sendable {
        let target: ItemGroup
        /// Among all group entries of the mapping, from 0: what origins name.
        let number: Int
        let only: Expression?
        /// For each item of the target group in its order: how it is filled; `nil` where it stays empty.
        let items: [Expression?]
        /// Items that stay empty with a reason. Others without an expression are told once, by the gate of the mapping.
        let unfilled: Set<String>
        let checks: [TargetCheck]
    }

    let source: ItemGroup
    let entries: [Entry]
    let codeMaps: [String: [String: String]]
    let gaiji: [UInt32: GaijiDictionary.Entry]
    /// Source columns that some entry looks at.
    let covered: Set<Int>
    /// Source columns that are discarded with a reason.
    let discarded: Set<Int>
    let keyColumns: [Int]
    let policy: CharacterPolicy
    let shrink: ShrinkTable
    let towns: TownList
    /// The system whose records are converted: part of the subject of every decision.
    let system: String
    let decisions: DecisionSet
    /// The day of the run; `nil` where no day is later than it.
    let today: CivilDate?
    /// Source columns of which only a part is mapped: told once, by the gate of the mapping.
    let parted: Set<Int>
    /// Source columns of which some item takes the words of an unknown date (不詳表記).
    let toldUnknown: Set<Int>
    /// Source columns of which some item takes what follows the town (番地号).
    let lots: Set<Int>
    /// Source columns that hold amounts: those that fill a number of the target by themselves.
    let amounts: [Int]

    init(
        group: ItemGroup, mapping: Mapping, target: RecordLayout, gaiji: [UInt32: GaijiDictionary.Entry],
        policy: CharacterPolicy = .all, shrink: ShrinkTable = ShrinkTable(), towns: TownList = TownList([]),
        decisions: DecisionSet = DecisionSet(), today: CivilDate? = nil
    ) {
        source = group
        self.gaiji = gaiji
        self.policy = policy
        self.shrink = shrink
        self.towns = towns
        self.decisions = decisions
        self.today = today
        system = mapping.system
        codeMaps = Dictionary(mapping.codeMaps.map { ($0.name, $0.codes) }) { first, _ in first }
        let numbered = mapping.groups.enumerated().filter { $0.element.source == group.name }
        let mappings = numbered.map(\.element)
        parted = Set(Coverage.parted(mappings))
        entries = numbered.compactMap { number, entry in
            guard let targetGroup = target.group(named: entry.target) else { return nil }
            let byItem = Dictionary(entry.items.map { ($0.item, $0.expression) }) { first, _ in first }
            return Entry(
                target: targetGroup, number: number, only: entry.only, items: targetGroup.items.map { byItem[$0.name] },
                unfilled: Set(entry.unfilled.map(\.item)), checks: targetGroup.items.map { TargetCheck($0, in: target) }
            )
        }
        covered = mappings.reduce(into: []) { covered, entry in
            for item in entry.items { covered.formUnion(item.expression.columns) }
            covered.formUnion(entry.only?.columns ?? [])
        }
        discarded = Set(
            mappings.flatMap(\.discards).compactMap { discard in
                group.items.firstIndex { $0.name == discard.item }
            })
        toldUnknown = entries.reduce(into: []) { told, entry in
            for case let item? in entry.items { told.formUnion(item.columns(under: [.unknownText])) }
        }
        lots = entries.reduce(into: []) { lots, entry in
            for case let item? in entry.items { lots.formUnion(item.columns(under: [.lot])) }
        }
        amounts = ConversionPlan.amounts(entries)
        keyColumns = group.keyColumns
    }

    private static func amounts(_ entries: [Entry]) -> [Int] {
        var columns: Set<Int> = []
        for entry in entries {
            for (check, expression) in zip(entry.checks, entry.items)
            where check.item.type == .signed {
                if case .call(.number, let arguments)? = expression, case .source(let column)? = arguments.first {
                    columns.insert(column)
                }
            }
        }
        return columns.sorted()
    }

    /// Target items that a source column fills as an amount, as `group/item`.
    func items(filledBy column: Int) -> [String] {
        entries.flatMap { entry in
            zip(entry.target.items, entry.items).compactMap { item, expression in
                guard item.type == .signed,
                    case .call(.number, let arguments)? = expression, arguments.first == .source(column)
                else { return nil }
                return "\(entry.target.name)/\(item.name)"
            }
        }
    }
}
