import Japanese

/// Asks set rules of the tables, after all files were read.
struct SetChecker {
    /// A record that does not satisfy a rule.
    struct Failure {
        let rule: Rule
        let reason: Reason
        let group: String
        let row: Int
        /// The item of the group; -1 for the whole record.
        let column: Int
        /// A fingerprint of all that the rule looked at in this record and in the other one.
        let hash: UInt64
        /// The record it was compared with.
        var other: Other?
    }

    /// A record of a table, by its row.
    struct Other {
        let group: String
        let row: Int
    }

    /// What is wrong about a record, and what it was compared with.
    private struct Fault {
        let column: Int
        var values: [UnsafeBufferPointer<UInt8>] = []
        var other: Other?
    }

    let tables: [String: GroupTable]
    private(set) var failures: [Failure] = []

    init(tables: [String: GroupTable]) { self.tables = tables }

    /// - Returns: failures in the order of the group's records, rule by rule.
    mutating func run(_ rule: Rule, _ check: SetCheck) -> [Failure] {
        failures = []
        guard let table = tables[rule.group] else { return [] }
        switch check {
        case .unique(let columns): unique(rule, table, columns)
        case .disjoint(let column, let from):
            guard let other = tables[from.group] else { break }
            let index = KeyIndex(other[from.column])
            each(table, rule) { row in
                index.row(table[column][row]).map {
                    Fault(column: column, values: other.values($0), other: Other(group: from.group, row: $0))
                }
            }
        case .reference(let column, let to):
            let indexes = to.compactMap { place in tables[place.group].map { KeyIndex($0[place.column]) } }
            each(table, rule) { row in
                let value = table[column][row]
                if value.isEmpty { return nil }
                return indexes.contains { $0.row(value) != nil } ? nil : Fault(column: column)
            }
        case .same(let key, let items, let of): same(rule, table, key, items, of)
        case .sameFlag(let key, let flag, let of, let otherFlag):
            guard let other = tables[of.group] else { break }
            // Of somebody who is there twice, any set flag counts.
            let (index, flags) = (KeyIndex(other[of.column]), other[otherFlag])
            let flagged = KeyIndex(other[of.column]) { SetChecker.isSet(flags[$0]) }
            each(table, rule) { row in
                let isSet = SetChecker.isSet(table[flag][row])
                guard let found = index.row(table[key][row]) else { return isSet ? Fault(column: flag) : nil }
                let setRow = flagged.row(table[key][row])
                if (setRow != nil) == isSet { return nil }
                return Fault(
                    column: flag, values: [flags[found]], other: Other(group: of.group, row: setRow ?? found))
            }
        case .noneFlagged(let key, let of, let flag):
            guard let other = tables[of.group] else { break }
            let flags = other[flag]
            let flagged = KeyIndex(other[of.column]) { SetChecker.isSet(flags[$0]) }
            each(table, rule) { row in
                flagged.row(table[key][row]).map {
                    Fault(column: key, values: [flags[$0]], other: Other(group: of.group, row: $0))
                }
            }
        case .sameAmount(let key, let amount, let of, let otherAmount, let newest):
            sameAmount(rule, table, key, amount, of, otherAmount, newest)
        case .household(let check): household(rule, table, check)
        case .history(let check): history(rule, table, check)
        }
        return failures
    }

    /// A flag is not set when it is empty or 0. Anything else is: of a code nobody knows the safe meaning is the grave one.
    static func isSet(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        !bytes.isEmpty && !(bytes.count == 1 && bytes[0] == 0x30)
    }

    /// Records of the same value that a fingerprint takes in.
    private static let partnersMax = 8

    // MARK: telling

    /// Asks each record that the rule's filters let through.
    /// - Parameter fault: `nil` when all is well.
    private mutating func each(_ table: GroupTable, _ rule: Rule, fault: (Int) -> Fault?) {
        let filters = rule.filters.map { (filter: $0, column: table[$0.column]) }
        for row in 0..<table.count {
            if !filters.allSatisfy({ $0.filter.holds($0.column[row]) }) { continue }
            if let fault = fault(row) {
                tell(rule, rule.reason, table, row, fault.column, saying: fault.values, in: fault.other)
            }
        }
    }

    /// - Parameters:
    ///   - values: what else was looked at: the failure is another one when they change.
    ///   - other: the record they stand in.
    mutating func tell(
        _ rule: Rule, _ reason: Reason, _ table: GroupTable, _ row: Int, _ column: Int,
        saying values: [UnsafeBufferPointer<UInt8>] = [], in other: Other? = nil
    ) {
        var hash = ValueHash.start
        if column >= 0 { hash = ValueHash.adding(table[column][row], to: hash) }
        for bytes in values { hash = ValueHash.adding(bytes, to: hash) }
        failures.append(
            Failure(
                rule: rule, reason: reason, group: table.group.name, row: row, column: column, hash: hash, other: other)
        )
    }

    // MARK: rules of two groups

    private mutating func unique(_ rule: Rule, _ table: GroupTable, _ columns: [Int]) {
        let filters = rule.filters.map { (filter: $0, column: table[$0.column]) }
        let values = table.joined(columns)
        let index = KeyIndex(values) { row in filters.allSatisfy { $0.filter.holds($0.column[row]) } }
        // Which records share a value belongs to what is decided about: another record makes it another case.
        var partners: [Int: [Int]] = [:]
        for pair in index.repeated { partners[pair.first, default: []].append(pair.row) }
        for (first, others) in partners.sorted(by: { $0.key < $1.key }) {
            let all = [first] + others
            for row in all {
                let rest = all.prefix(SetChecker.partnersMax + 1).filter { $0 != row }.prefix(SetChecker.partnersMax)
                tell(
                    rule, rule.reason, table, row, columns[0], saying: rest.flatMap { table.values($0) },
                    in: rest.first.map { Other(group: rule.group, row: $0) })
            }
        }
    }

    private mutating func same(
        _ rule: Rule, _ table: GroupTable, _ key: Int, _ items: [SetCheck.Pair], _ of: Rule.Place
    ) {
        guard let other = tables[of.group] else { return }
        let index = KeyIndex(other[of.column])
        let pairs = items.map { (column: $0.column, own: table[$0.column], other: other[$0.other]) }
        let filters = rule.filters.map { (filter: $0, column: table[$0.column]) }
        for row in 0..<table.count {
            if !filters.allSatisfy({ $0.filter.holds($0.column[row]) }) { continue }
            guard let found = index.row(table[key][row]) else { continue }
            for pair in pairs {
                let (left, right) = (pair.own[row], pair.other[found])
                if left.isEmpty || right.isEmpty || left.elementsEqual(right) { continue }
                if ComparedText.saysTheSame(left, right) { continue }
                tell(
                    rule, rule.reason, table, row, pair.column, saying: [right],
                    in: Other(group: of.group, row: found))
            }
        }
    }

    private mutating func sameAmount(
        _ rule: Rule, _ table: GroupTable, _ key: Int, _ amount: Int, _ of: Rule.Place, _ otherAmount: Int,
        _ newest: Int?
    ) {
        guard let other = tables[of.group] else { return }
        // Of several records of a person the newest one counts.
        var newestRows: [UInt32] = Array(repeating: 0, count: other.count)
        let index = KeyIndex(other[of.column])
        for row in 0..<other.count {
            guard let first = index.row(other[of.column][row]) else { continue }
            let best = Int(newestRows[first])
            guard best > 0, let newest else {
                newestRows[first] = UInt32(row + 1)
                continue
            }
            if other[newest][best - 1].lexicographicallyPrecedes(other[newest][row]) {
                newestRows[first] = UInt32(row + 1)
            }
        }
        each(table, rule) { row in
            guard let first = index.row(table[key][row]) else { return nil }
            let found = Int(newestRows[first]) - 1
            guard found >= 0 else { return nil }
            let (own, theirs) = (table[amount][row], other[otherAmount][found])
            // An amount that is not there equals none that is.
            if own.isEmpty && theirs.isEmpty { return nil }
            if let number = WholeNumber.of(own), number == WholeNumber.of(theirs) { return nil }
            return Fault(
                column: amount, values: [other[otherAmount][found]], other: Other(group: of.group, row: found))
        }
    }
}

/// Values of two systems that say the same in different characters.
enum ComparedText {
    /// Spaces, full-width forms of ASCII, and kinds of hyphens make no difference (AD1, NM2).
    static func saysTheSame(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        key(left) == key(right)
    }

    private static func key(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt32] {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.compactMap { scalar in
            switch scalar.value {
            case 0x20, 0x3000: nil
            case _ where scalar.isVariationSelector: nil
            case 0x2010...0x2015, 0x2212, 0xFF0D, 0xFF70, 0x2D: 0x2D
            case 0xFF01...0xFF5E: scalar.value - 0xFEE0
            default: scalar.value
            }
        }
    }
}
