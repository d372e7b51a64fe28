import Japanese

/// The ledger for the terminal: what blocks first, then where every value went.
package enum LedgerText {
    /// - Parameter isWhole: all systems of the workbench are among them.
    package static func text(_ ledgers: [SystemLedger], _ decisions: DecisionUse, isWhole: Bool = true) -> String {
        var lines: [String] = []
        for ledger in ledgers {
            lines.append("■ \(ledger.name)（\(ledger.system)）\(ledger.section.isEmpty ? "" : "　担当 \(ledger.section)")")
            let blockers = ledger.blockers
            if blockers.isEmpty {
                lines.append("稼働を止めているものはありません。")
            } else {
                lines.append("稼働を止めているもの")
                for blocker in blockers {
                    lines.append(
                        "  \(blocker.reason.severity.japanese)　\(blocker.reason.code)　\(number(blocker.count))件　\(blocker.detail)"
                    )
                }
            }
            if ledger.allFindings.contains(where: { $0.key.severity < .stop }) { lines.append("ほかに検出した事項") }
            let others = ledger.allFindings.filter { $0.key.severity < .stop }.sorted { $0.key.code < $1.key.code }
            for (reason, count) in others {
                lines.append(
                    "  \(reason.severity.japanese)　\(reason.code)　\(number(count.total))件　\(reason.japanese)")
            }
            for line in ledger.amounts {
                lines.append(
                    "  合計額「\(line.item)」: 移行元（読めた額） \(number(line.source)) − 差し止めなど \(number(line.keptOut)) + 判断 \(number(line.decided)) = \(number(line.expected))、移行先 \(line.written.map(number) ?? "未集計")\(line.unreadable > 0 ? "。金額として読めない値 \(number(line.unreadable))件は入っていません" : "")\(line.agrees ? "" : "　★合いません")"
                )
            }
            for group in ledger.groups { lines += text(group) }
            lines += characters(ledger)
            lines.append("")
        }
        if !decisions.japanese.isEmpty { lines.append(decisions.japanese) }
        lines += decisions.names.map { "  \($0)" }
        guard isWhole else {
            lines.append("稼働の判定: 一部のシステムだけを確かめたため、判定しません。")
            return lines.joined(separator: "\n")
        }
        let isOpen = ledgers.allSatisfy(\.blockers.isEmpty)
        lines.append(isOpen ? "稼働の判定: 稼働を止めるものはありません。" : "稼働の判定: 稼働できません。上の「稼働を止めているもの」をなくしてください。")
        return lines.joined(separator: "\n")
    }

    private static func text(_ group: GroupLedger) -> [String] {
        let written = group.written.sorted { $0.key < $1.key }.map { "「\($0.key)」\(number($0.value))件" }.joined(
            separator: "、")
        var lines = [
            "グループ「\(group.group)」　読んだレコード \(number(group.records))件、対象外 \(number(group.excluded))件、壊れたもの \(number(group.broken))件、書き出し \(written.isEmpty ? "なし" : written)"
        ]
        for (name, tally) in zip(group.fields, group.tallies) {
            let parts = [Outcome.carried, .converted, .merged, .rejected, .discarded].filter { tally[$0] > 0 }.map {
                "\($0.japanese) \(number(tally[$0]))"
            }
            lines.append(
                "  \(name): 値のある数 \(number(tally.present))\(parts.isEmpty ? "" : " ＝ ")\(parts.joined(separator: " ＋ "))\(tally.isConserved ? "" : "　★合いません")"
            )
        }
        return lines
    }

    private static func characters(_ ledger: SystemLedger) -> [String] {
        let waiting = ledger.characters.filter { [.none, .ambiguous].contains($0.verdict) }
        guard !waiting.isEmpty else { return [] }
        return ["移行先の文字が決まっていない文字（多い順、\(number(waiting.count))種類）"]
            + waiting.prefix(10).map { line in
                "  \(String(line.code, radix: 16, uppercase: true))　\(number(line.count))回　\(line.verdict.japanese)"
            }
    }

    private static func number(_ value: Int) -> String { ExactNumber(value).grouped }
}
