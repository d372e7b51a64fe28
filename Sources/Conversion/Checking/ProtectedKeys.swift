import Foundation
import Japanese

/// Keys of people who are protected (支援措置) or hidden from other sections (他業務参照不可) in any system: whoever shows a record that
/// holds one of them shows nothing else of it.
///
/// It fails safe: a flag that was refused protects; where the register lost records, whoever is not known from it is protected; where
/// nothing in a group's records says whom they speak of, all of that group are; and where no rule says which items are flags,
/// everybody is, unless the workbench says `protection: none`.
package struct ProtectedKeys {
    /// As they were written and as their sources have them.
    package internal(set) var keys: Set<String> = []
    /// Nobody can be told apart from a protected person.
    package internal(set) var isEverybody = false
    /// People of the register whose flag was read and is not set, by ``normal(_:)``; `nil` where the register is complete.
    var known: Set<String>?
    /// Target groups of which no record can be led to somebody of the register.
    var groups: Set<String> = []
    /// Keys in one width, and without leading zeros.
    private var narrow: Set<String> = []
    private var normal: Set<String> = []

    /// Rows of protected people in their tables with the item of their key, for looking it up in the source.
    private(set) var rows: [(table: GroupTable, row: Int, key: Int)] = []

    init() {}

    /// Where nothing is known of anybody.
    package static let everybody = {
        var keys = ProtectedKeys()
        keys.isEverybody = true
        return keys
    }()

    /// All whose flag is set, in either of the groups that a rule compares.
    init(_ tables: [String: GroupTable], _ workbench: Workbench, converted: [String: URL]) {
        var flags: Set<Rule.Place> = []
        // Where the people themselves are kept: the group that others are compared with.
        var registers: Set<FlaggedGroup> = []
        for rule in workbench.rules.rules {
            guard case .set(let check) = rule.check else { continue }
            switch check {
            case .sameFlag(let key, let flag, let of, let otherFlag):
                if let table = tables[rule.group] { add(table, key: key, flag: flag) }
                if let table = tables[of.group] { add(table, key: of.column, flag: otherFlag) }
                flags.formUnion([.init(group: rule.group, column: flag), .init(group: of.group, column: otherFlag)])
                registers.insert(FlaggedGroup(group: of.group, key: of.column, flag: otherFlag))
            case .noneFlagged(_, let of, let flag):
                if let table = tables[of.group] { add(table, key: of.column, flag: flag) }
                flags.insert(.init(group: of.group, column: flag))
                registers.insert(FlaggedGroup(group: of.group, key: of.column, flag: flag))
            default: break
            }
        }
        if flags.isEmpty && !workbench.hasNoProtection || ProtectedKeys.isUnread(flags, workbench) {
            isEverybody = true
        }
        addRefused(flags, workbench, converted)
        addHouseholds(tables, workbench)
        fold()
        learn(registers, tables, workbench, converted)
    }

    /// A group that keeps people with a flag.
    private struct FlaggedGroup: Hashable {
        let group: String
        let key: Int
        let flag: Int
    }

    /// Whether some system writes records of a flag's group without saying what fills the flag: nobody was asked about these people.
    private static func isUnread(_ flags: Set<Rule.Place>, _ workbench: Workbench) -> Bool {
        let entries = workbench.systems.flatMap(\.mapping.groups)
        return flags.contains { flag in
            guard let item = workbench.target.group(named: flag.group)?.items[flag.column].name else { return true }
            return entries.contains { $0.target == flag.group && !$0.items.contains { $0.item == item } }
        }
    }

    private mutating func add(_ table: GroupTable, key: Int, flag: Int) {
        let (keys, flags) = (table[key], table[flag])
        for row in 0..<table.count where SetChecker.isSet(flags[row]) {
            rows.append((table, row, key))
            if !keys[row].isEmpty { self.keys.insert(keys.string(row)) }
        }
    }

    /// Records whose flag could not be converted, or that were kept out as a whole: what stood there is not known, and may be the
    /// gravest. And records of protected people whose key was refused: the findings name them by the key of the source.
    private mutating func addRefused(_ flags: Set<Rule.Place>, _ workbench: Workbench, _ converted: [String: URL]) {
        var names: Set<String> = []
        for flag in flags {
            guard let group = workbench.target.group(named: flag.group) else { continue }
            names.insert("\(group.name)/\(group.items[flag.column].name)")
        }
        let groups = Set(flags.map(\.group))
        var records: Set<String> = []
        for (table, row, _) in rows {
            guard let part = table.part(of: row), let origin = part.origins[row - part.rows.lowerBound] else {
                continue
            }
            records.insert("\(part.system)/\(table.group.name)/\(origin.record)")
        }
        for (system, folder) in converted {
            for reason in Reason.allCases where reason.severity >= .stop {
                FindingFile(folders: [folder], reason: reason).each { _, bytes in
                    guard let line = FindingFile.line(bytes) else {
                        // Nobody can say whom it speaks of.
                        isEverybody = true
                        return true
                    }
                    let isKeptOut = line.item.isEmpty && line.field.isEmpty && groups.contains(line.target)
                    if names.contains("\(line.target)/\(line.item)") || isKeptOut
                        || records.contains("\(system)/\(line.target)/\(line.record)")
                    {
                        keys.formUnion(workbench.personKeys(of: line, system: system))
                    }
                    return true
                }
            }
        }
    }

    /// Whoever shares a household with a protected person shares the address.
    private mutating func addHouseholds(_ tables: [String: GroupTable], _ workbench: Workbench) {
        for case .set(.household(let check)) in workbench.rules.rules.map(\.check) {
            guard let members = tables[check.members.group] else { continue }
            let (people, households) = (members[check.members.column], members[check.memberHousehold])
            for row in 0..<members.count where !households[row].isEmpty && keys.contains(people.string(row)) {
                keys.insert(households.string(row))
            }
        }
    }

    mutating func fold() {
        narrow = Set(keys.map(ProtectedKeys.narrow))
        normal = Set(keys.map(ProtectedKeys.normal))
    }

    /// Whether the register is complete, and which groups speak of people of it.
    private mutating func learn(
        _ registers: Set<FlaggedGroup>, _ tables: [String: GroupTable], _ workbench: Workbench,
        _ converted: [String: URL]
    ) {
        var people: Set<String> = []
        var plain: Set<String> = []
        for register in registers {
            guard let table = tables[register.group] else { continue }
            let (keys, flags) = (table[register.key], table[register.flag])
            for row in 0..<table.count where !keys[row].isEmpty {
                let key = ProtectedKeys.normal(keys.string(row))
                people.insert(key)
                if !SetChecker.isSet(flags[row]) { plain.insert(key) }
            }
        }
        let names = Set(registers.map(\.group))
        if !names.isEmpty, ProtectedKeys.lostRecords(of: names, workbench, converted) || hasNameless(tables, names) {
            known = plain.subtracting(normal)
        }
        guard !people.isEmpty else {
            // Rules name a register, and nobody is in it: nobody can be told apart.
            if !registers.isEmpty && !tables.isEmpty { isEverybody = true }
            return
        }
        // People who must not be in the register lead to nobody there.
        let apart = Set(
            workbench.rules.rules.compactMap { rule -> String? in
                guard case .set(.disjoint(_, let from)) = rule.check, names.contains(from.group) else { return nil }
                return rule.group
            })
        for (name, table) in tables where !names.union(apart).contains(name) && table.count > 0 {
            let columns = table.kept.map { table[$0] }
            let isLed = (0..<min(table.count, ProtectedKeys.rowsLookedAt)).contains { row in
                columns.contains { !$0[row].isEmpty && people.contains(ProtectedKeys.normal($0.string(row))) }
            }
            if !isLed { groups.insert(name) }
        }
    }

    /// Rows of a group among which one must lead to the register.
    private static let rowsLookedAt = 100_000

    /// Records of people that nobody can find again: they have no key.
    private func hasNameless(_ tables: [String: GroupTable], _ names: Set<String>) -> Bool {
        names.contains { name in
            guard let table = tables[name] else { return false }
            let columns = table.group.keyColumns.map { table[$0] }
            return (0..<table.count).contains { row in columns.contains { $0[row].isEmpty } }
        }
    }

    /// Whether records of these groups were broken or left out: who they speak of is not known.
    private static func lostRecords(
        of names: Set<String>, _ workbench: Workbench, _ converted: [String: URL]
    ) -> Bool {
        workbench.systems.contains { system in
            let sources = Set(system.mapping.groups.filter { names.contains($0.target) }.map(\.source))
            guard !sources.isEmpty, let folder = converted[system.id] else { return false }
            // What cannot be read may have told of lost records.
            guard let report = try? OutputFolder.report(in: folder) else { return true }
            return report.groups.contains { sources.contains($0.name) && $0.broken + $0.excluded > 0 }
        }
    }

    /// Adds keys as the sources have them.
    mutating func add(sourceKeys: Set<String>) {
        keys.formUnion(sourceKeys)
        fold()
        if known != nil { known?.subtract(normal) }
    }

    /// So many people are protected that the file of keys says nothing any more.
    mutating func protectEverybody() { isEverybody = true }

    /// A record as somebody wants to see it.
    package struct Asked {
        /// All its values, of the source and of the target.
        package let values: [String]
        /// Those that say which record it is.
        package let keys: [String]
        /// Those that say whom it speaks of.
        package let people: [String]
        /// The target group it was written to; empty where there is none.
        package let group: String

        package init(values: [String], keys: [String], people: [String], group: String) {
            self.values = values
            self.keys = keys
            self.people = people
            self.group = group
        }
    }

    /// Whether a record may speak of one of them.
    package func concerns(_ record: Asked) -> Bool {
        if isEverybody || groups.contains(record.group) { return true }
        if keys.isEmpty && known == nil { return false }
        if record.values.contains(where: { !$0.isEmpty && narrow.contains(ProtectedKeys.narrow($0)) }) { return true }
        if record.keys.contains(where: { !$0.isEmpty && normal.contains(ProtectedKeys.normal($0)) }) { return true }
        guard let known else { return false }
        return record.people.isEmpty || !record.people.allSatisfy { known.contains(ProtectedKeys.normal($0)) }
    }

    /// Whether a key, also one of several parts, names one of them. A key alone is not shown of people who are.
    package func names(_ key: String) -> Bool {
        if isEverybody { return true }
        // The number of a broken record says nothing of anybody.
        if key.hasPrefix("#") { return false }
        let parts = key.split(separator: "/").map { ProtectedKeys.normal(String($0)) }
        if parts.contains(where: normal.contains) { return true }
        return known.map { known in !parts.contains(where: known.contains) } ?? false
    }

    /// Whether the record of a finding is one whose key is not shown.
    package func names(_ line: FindingLine) -> Bool { groups.contains(line.target) || names(line.key) }

    /// In one width and without anything around it or that nobody sees.
    private static func narrow(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                Width.narrowingDigitsAndLatin(text).unicodeScalars.filter { scalar in
                    !scalar.properties.isWhitespace && !scalar.isUnseen
                        && scalar.properties.generalCategory != .control
                }))
    }

    /// Also without the zeros that one system writes before a number and another does not.
    static func normal(_ text: String) -> String {
        let key = narrow(text).uppercased()
        guard key.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return key }
        let figures = key.drop { $0 == "0" }
        return figures.isEmpty ? key : String(figures)
    }
}
