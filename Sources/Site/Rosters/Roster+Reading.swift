extension Roster {
    /// The rows of a file, for a command: what the page would judge. No transaction needs to be open meanwhile.
    ///
    ///     var file = RobotRoster.read(bytes)
    ///     let lines = list.judge(file.rows, &file.findings)
    ///
    /// What is no list at all has no rows and a finding that says so.
    public static func read(_ bytes: [UInt8]) -> (rows: [RosterRow], findings: RosterFindings) {
        var findings = RosterFindings()
        do throws(RosterRefusal) {
            let table = try RosterTable(bytes, form.columns, meaning)
            return (table.rows, table.findings)
        } catch {
            findings.add(error.finding)
            return ([], findings)
        }
    }
}

extension RosterLine {
    /// Whether the row would do anything.
    public var isEffective: Bool { !isSame }
}

extension RosterFinding {
    /// 3行目「担当課」（情報課）: そのような組織はありません。名前を確かめてください。
    public var words: String {
        let place = [row.map { "\($0)行目" }, column.map { "「\($0)」" }, value.isEmpty ? nil : "（\(value)）"]
            .compactMap(\.self).joined()
        return (place.isEmpty ? "" : "\(place): ") + what + how
    }
}
