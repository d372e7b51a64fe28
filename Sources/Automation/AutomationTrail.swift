import Storage
import Ward

/// What the audit trail says of the states of robots and of the ends of runs, to be compared with the tables.
enum AutomationTrail {
    static let tables = [states, ends, reports]

    private static let states = TrailedTable("ロボットの状態", actions: ["automation.robot.state"]) {
        row, details, expected in
        expected.set(row.subject, details)
    } stored: { connection in
        try Robot.list("WHERE state <> 'draft' ORDER BY id", on: connection).map { robot in
            TrailedTable.Row(
                "robot/\(robot.id)", facts: ["state": .string(robot.state.rawValue), "reason": JSON(robot.reason)])
        }
    }

    /// The ledger goes on when the desk decides: its head at the end of the run is what the trail knows.
    private static let ends = TrailedTable("ロボットの実行の終わり", actions: ["automation.run.end"]) {
        row, details, expected in
        expected.set(row.subject, ["rows": details["rows"] ?? .null, "ledger": details["ledger"] ?? .null])
    } stored: { connection in
        try Run.list("WHERE source = 'engine' ORDER BY id", on: connection).compactMap { run in
            // One that has not ended yet is not told of.
            guard let sealed = try RunLedger.sealed(run.id, on: connection) else { return nil }
            let row = try RunStep.list(of: run.id, on: connection).first { $0.sequence == sealed.rows }
            return TrailedTable.Row(
                "run/\(run.id)", facts: ["rows": JSON(row?.sequence), "ledger": JSON(row?.hash)])
        }
    }

    /// What was reported of robots elsewhere, as it was corrected or taken back.
    private static let reports = TrailedTable(
        "ロボットの実行の報告", actions: ["automation.run.report", "automation.run.correct", "automation.run.withdraw"]
    ) { row, details, expected in
        expected.set(
            row.subject,
            [
                "state": details["state"] ?? .string(Run.State.done.rawValue), "done": details["done"] ?? .null,
                "exceptions": details["exceptions"] ?? .null, "ledger": details["ledger"] ?? .null,
            ])
    } stored: { connection in
        try Run.list("WHERE source <> 'engine' ORDER BY id", on: connection).map { run in
            TrailedTable.Row(
                "run/\(run.id)",
                facts: [
                    "state": .string(run.state.rawValue), "done": JSON(run.counts.done),
                    "exceptions": JSON(run.counts.exceptions), "ledger": .string(run.ledgerHash),
                ])
        }
    }
}
