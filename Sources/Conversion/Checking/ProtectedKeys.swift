import Foundation

/// Keys of people who are protected (支援措置) or hidden from other sections (他業務参照不可) in any system: whoever shows a record that
/// holds one of them shows nothing else of it.
///
/// It fails safe: a flag that was refused protects, and where no rule says which items are flags everybody is protected, unless the
/// workbench says `protection: none`.
package struct ProtectedKeys {
    private(set) var keys: Set<String> = []
    /// Nobody can be told apart from a protected person.
    private(set) var isEverybody = false

    package init() {}

    /// All whose flag is set, in either of the groups that a rule compares.
    init(_ tables: [String: GroupTable], _ workbench: Workbench, converted: [String: URL]) {
        var flags: Set<Rule.Place> = []
        for rule in workbench.rules.rules {
            guard case .set(let check) = rule.check else { continue }
            switch check {
            case .sameFlag(let key, let flag, let of, let otherFlag):
                if let table = tables[rule.group] { add(table, key: key, flag: flag) }
                if let table = tables[of.group] { add(table, key: of.column, flag: otherFlag) }
                flags.formUnion([.init(group: rule.group, column: flag), .init(group: of.group, column: otherFlag)])
            case .noneFlagged(_, let of, let flag):
                if let table = tables[of.group] { add(table, key: of.column, flag: flag) }
                flags.insert(.init(group: of.group, column: flag))
            default: break
            }
        }
        isEverybody = flags.isEmpty && !workbench.hasNoProtection || ProtectedKeys.isUnread(flags, workbench)
        addRefused(flags, workbench, converted)
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
        for row in 0..<table.count where SetChecker.isSet(flags[row]) && !keys[row].isEmpty {
            self.keys.insert(keys.string(row))
        }
    }

    /// Records whose flag could not be converted: what stood there is not known, and may be the gravest.
    private mutating func addRefused(_ flags: Set<Rule.Place>, _ workbench: Workbench, _ converted: [String: URL]) {
        var names: Set<String> = []
        for flag in flags {
            guard let group = workbench.target.group(named: flag.group) else { continue }
            names.insert("\(group.name)/\(group.items[flag.column].name)")
        }
        for folder in converted.values {
            for reason in Reason.allCases where reason.severity >= .stop {
                FindingFile(folders: [folder], reason: reason).each { _, bytes in
                    guard let line = FindingFile.line(bytes) else {
                        // Nobody can say whom it speaks of.
                        isEverybody = true
                        return true
                    }
                    if names.contains("\(line.target)/\(line.item)") {
                        keys.formUnion(line.key.split(separator: "/").map(String.init))
                    }
                    return true
                }
            }
        }
    }

    private static let name = "protected.tsv"

    package func write(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let lines = ["key"] + (isEverybody ? ["*"] : []) + keys.sorted()
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: folder.appendingPathComponent(ProtectedKeys.name))
    }

    /// Those of a run; everybody when the list is not there.
    package init(reading folder: URL) {
        guard let data = try? Data(contentsOf: folder.appendingPathComponent(ProtectedKeys.name)) else {
            isEverybody = true
            return
        }
        keys = Set(
            String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst().map(String.init))
        isEverybody = keys.remove("*") != nil
    }

    /// Whether a record with these values speaks of one of them.
    package func concerns(_ values: [String]) -> Bool { isEverybody || values.contains { keys.contains($0) } }

    /// Whether a key, also one of several parts, names one of them. A key alone is not shown of people who are.
    package func names(_ key: String) -> Bool {
        isEverybody || key.split(separator: "/").contains { keys.contains(String($0)) }
    }
}
