import Foundation

/// What became of decisions: how many closed a finding, how many lapsed, and which met none: what was decided about may be gone, or its
/// key or item may have another name now.
package struct DecisionUse: Hashable, Sendable, Codable {
    /// Findings that a decision closed.
    let applied: Int
    /// Findings whose value is another one than when it was decided about.
    package let lapsed: Int
    /// Decisions that met no finding.
    let unmet: Int
    /// Those, by system, code, key and item: for whoever holds the decisions, and not for a report, since a key may be a protected
    /// person's.
    package var names: [String] = []

    private enum CodingKeys: CodingKey { case applied, lapsed, unmet }

    /// What was decided about.
    var subjects: Int { applied + lapsed + unmet }

    /// - Parameter folders: of the findings of a system.
    package init(of decisions: DecisionSet, folders: (_ system: String) -> [URL]) {
        var waiting = Set(decisions.decisions.map(\.subject))
        var counts: [FindingState: Int] = [:]
        for (system, subjects) in Dictionary(grouping: waiting, by: \.system) {
            for reason in Set(subjects.map(\.reason)) {
                let file = FindingFile(folders: folders(system), reason: reason)
                for state in [FindingState.decided, .lapsed] {
                    for entry in file.entries(.init(state: state), from: 0, count: .max).entries {
                        let subject = entry.line.subject(system: system, reason: reason)
                        // The same key twice is one thing that was decided about.
                        if waiting.remove(subject) != nil { counts[state, default: 0] += 1 }
                    }
                }
            }
        }
        self.init(applied: counts[.decided] ?? 0, lapsed: counts[.lapsed] ?? 0, unmet: waiting.count)
        names =
            waiting.map { subject in
                let item = [subject.target, subject.item].filter { !$0.isEmpty }.joined(separator: "/")
                return "\(subject.system)　\(subject.reason.code)　\(subject.key)　\(item)"
            }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    package init(applied: Int, lapsed: Int, unmet: Int) {
        self.applied = applied
        self.lapsed = lapsed
        self.unmet = unmet
    }

    /// In words; empty where nothing was decided.
    package var japanese: String {
        if subjects == 0 { return "" }
        let rest = unmet == 0 ? "" : "当てはまる事項がない判断は、元のデータや項目の名前が変わっていないか確かめてください。"
        return
            "課の判断\(subjects)件のうち、当てはめたものは\(applied)件、元の値が変わって失効したものは\(lapsed)件、当てはまる事項がないものは\(unmet)件です。\(rest)"
    }
}
