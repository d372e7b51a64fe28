import Japanese
import Site
import Storage
import Ward

/// 実行の記録: the log of robots elsewhere as a file, a row for each run. Sent again, it changes nothing.
struct ReportRoster: Roster {
    struct Step: Sendable {
        let robot: Robot
        let report: ReportedRun
    }

    let robots: [Robot]
    /// References that are known, with what was reported, and what of it was corrected since.
    let known: [String: Run]
    let corrections: [ID<Run>: [ReportCorrection]]
    let now: Timestamp

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ReportRoster {
        try of(ReportPage.own(request, on: connection), at: request.ward.clock.now(), on: connection)
    }

    /// Of some robots, and of no other one.
    static func of(_ robots: [Robot], at now: Timestamp, on connection: any Connection) throws -> ReportRoster {
        let ids = robots.map(\.id)
        let runs = try Run.list(
            "WHERE reference IS NOT NULL AND robot IN \(values: ids) ORDER BY id", on: connection)
        return ReportRoster(
            robots: robots,
            known: Dictionary(
                runs.map { (key($0.robot, $0.reference ?? ""), $0) }, uniquingKeysWith: { first, _ in first }),
            corrections: try ReportCorrection.byRun(of: ids, on: connection), now: now)
    }

    private static func key(_ robot: ID<Robot>, _ reference: String) -> String { "\(robot)/\(reference)" }

    static let robot = RosterColumn("ロボット", ["ロボット名", "シナリオ名", "名前"], .required, "台帳の名前と同じに書きます。")
    static let reference = RosterColumn("実行の番号", ["番号", "実行ID", "ジョブID"], .optional, "空のときは、始めた時刻を番号にします。")
    static let started = RosterColumn("開始", ["開始時刻", "開始日時"], .required, "例: 2026-04-01 18:00")
    static let ended = RosterColumn("終了", ["終了時刻", "終了日時"], .required, "例: 2026-04-01 18:25")
    static let done = RosterColumn("登録した件数", ["件数", "処理件数", "正常件数", "成功"], .required, "終わりまで済んだ件数。")
    static let business = RosterColumn("業務の例外", ["業務例外", "対象外エラー"], .optional, "人が判断した件数。")
    static let technical = RosterColumn("技術の例外", ["エラー", "エラー件数", "異常件数", "失敗"], .optional, "動かなかった件数。")

    static let form = RosterForm(
        title: "実行の記録", path: "/automation/reports/list", back: ReportPage.link, filename: "robot-runs",
        columns: [robot, reference, started, ended, done, business, technical],
        notes: ["同じロボットの同じ番号の行は、1回と数えます。何度送っても増えません。", "取り込んだ記録が誤っていたときは、その実行のページで訂正するか、取り消します。"])

    /// Only the headings: a log is not edited.
    var filled: [[String]] { [] }

    func judge(_ rows: [RosterRow], _ findings: inout RosterFindings) -> [RosterLine<Step>] {
        var seen: [String: Int] = [:]
        return rows.compactMap { row in
            let name = findings.text(row, Self.robot, max: 80, isRequired: true)
            let robot = name.flatMap { name in robots.first { TextKey($0.name) == TextKey(name) } }
            if name != nil, robot == nil {
                findings.add(row, Self.robot, "あなたの課の台帳にないロボットです。", "台帳の名前と同じに書くか、先に登録してください。")
            }
            let (started, ended) = (moment(row, Self.started, &findings), moment(row, Self.ended, &findings))
            let done = count(row, Self.done, isRequired: true, &findings)
            let (business, technical) = (
                count(row, Self.business, isRequired: false, &findings),
                count(row, Self.technical, isRequired: false, &findings)
            )
            if let started, let ended, ended < started {
                findings.add(row, Self.ended, "開始より前です。", "2つの時刻を確かめてください。")
            }
            if let ended, now < ended { findings.add(row, Self.ended, "まだ来ていない時刻です。", "機械の時計を確かめてください。") }
            guard let robot, let started, let ended, let done, !findings.concern(row) else { return nil }
            let reference = row[Self.reference].isEmpty ? started.description : row[Self.reference]
            let key = Self.key(robot.id, reference)
            if let other = seen.updateValue(row.number, forKey: key) {
                findings.add(row, Self.reference, "\(other)行目と同じ実行です。", "どちらかの行を除いてください。")
                return nil
            }
            let report = ReportedRun(
                reference: reference,
                facts: .init(
                    startedAt: started, endedAt: ended, done: done, business: business ?? 0, technical: technical ?? 0)
            )
            return line(row, robot, report, known[key], &findings)
        }
    }

    private func line(
        _ row: RosterRow, _ robot: Robot, _ report: ReportedRun, _ before: Run?, _ findings: inout RosterFindings
    ) -> RosterLine<Step>? {
        if let before, !report.isKnown(before, corrections[before.id] ?? []) {
            findings.add(
                row, Self.reference, "別の内容で報告されている実行です。", "前の報告が誤りなら、その実行のページで訂正してください。別の実行なら、番号を変えてください。")
            return nil
        }
        let changes =
            before == nil
            ? [
                RosterChange("登録した件数", to: "\(report.facts.done)"),
                RosterChange("例外", to: "\(report.facts.business + report.facts.technical)"),
            ]
            : []
        return RosterLine(
            row: row.number, subject: "\(robot.name)（\(report.facts.startedAt.japanese)）", isNew: before == nil,
            changes: changes, step: Step(robot: robot, report: report))
    }

    private func moment(_ row: RosterRow, _ column: RosterColumn, _ findings: inout RosterFindings) -> Timestamp? {
        guard !row[column].isEmpty else {
            findings.add(row, column, "「\(column.title)」が空です。", "書いてください。")
            return nil
        }
        if let moment = Timestamp(reading: row[column]) { return moment }
        findings.add(row, column, "時刻として読めません。", "2026-04-01 18:00のように書いてください。")
        return nil
    }

    private func count(
        _ row: RosterRow, _ column: RosterColumn, isRequired: Bool, _ findings: inout RosterFindings
    ) -> Int? {
        guard !row[column].isEmpty else {
            if isRequired { findings.add(row, column, "「\(column.title)」が空です。", "件数を書いてください。") }
            return nil
        }
        guard let number = findings.number(row, column, unit: "件") else { return nil }
        if let value = number.integer, (0...ReportedRun.recordsMax).contains(value) { return value }
        findings.add(row, column, "0以上の整数ではありません。", "件数を書いてください。")
        return nil
    }

    static func apply(_ lines: [RosterLine<Step>], _ prepared: Void, _ change: Change) throws -> RosterResult {
        for line in lines {
            try line.step.report.enter(
                for: line.step.robot, source: .csv, by: change.stamp, on: change.connection)
        }
        return RosterResult()
    }
}
