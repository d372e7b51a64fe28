import Japanese
import Tabular

/// What differs between two layouts, item by item.
///
///     LayoutDiff(from: list2023, to: apiSheet).changes
///
/// Items are the same by name, else by romaji, else by id. What is left over on both sides between the same neighbours and has
/// much of its name in common, or is alone there, is told as renamed: to be confirmed by a person.
public struct LayoutDiff: Hashable, Sendable {
    /// One difference.
    public struct Change: Hashable, Sendable {
        /// What differs.
        public enum Kind: String, CaseIterable, Hashable, Sendable {
            case groupAdded = "group-added"
            case groupRemoved = "group-removed"
            case added
            case removed
            case renamed
            case type
            case length
            case code
            case condition
            case romaji
            case key
            case repeats
            case unknown
            case place
            case file
            case lengthUnit = "length-unit"
            case codeAdded = "code-added"
            case codeRemoved = "code-removed"
            case codeMeaning = "code-meaning"

            public var japanese: String {
                switch self {
                case .groupAdded: "グループの追加"
                case .groupRemoved: "グループの削除"
                case .added: "追加"
                case .removed: "削除"
                case .renamed: "名称の変更"
                case .type: "データ型の変更"
                case .length: "桁数の変更"
                case .code: "コード一覧の変更"
                case .condition: "出力条件の変更"
                case .romaji: "ローマ字の変更"
                case .key: "主キーの変更"
                case .repeats: "繰り返しの変更"
                case .unknown: "不詳の日付の扱いの変更"
                case .place: "レコードの中の位置の変更"
                case .file: "ファイルの書き方の変更"
                case .lengthUnit: "桁数の数え方の変更"
                case .codeAdded: "コードの追加"
                case .codeRemoved: "コードの削除"
                case .codeMeaning: "コードの意味の変更"
                }
            }
        }

        public let kind: Kind
        public let group: String
        /// The item's name in the older layout, or in the newer one where it is new; a code list's name for codes.
        public let item: String
        /// `nil` where there is none.
        public let before: String?
        public let after: String?
    }

    public let changes: [Change]

    public init(from old: RecordLayout, to new: RecordLayout) {
        var changes: [Change] = []
        var pairs = old.groups.compactMap { group in new.group(named: group.name).map { (group, $0) } }
        // Sheets of one list often name their only group differently.
        if pairs.isEmpty, old.groups.count == 1, new.groups.count == 1 { pairs = [(old.groups[0], new.groups[0])] }
        let (paired, pairedNew) = (Set(pairs.map(\.0.name)), Set(pairs.map(\.1.name)))
        for group in old.groups where !paired.contains(group.name) {
            changes.append(.init(kind: .groupRemoved, group: group.name, item: "", before: group.name, after: nil))
        }
        for group in new.groups where !pairedNew.contains(group.name) {
            changes.append(.init(kind: .groupAdded, group: group.name, item: "", before: nil, after: group.name))
        }
        if old.lengthUnit != new.lengthUnit {
            changes.append(
                .init(
                    kind: .lengthUnit, group: "", item: "", before: old.lengthUnit.japanese,
                    after: new.lengthUnit.japanese))
        }
        for (before, after) in pairs { changes += LayoutDiff.compare(before, after, old, new) }
        self.changes = changes
    }

    private static func compare(_ old: ItemGroup, _ new: ItemGroup, _ before: RecordLayout, _ after: RecordLayout)
        -> [Change]
    {
        let matching = ItemMatching(old.items, new.items)
        var changes: [Change] = []
        // A sheet that only describes says nothing of files.
        if let file = old.file, let newFile = new.file, file != newFile {
            changes.append(
                .init(
                    kind: .file, group: old.name, item: "", before: LayoutWriter.pairs(of: file),
                    after: LayoutWriter.pairs(of: newFile)))
        }
        for (position, item) in old.items.enumerated() where matching.forward[position] == nil {
            changes.append(
                .init(kind: .removed, group: old.name, item: item.name, before: summary(item), after: nil))
        }
        for (position, item) in new.items.enumerated() where !matching.forward.values.contains(position) {
            changes.append(.init(kind: .added, group: old.name, item: item.name, before: nil, after: summary(item)))
        }
        var lists: Set<String> = []
        for (position, item) in old.items.enumerated() {
            guard let other = matching.forward[position].map({ new.items[$0] }) else { continue }
            changes += compare(item, other, group: old.name)
            if let id = item.codeList, let other = other.codeList, lists.insert(id).inserted,
                let list = before.codeList(id), let newList = after.codeList(other)
            {
                changes += compare(list, newList, group: old.name)
            }
        }
        return changes
    }

    private static func compare(_ old: Item, _ new: Item, group: String) -> [Change] {
        var changes: [Change] = []
        func note(_ kind: Change.Kind, _ before: String?, _ after: String?) {
            guard before != after else { return }
            changes.append(.init(kind: kind, group: group, item: old.name, before: before, after: after))
        }
        note(.renamed, old.name, new.name)
        note(.type, old.type.rawValue, new.type.rawValue)
        note(.length, length(old), length(new))
        note(.code, old.codeList, new.codeList)
        note(.condition, condition(old), condition(new))
        note(.romaji, old.romaji, new.romaji)
        note(.key, old.isKey ? "主キー" : nil, new.isKey ? "主キー" : nil)
        note(.unknown, old.allowsUnknown ? "認める" : nil, new.allowsUnknown ? "認める" : nil)
        note(.place, old.place.map(LayoutDiff.place), new.place.map(LayoutDiff.place))
        note(.repeats, old.repeats.map(String.init), new.repeats.map(String.init))
        return changes
    }

    private static func compare(_ old: CodeList, _ new: CodeList, group: String) -> [Change] {
        var changes: [Change] = []
        let later = Dictionary(new.codes.map { ($0.value, $0.meaning) }) { first, _ in first }
        let earlier = Dictionary(old.codes.map { ($0.value, $0.meaning) }) { first, _ in first }
        for code in old.codes {
            guard let meaning = later[code.value] else {
                changes.append(
                    .init(
                        kind: .codeRemoved, group: group, item: old.name, before: "\(code.value) \(code.meaning)",
                        after: nil))
                continue
            }
            if meaning != code.meaning {
                changes.append(
                    .init(
                        kind: .codeMeaning, group: group, item: old.name, before: "\(code.value) \(code.meaning)",
                        after: "\(code.value) \(meaning)"))
            }
        }
        for code in new.codes where earlier[code.value] == nil {
            changes.append(
                .init(
                    kind: .codeAdded, group: group, item: old.name, before: nil, after: "\(code.value) \(code.meaning)")
            )
        }
        return changes
    }

    private static func length(_ item: Item) -> String? {
        item.length.map { length in item.decimals.map { "\(length),\($0)" } ?? String(length) }
    }

    private static func condition(_ item: Item) -> String {
        item.requirement.japanese + (item.condition.map { "（\($0)）" } ?? "")
            + (item.requiredWhen.map { "［\($0)］" } ?? "")
    }

    private static func place(_ field: FixedField) -> String {
        let kind =
            switch field.kind {
            case .text: "文字"
            case .doubles: "2バイト文字"
            case .zoned(let scale): "ゾーン10進（小数\(scale)桁）"
            case .packed(let scale): "パック10進（小数\(scale)桁）"
            }
        return "\(field.offset)バイト目から\(field.length)バイト、\(kind)"
    }

    private static func summary(_ item: Item) -> String {
        [item.type.rawValue, length(item)].compactMap(\.self).joined(separator: " ")
    }
}

/// Which items of two lists are the same.
struct ItemMatching {
    /// Positions in the newer list by positions in the older one.
    private(set) var forward: [Int: Int] = [:]

    init(_ old: [Item], _ new: [Item]) {
        var free = Set(new.indices)
        func match(_ key: (Item) -> String?) {
            var byKey: [String: Int] = [:]
            for position in free.sorted(by: >) { if let key = key(new[position]) { byKey[key] = position } }
            for position in old.indices where forward[position] == nil {
                guard let key = key(old[position]), let other = byKey[key], free.contains(other) else { continue }
                forward[position] = other
                free.remove(other)
            }
        }
        match { TextKey($0.name).text }
        match(\.romaji)
        match(\.id)
        matchRenamed(old, new, &free)
    }

    /// Looks between neighbours that are the same on both sides.
    private mutating func matchRenamed(_ old: [Item], _ new: [Item], _ free: inout Set<Int>) {
        var start = 0
        while start < old.count {
            guard forward[start] == nil else {
                start += 1
                continue
            }
            var end = start
            while end < old.count, forward[end] == nil { end += 1 }
            let low = start > 0 ? (forward[start - 1] ?? -1) + 1 : 0
            let high = end < old.count ? forward[end] ?? new.count : new.count
            let candidates = low < high ? (low..<high).filter(free.contains) : []
            if end - start == 1, candidates.count == 1 {
                forward[start] = candidates[0]
                free.remove(candidates[0])
            } else {
                for position in start..<end {
                    let best = candidates.filter(free.contains).max {
                        likeness(old[position], new[$0]) < likeness(old[position], new[$1])
                    }
                    guard let best, likeness(old[position], new[best]) >= 50 else { continue }
                    forward[position] = best
                    free.remove(best)
                }
            }
            start = end
        }
    }

    /// Percent of the parts of the longer name, told apart by `_`, that both have in the same order from the start.
    private func likeness(_ first: Item, _ second: Item) -> Int {
        let (left, right) = (first.name.split(separator: "_"), second.name.split(separator: "_"))
        let common = zip(left, right).prefix { $0 == $1 }.count
        let alike = common * 100 / max(1, max(left.count, right.count))
        return first.type == second.type && first.length == second.length ? alike : alike / 2
    }
}
