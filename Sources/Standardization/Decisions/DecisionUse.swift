import Foundation
import Ward

/// How many decisions met a finding, and how many met none: what was decided about may be gone, or its key or item may have another
/// name now.
struct DecisionUse: Hashable, Sendable {
    /// What was decided about.
    let subjects: Int
    /// Of those, what is still found, with the same value or another one.
    let met: Int

    /// - Parameter folders: of the findings of a system.
    init(of decisions: DecisionSet, folders: (_ system: String) -> [URL]) {
        let subjects = Set(decisions.decisions.map(\.subject))
        var met: Set<Decision.Subject> = []
        for (system, reasons) in Dictionary(grouping: subjects, by: \.system) {
            for reason in Set(reasons.map(\.reason)) {
                let file = FindingFile(folders: folders(system), reason: reason)
                for state in [FindingState.decided, .lapsed] {
                    for entry in file.entries(.init(state: state), from: 0, count: .max).entries {
                        let line = entry.line
                        met.insert(
                            Decision.Subject(
                                system: system, reason: reason, key: line.key, field: line.field, target: line.target,
                                item: line.item))
                    }
                }
            }
        }
        self.init(subjects: subjects.count, met: subjects.intersection(met).count)
    }

    init(subjects: Int, met: Int) {
        self.subjects = subjects
        self.met = met
    }

    /// In words; empty where nothing was decided.
    var japanese: String {
        if subjects == 0 { return "" }
        let rest =
            subjects > met
            ? "当てはまる事項がなかった判断が\(subjects - met)件あります。元のデータや項目の名前が変わっていないか確かめてください。" : ""
        return "課の判断\(subjects)件のうち、\(met)件が今回の事項に当てはまりました。\(rest)"
    }

    var json: JSON { ["subjects": JSON(subjects), "met": JSON(met)] }
}
