import Japanese

/// What records of the target must satisfy, beyond the form of each value.
///
/// A rule is data. Its reason gives it a stable code and a severity, so that findings, decisions and reports of many rehearsals can be
/// compared.
public struct Rule: Hashable, Sendable {
    /// Unique among the rules of a workbench: what findings name.
    public let id: String
    /// The target group whose records it looks at.
    public let group: String
    public let reason: Reason
    /// Only records that fit all of these are looked at.
    public let filters: [Filter]
    public let check: Check

    /// Records of which an item holds one of some values.
    public struct Filter: Hashable, Sendable {
        public let column: Int
        public let values: [[UInt8]]
    }

    /// A group and one of its items.
    public struct Place: Hashable, Sendable {
        public let group: String
        public let column: Int
    }

    public enum Check: Hashable, Sendable {
        /// Each record for itself, chunk by chunk.
        case record(RecordCheck)
        /// Records among each other and with other groups, after all files were read.
        case set(SetCheck)
    }
}

/// What one record can be asked. Columns are positions of items in the group.
public enum RecordCheck: Hashable, Sendable {
    case form(column: Int, ValueForm)
    /// The second date is not before the first (DT3). Empty dates are not compared.
    case dateOrder(first: Int, then: Int)
    /// The reading of a name is in katakana and not empty, and the name itself is not in katakana only (NM5).
    case kana(reading: Int, name: Int)
    case checkDigit(column: Int, CheckDigit)
    /// A total equals the sum of its parts (XS3): an empty part adds nothing, an empty total equals no part that is there.
    case sum(total: Int, parts: [Int])
    /// The town existed on the record's day (AD4); without a day, it exists still.
    case townExists(code: Int, on: Int?)
    /// The item is not empty: with the rule's filters, 条件付き必須 (RQ2).
    case filled(column: Int)
    /// The item is not empty where a condition over the record holds: 条件付き必須 of the layout (RQ2).
    case filledWhen(column: Int, Expression)
}

/// What records can be asked together.
public enum SetCheck: Hashable, Sendable {
    /// No two records have the same values; empty ones are not compared (ID2).
    case unique([Int])
    /// The value is none of those of another group (ID3).
    case disjoint(column: Int, from: Rule.Place)
    /// The value is one of those of other groups (XS1). An empty one is asked for elsewhere.
    case reference(column: Int, to: [Rule.Place])
    /// Items equal those of the record of another group with the same key (XS2). Empty values are not compared.
    case same(key: Int, items: [Pair], of: Rule.Place)
    /// A flag is set in both or in neither of two systems (PR1).
    case sameFlag(key: Int, flag: Int, of: Rule.Place, otherFlag: Int)
    /// The record names nobody whose flag is set in another group (PR2).
    case noneFlagged(key: Int, of: Rule.Place, flag: Int)
    /// An amount equals that of the newest record of another group with the same key (XS3).
    case sameAmount(key: Int, amount: Int, of: Rule.Place, otherAmount: Int, newest: Int?)
    case household(HouseholdCheck)
    case history(HistoryCheck)

    /// Items of two groups that must say the same.
    public struct Pair: Hashable, Sendable {
        public let column: Int
        public let other: Int
    }
}

/// Heads, relations and members of households (HH1–HH3). The rule's group is that of households.
public struct HouseholdCheck: Hashable, Sendable {
    /// In the group of households.
    public let household: Int
    public let designatedHead: Int
    /// In the group of members.
    public let members: Rule.Place
    public let memberHousehold: Int
    public let relation: Int
    public let sex: Int
    public let birth: Int
    /// Members who live there now.
    public let living: Rule.Filter
    public let codes: Codes

    /// Values of 続柄 and 性別.
    public struct Codes: Hashable, Sendable {
        public let head: [UInt8]
        public let husband: [UInt8]
        public let wife: [UInt8]
        public let child: [UInt8]
        public let male: [UInt8]
        public let female: [UInt8]
    }
}

/// The order of somebody's changes, and the newest of them against the present state (HI1, HI2). The rule's group is that of changes.
public struct HistoryCheck: Hashable, Sendable {
    public let person: Int
    public let number: Int
    public let date: Int
    /// “1” in the newest change.
    public let newest: Int
    /// The group of present states, and its key.
    public let of: Rule.Place
    public let pairs: [SetCheck.Pair]
}

/// All rules of a workbench.
public struct RuleSet: Hashable, Sendable {
    public let rules: [Rule]

    public init(_ rules: [Rule] = []) { self.rules = rules }

    /// Groups that a rule cannot be asked without.
    package static func groups(of rule: Rule) -> Set<String> {
        guard case .set(let check) = rule.check else { return [rule.group] }
        // One of several places is enough for a reference.
        if case .reference = check { return [rule.group] }
        return Set([rule.group] + check.otherColumns.map(\.group))
    }

    /// Items of a group that must be kept in memory until all files were read.
    func keptColumns(of group: ItemGroup) -> Set<Int> {
        var columns: Set<Int> = []
        for rule in rules {
            guard case .set(let check) = rule.check else { continue }
            if rule.group == group.name {
                columns.formUnion(check.ownColumns)
                columns.formUnion(rule.filters.map(\.column))
            }
            for place in check.otherColumns where place.group == group.name { columns.insert(place.column) }
        }
        // Findings name records by their keys.
        if !columns.isEmpty { columns.formUnion(group.keyColumns) }
        return columns
    }
}

extension SetCheck {
    /// Items of the other record that a failure was found by.
    /// - Parameter column: the item the failure is told about; -1 for the whole record.
    package func compared(_ reason: Reason, at column: Int) -> [Int] {
        switch self {
        case .unique(let columns): columns
        case .disjoint(_, let place): [place.column]
        case .reference: []
        case .same(_, let items, _): items.filter { $0.column == column }.map(\.other)
        case .sameFlag(_, _, _, let flag): [flag]
        case .noneFlagged(_, _, let flag): [flag]
        case .sameAmount(_, _, _, let amount, let newest): (newest.map { [$0] } ?? []) + [amount]
        case .household(let check):
            reason == .head
                ? [check.memberHousehold, check.living.column, check.relation]
                : [check.relation, check.sex, check.birth]
        case .history(let check):
            reason == .historyCurrent
                ? [check.number, check.newest] + check.pairs.filter { $0.other == column }.map(\.column)
                : [check.number, check.date]
        }
    }

    var ownColumns: [Int] {
        switch self {
        case .unique(let columns): columns
        case .disjoint(let column, _), .reference(let column, _): [column]
        case .same(let key, let items, _): [key] + items.map(\.column)
        case .sameFlag(let key, let flag, _, _): [key, flag]
        case .noneFlagged(let key, _, _): [key]
        case .sameAmount(let key, let amount, _, _, _): [key, amount]
        case .household(let check): [check.household, check.designatedHead]
        case .history(let check): [check.person, check.number, check.date, check.newest] + check.pairs.map(\.column)
        }
    }

    var otherColumns: [Rule.Place] {
        func places(_ place: Rule.Place, _ columns: [Int]) -> [Rule.Place] {
            [place] + columns.map { Rule.Place(group: place.group, column: $0) }
        }
        switch self {
        case .unique: return []
        case .disjoint(_, let place): return [place]
        case .reference(_, let to): return to
        case .same(_, let items, let of): return places(of, items.map(\.other))
        case .sameFlag(_, _, let of, let flag): return places(of, [flag])
        case .noneFlagged(_, let of, let flag): return places(of, [flag])
        case .sameAmount(_, _, let of, let amount, let newest):
            return places(of, [amount] + (newest.map { [$0] } ?? []))
        case .household(let check):
            return places(
                check.members, [check.memberHousehold, check.relation, check.sex, check.birth, check.living.column])
        case .history(let check): return places(check.of, check.pairs.map(\.other))
        }
    }
}
