import Japanese
import Ward

/// A version of the plan as far as a comparison needs it: values, so that it can be sealed.
struct ComparedVersion: Hashable, Sendable {
    let planTitle: String
    let number: Int
    /// As printed; empty when the version names no day.
    let effectiveOn: String
    let initiatives: [Item]

    struct Item: Hashable, Sendable {
        let lineage: String
        let number: String
        let title: String
        let body: String
        let mainUnits: [String]
        let relatedUnits: [String]
        let group: String
        let promises: [Commitment]

        var heading: String { "\(number) \(title)" }
    }

    struct Commitment: Hashable, Sendable {
        let id: String
        /// The promise of the version before that this one was copied from.
        let origin: String?
        let content: String
        /// With its dates that do not stand in the text, as printed.
        let printed: String
    }
}

/// What became of an initiative in a revision, and why something was changed.
struct ComparedChange: Hashable, Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case edit, add, merge, split, end
    }

    let kind: Kind
    let lineage: String
    let successor: String?
    let reason: String
}

/// 新旧対照表: the rows in which two versions of a plan differ, with the reasons.
///
/// A pure function of two versions and of the recorded steps. Initiatives are matched by lineage, never by number, so that
/// renumbering is one row and not a removal and an addition.
struct PlanComparison: Hashable, Sendable {
    struct Row: Codable, Hashable, Sendable {
        /// What kind of change, such as 改める or 統合.
        let kind: String
        /// The initiative as it is called in the new version, or in the old one where it is gone.
        let initiative: String
        /// The part of it, such as 番号 or 約束したこと.
        let part: String
        /// Empty when there was nothing.
        let old: String
        /// Empty when there is nothing any more.
        let new: String
        let reason: String
    }

    /// The kind of a row whose two sides are readings of one thing.
    static let rewritten = "改める"

    let old: ComparedVersion
    let new: ComparedVersion
    let rows: [Row]

    init(from old: ComparedVersion, to new: ComparedVersion, changes: [ComparedChange] = []) {
        self.old = old
        self.new = new
        let before = Dictionary(old.initiatives.map { ($0.lineage, $0) }, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(new.initiatives.map { ($0.lineage, $0) }, uniquingKeysWith: { first, _ in first })
        var rows: [Row] = []
        for item in new.initiatives {
            let reason = Self.reason(for: item.lineage, in: changes)
            if let earlier = before[item.lineage] {
                rows += Self.rows(from: earlier, to: item, reason: reason)
            } else {
                rows += Self.added(item, changes: changes, before: before, reason: reason)
            }
        }
        for item in old.initiatives where after[item.lineage] == nil {
            rows.append(Self.gone(item, changes: changes, after: after))
        }
        self.rows = rows
    }

    private static func reason(for lineage: String, in changes: [ComparedChange]) -> String {
        var reasons: [String] = []
        for change in changes where change.lineage == lineage || change.successor == lineage {
            if !reasons.contains(change.reason) { reasons.append(change.reason) }
        }
        return reasons.joined(separator: "\n")
    }

    private static func rows(
        from old: ComparedVersion.Item, to new: ComparedVersion.Item, reason: String
    ) -> [Row] {
        var rows: [Row] = []
        func compare(_ part: String, _ before: String, _ after: String) {
            guard before != after else { return }
            let kind = before.isEmpty ? "加える" : after.isEmpty ? "削る" : rewritten
            rows.append(
                Row(kind: kind, initiative: new.heading, part: part, old: before, new: after, reason: reason))
        }
        compare("番号", old.number, new.number)
        compare("名称", old.title, new.title)
        let pairs = pairs(of: old.promises, new.promises)
        for pair in pairs { compare("約束したこと", pair.old?.printed ?? "", pair.new?.printed ?? "") }
        for (before, after) in bodyChanges(from: old.body, to: new.body, promises: pairs) {
            compare("本文", before, after)
        }
        compare("主管課", old.mainUnits.joined(separator: "、"), new.mainUnits.joined(separator: "、"))
        compare("関係課", old.relatedUnits.joined(separator: "、"), new.relatedUnits.joined(separator: "、"))
        compare("検討グループ", old.group, new.group)
        return rows
    }

    private typealias Pair = (old: ComparedVersion.Commitment?, new: ComparedVersion.Commitment?)

    /// Promises by what they were copied from; where nothing was copied, by equal words.
    private static func pairs(
        of old: [ComparedVersion.Commitment], _ new: [ComparedVersion.Commitment]
    ) -> [Pair] {
        var left = old
        var pairs: [Pair] = []
        for promise in new {
            let index =
                left.firstIndex { $0.id == promise.origin }
                ?? (promise.origin == nil ? left.firstIndex { TextKey($0.content) == TextKey(promise.content) } : nil)
            pairs.append((index.map { left.remove(at: $0) }, promise))
        }
        return pairs + left.map { ($0, nil) }
    }

    /// Paragraphs that differ, apart from those that differ only by a promise which has its own row.
    private static func bodyChanges(from old: String, to new: String, promises: [Pair]) -> [(String, String)] {
        let replacements = promises.compactMap { pair in
            pair.old.flatMap { before in pair.new.map { (before.content, $0.content) } }
        }.filter { $0.0 != $0.1 && !$0.0.isEmpty }
        func explained(_ line: String) -> String {
            replacements.reduce(line) { $0.replacingFirst($1.0, with: $1.1) }
        }
        let before = old.split(separator: "\n", omittingEmptySubsequences: false).map { explained(String($0)) }
        let after = new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var removed: [Int: String] = [:]
        var inserted: [Int: String] = [:]
        for change in after.difference(from: before) {
            switch change {
            case .remove(let offset, let line, _): removed[offset] = line
            case .insert(let offset, let line, _): inserted[offset] = line
            }
        }
        // Walks both texts side by side, so that a paragraph that was rewritten is one row with both readings.
        var rows: [(String, String)] = []
        var (left, right) = (0, 0)
        while left < before.count || right < after.count {
            var gone: [String] = []
            var come: [String] = []
            while let line = removed[left] {
                gone.append(line)
                left += 1
            }
            while let line = inserted[right] {
                come.append(line)
                right += 1
            }
            if gone.isEmpty && come.isEmpty {
                left += 1
                right += 1
            } else {
                rows.append((gone.joined(separator: "\n"), come.joined(separator: "\n")))
            }
        }
        return rows
    }

    private static func added(
        _ item: ComparedVersion.Item, changes: [ComparedChange], before: [String: ComparedVersion.Item], reason: String
    ) -> [Row] {
        let words = ([item.heading] + item.promises.map { "・\($0.printed)" }).joined(separator: "\n")
        let source = changes.first { $0.kind == .split && $0.successor == item.lineage }.flatMap { before[$0.lineage] }
        return [
            Row(
                kind: source == nil ? "新たに設ける" : "分割", initiative: item.heading, part: "取組",
                old: source?.heading ?? "", new: words, reason: reason)
        ]
    }

    private static func gone(
        _ item: ComparedVersion.Item, changes: [ComparedChange], after: [String: ComparedVersion.Item]
    ) -> Row {
        let step = changes.last { ($0.kind == .merge || $0.kind == .end) && $0.lineage == item.lineage }
        let target = step?.successor.flatMap { after[$0] }
        return Row(
            kind: target != nil ? "統合" : "終了", initiative: item.heading, part: "取組", old: item.heading,
            new: target.map { "「\($0.heading)」に統合" } ?? "", reason: step?.reason ?? "")
    }
}

extension String {
    /// The text with the first place of a part written otherwise; the text itself when the part is not in it.
    func replacingFirst(_ part: String, with other: String) -> String {
        guard !part.isEmpty, let range = firstRange(of: part) else { return self }
        return replacingCharacters(in: range, other)
    }

    private func replacingCharacters(in range: Range<String.Index>, _ other: String) -> String {
        String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
    }
}
