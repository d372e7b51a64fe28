import Foundation

/// Keys of people who are protected (支援措置) or hidden from other sections (他業務参照不可) in any system: whoever shows a record that
/// holds one of them shows nothing else of it.
struct ProtectedKeys {
    private(set) var keys: Set<String> = []

    init() {}

    /// All whose flag is set, in either of the groups that a rule compares.
    init(_ tables: [String: GroupTable], _ rules: RuleSet) {
        for rule in rules.rules {
            guard case .set(let check) = rule.check else { continue }
            switch check {
            case .sameFlag(let key, let flag, let of, let otherFlag):
                if let table = tables[rule.group] { add(table, key: key, flag: flag) }
                if let table = tables[of.group] { add(table, key: of.column, flag: otherFlag) }
            case .noneFlagged(_, let of, let flag):
                if let table = tables[of.group] { add(table, key: of.column, flag: flag) }
            default: break
            }
        }
    }

    private mutating func add(_ table: GroupTable, key: Int, flag: Int) {
        let (keys, flags) = (table[key], table[flag])
        for row in 0..<table.count where SetChecker.isSet(flags[row]) && !keys[row].isEmpty {
            self.keys.insert(keys.string(row))
        }
    }

    private static let name = "protected.tsv"

    func write(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data((["key"] + keys.sorted()).map { $0 + "\n" }.joined().utf8).write(
            to: folder.appendingPathComponent(ProtectedKeys.name))
    }

    /// Those of a run; `nil` when the list is not there: then everybody counts as protected.
    init?(reading folder: URL) {
        guard let data = try? Data(contentsOf: folder.appendingPathComponent(ProtectedKeys.name)) else { return nil }
        keys = Set(
            String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst().map(String.init))
    }

    /// Whether a record with these values speaks of one of them.
    func concerns(_ values: [String]) -> Bool { values.contains { keys.contains($0) } }
}
