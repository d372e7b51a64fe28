/// The gate that no item is forgotten (CV1): each source item is mapped or discarded with a reason, each target item is filled or
/// left empty with a reason.
///
/// A filing date that stood in two fields and of which only one was mapped is the failure this is made for.
public struct Coverage: Hashable, Sendable {
    /// An item nobody decided on.
    public struct Gap: Hashable, Sendable, Codable {
        public let reason: Reason
        public let group: String
        public let item: String
        /// The source group that fills the target group; empty for gaps of the source.
        public var source = ""

        public var japanese: String {
            if reason == .partUnmapped {
                return "移行元「\(group)」の項目「\(item)」の一部しか移していません（氏と名、町字と番地号、日付と不詳の表記は、両方を移すか、discard に理由を書いてください）。"
            }
            return reason == .unmapped
                ? "移行元「\(group)」の項目「\(item)」を、どこにも移していません。items に書くか、discard に理由を書いてください。"
                : "移行先「\(group)」の項目「\(item)」に、「\(source)」から入れる値がありません。items に書くか、unfilled に理由を書いてください。"
        }
    }

    public let gaps: [Gap]

    public init(_ mapping: Mapping, from source: RecordLayout, to target: RecordLayout) {
        var gaps: [Gap] = []
        for group in source.groups {
            let mappings = mapping.groups.filter { $0.source == group.name }
            var covered: Set<Int> = []
            var discarded: Set<String> = []
            for entry in mappings {
                for item in entry.items { covered.formUnion(item.expression.columns) }
                covered.formUnion(entry.only?.columns ?? [])
                discarded.formUnion(entry.discards.map(\.item))
            }
            for (column, item) in group.items.enumerated()
            where !covered.contains(column) && !discarded.contains(item.name) {
                gaps.append(Gap(reason: .unmapped, group: group.name, item: item.name))
            }
            for column in Coverage.parted(mappings) where !discarded.contains(group.items[column].name) {
                gaps.append(Gap(reason: .partUnmapped, group: group.name, item: group.items[column].name))
            }
        }
        // One file may be filled from several source groups: each of them says what it fills.
        for entry in mapping.groups {
            guard let group = target.group(named: entry.target) else { continue }
            let filled = Set(entry.items.map(\.item)).union(entry.unfilled.map(\.item))
            for item in group.items where !filled.contains(item.name) {
                gaps.append(
                    Gap(reason: .notCovered, group: group.name, item: item.name, source: entry.source))
            }
        }
        self.gaps = gaps
    }

    /// Functions that take one part of a value, with those that take the rest of it. What a town leaves of an address is asked record
    /// by record: an item may hold towns only.
    private static let parts: [(part: Function, rest: Function)] = [
        (.family, .given), (.given, .family), (.lot, .town), (.townCode, .town), (.unknownText, .date),
        (.unknownFlag, .date),
    ]

    /// Source columns of which only a part is carried.
    static func parted(_ mappings: [GroupMapping]) -> [Int] {
        let expressions = mappings.flatMap { $0.items.map(\.expression) }
        let all = Set(parts.map(\.part))
        let whole = expressions.reduce(into: Set<Int>()) { $0.formUnion($1.columns(outside: all)) }
        var missing: Set<Int> = []
        for (part, rest) in parts {
            let taken = expressions.reduce(into: Set<Int>()) { $0.formUnion($1.columns(under: [part])) }
            let others = expressions.reduce(into: Set<Int>()) { $0.formUnion($1.columns(under: [rest])) }
            missing.formUnion(taken.subtracting(others))
        }
        return missing.subtracting(whole).sorted()
    }
}
