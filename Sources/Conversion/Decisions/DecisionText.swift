import Declaring
import Japanese

/// Decisions as tab-separated text: how they travel with a workbench, and what a rehearsal was run with.
public enum DecisionText {
    package static let heading = [
        "system", "code", "key", "field", "target", "item", "hash", "action", "value", "why", "decided_by",
        "decided_on",
    ]

    public static func tsv(_ decisions: [FindingDecision]) -> String {
        var lines = [heading.joined(separator: "\t")]
        for decision in decisions {
            let subject = decision.subject
            lines.append(
                [
                    subject.system, subject.reason.code, subject.key, subject.field, subject.target, subject.item,
                    String(decision.hash, radix: 16), decision.action.rawValue, decision.value, decision.why,
                    decision.decidedBy, decision.decidedOn.description,
                ].map(kept).joined(separator: "\t"))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Tabs and line ends would break a line.
    private static func kept(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    scalar.value < 0x20 || [0x85, 0x2028, 0x2029].contains(scalar.value) ? " " : scalar
                }))
    }

    public static func read(_ text: String, file: String) -> (decisions: DecisionSet, findings: [DeclarationFinding]) {
        var decisions: [FindingDecision] = []
        var findings: [DeclarationFinding] = []
        let first = text.prefix { !$0.isNewline }
        guard first.split(separator: "\t").map(String.init) == heading else {
            let words = "1行目に見出し（\(heading.joined(separator: "、"))）を、タブで区切って書いてください。"
            return (DecisionSet(), [DeclarationFinding(file: file, line: 1, message: words)])
        }
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
            .dropFirst()
        {
            if line.isEmpty { continue }
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            func tell(_ message: String) {
                findings.append(DeclarationFinding(file: file, line: number + 1, message: message))
            }
            guard cells.count == heading.count else {
                tell("列の数が\(cells.count)です。\(heading.joined(separator: "、")) の\(heading.count)列で書いてください。")
                continue
            }
            guard let reason = Reason(code: cells[1]) else {
                tell("「\(cells[1])」という種類はありません。findings フォルダーのファイルの名前（例: DT3-IMPOSSIBLE）を書いてください。")
                continue
            }
            guard let hash = UInt64(cells[6], radix: 16) else {
                tell("hash には、findings のファイルにある16進数を書いてください。")
                continue
            }
            guard let action = FindingDecision.Action(rawValue: cells[7]) else {
                let known = FindingDecision.Action.allCases.map(\.rawValue).joined(separator: "、")
                tell("action の「\(cells[7])」は使えません。\(known) のどれかを書いてください。")
                continue
            }
            guard reason.actions.contains(action) else {
                let possible = reason.actions.map(\.rawValue).joined(separator: "、")
                tell(
                    "\(reason.code) には \(action.rawValue) と書けません。\(possible.isEmpty ? "判断を書いてもなくならない事項です" : "書けるのは \(possible) です")。"
                )
                continue
            }
            guard !cells[9].isEmpty, !cells[10].isEmpty else {
                tell(cells[9].isEmpty ? "理由（why）を書いてください。" : "決めた人（decided_by）を書いてください。")
                continue
            }
            guard let day = CivilDate(iso: cells[11]) else {
                tell("決めた日（decided_on）の「\(cells[11])」は日付として読めません。2026-04-01 の形で書いてください。")
                continue
            }
            decisions.append(
                FindingDecision(
                    subject: .init(
                        system: cells[0], reason: reason, key: cells[2], field: cells[3], target: cells[4],
                        item: cells[5]),
                    hash: hash, action: action, value: cells[8], why: cells[9], decidedBy: cells[10], decidedOn: day))
        }
        return (DecisionSet(decisions), findings)
    }
}
