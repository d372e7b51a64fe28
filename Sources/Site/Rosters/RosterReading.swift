import Ward

/// A list that was read and judged: what it would do, or everything that keeps it from being taken.
struct RosterReading<List: Roster>: Sendable {
    let table: RosterTable?
    let lines: [RosterLine<List.Step>]
    let findings: RosterFindings

    /// A file that is no list.
    init(_ refusal: RosterRefusal) {
        table = nil
        lines = []
        var findings = RosterFindings()
        findings.add(refusal.finding)
        self.findings = findings
    }

    init(_ table: RosterTable, _ list: List) {
        var findings = table.findings
        let lines = list.judge(table.rows, &findings)
        if table.rows.isEmpty {
            findings.add(RosterFinding(what: "見出しの下に、読む行がありません。", how: "行を書いてから送ってください。"))
        }
        self.table = table
        self.lines = lines
        self.findings = findings
    }

    var newCount: Int { lines.count(where: \.isNew) }
    var changedCount: Int { lines.count { !$0.isNew && !$0.isSame } }
    var sameCount: Int { lines.count(where: \.isSame) }
    /// What there is to do.
    var effective: [RosterLine<List.Step>] { lines.filter(\.isEffective) }

    /// Stands for everything that is shown: what is confirmed is what was read, and not what became of it since.
    var mark: String {
        let parts = lines.flatMap { line in
            ["\(line.row)", line.subject, line.isNew ? "new" : ""] + line.changes.flatMap { [$0.what, $0.from, $0.to] }
                + ["."]
        }
        return ContentHash.of(parts.map { "\($0.utf8.count):\($0)" }.joined())
    }
}

/// What stands changed between the page and its confirmation.
struct RosterMoved: Error {}
