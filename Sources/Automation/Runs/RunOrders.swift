import Japanese
import Scenarios
import Storage
import Ward

/// Work that other modules ordered (引き渡された仕事), by the records of a run that it became.
struct RunOrders: Sendable {
    /// An order and where its record stands.
    private struct Line: Sendable {
        let order: WorkOrder
        let record: RunRecord
        /// When it last went back.
        let returnedAt: Timestamp?

        var isUnsent: Bool {
            !record.state.isFinal && record.state != .submitted && record.state != .unknown
        }
    }

    private let run: Run
    private let lines: [Line]

    init(of run: Run, on connection: any Connection) throws {
        self.run = run
        let rows = try connection.rows(
            "SELECT position, work_order, returned_at FROM automation_order WHERE run = \(run.id) ORDER BY position")
        guard !rows.isEmpty else {
            lines = []
            return
        }
        let records = Dictionary(
            try RunRecord.list(of: run.id, on: connection).map { ($0.position, $0) }, uniquingKeysWith: { $1 })
        let orders = Dictionary(
            try WorkOrder.list(
                "WHERE id IN (SELECT work_order FROM automation_order WHERE run = \(run.id))", on: connection
            ).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        lines = try rows.compactMap { row in
            guard let record = records[try row["position"]], let order = orders[try row["work_order"]] else {
                return nil
            }
            return Line(order: order, record: record, returnedAt: try row["returned_at"])
        }
    }

    /// Those that the run has in hand.
    private var taken: [Line] { lines.filter { $0.order.state == .taken && $0.order.takenBy == run.taker } }

    /// How many wait again as soon as the run is cancelled: nothing of them was sent, and nobody is asked about them any more.
    var unsent: Int { taken.count(where: \.isUnsent) }

    /// A run takes the orders that its records were made of. One that another run of its robot dealt with is done; one that another run
    /// has in hand waits on.
    static func take(
        _ orders: [WorkOrder], as records: [InputRecord], for run: Run, by stamp: Stamp, on connection: any Connection
    ) throws {
        let positions = Dictionary(
            try RunRecord.list(of: run.id, on: connection).map { ($0.key, $0.position) }, uniquingKeysWith: { $1 })
        for record in records {
            // Their lines count from 1.
            let own = record.rows.map { orders[$0.line - 1] }
            guard let position = positions[record.key] else {
                guard try RunRecord.isSettled(record.key, of: run.robot, on: connection) else { continue }
                for order in own where try order.take(for: run.taker, by: stamp, on: connection) {
                    try order.finish(by: stamp, on: connection)
                }
                continue
            }
            for order in own where try order.take(for: run.taker, by: stamp, on: connection) {
                try connection.execute(
                    """
                    INSERT INTO automation_order (run, position, work_order)
                    VALUES (\(run.id), \(position), \(order.id))
                    """)
            }
        }
    }

    /// What became of the records: work is done with them. Where the run is over, nothing of a record was sent and nobody is asked about
    /// it any more, its work waits for the next run.
    func follow(by stamp: Stamp, on connection: any Connection) throws {
        let taken = taken
        guard !taken.isEmpty else { return }
        let asked = Set(
            try Matter.list("WHERE run = \(run.id) AND settled_at IS NULL", on: connection).compactMap(\.recordKey))
        for line in taken {
            if line.record.state.isFinal {
                try line.order.finish(by: stamp, on: connection)
            } else if run.state.isEnded, line.isUnsent, !asked.contains(line.record.key) {
                try line.order.giveBack(by: stamp, on: connection)
                try connection.execute(
                    """
                    UPDATE automation_order SET returned_at = \(stamp.at)
                    WHERE run = \(run.id) AND work_order = \(line.order.id)
                    """)
            }
        }
    }

    /// A run that goes on takes its work again. What somebody else took, changed or withdrew since is no longer its own: the record leaves
    /// the run, and the next run does what still waits.
    /// - Throws: ``AutomationRefusal/wrongState(_:)`` where nothing is left.
    func takeAgain(by stamp: Stamp, on connection: any Connection) throws {
        let returned = lines.filter { $0.record.state.isUnsent && $0.order.takenBy != run.taker }
        var isLeft = false
        for lines in Dictionary(grouping: returned, by: \.record.position).sorted(by: { $0.key < $1.key }).map(\.value)
        {
            if lines.allSatisfy({ $0.order.state == .waiting && $0.order.changedAt == $0.returnedAt }) {
                for line in lines { _ = try line.order.take(for: run.taker, by: stamp, on: connection) }
            } else {
                try leave(
                    lines[0].record, "引き渡された仕事が、ほかで行われたか、変わったか、取り下げられました。", by: stamp, on: connection)
                isLeft = true
            }
        }
        guard isLeft else { return }
        let rest = try RunRecord.list(of: run.id, on: connection)
        guard rest.contains(where: { $0.state.isUnsent || $0.state == .submitted || $0.state == .unknown }) else {
            throw AutomationRefusal.wrongState("この実行の残りの仕事は、ほかで行われたか、変わったか、取り下げられました。続ける件はありません。")
        }
    }

    /// A record of which nothing was sent is no longer the run's: its work waits for others, nobody is asked about it, and the ledger alone
    /// tells that it was here.
    func leave(_ record: RunRecord, _ why: String, by stamp: Stamp, on connection: any Connection) throws {
        for line in taken where line.record.position == record.position {
            try line.order.giveBack(by: stamp, on: connection)
        }
        try run.note(record.key, "left", state: .new, ["note": .string(why)], by: stamp, on: connection)
        try connection.execute(
            """
            UPDATE automation_matter SET decision = \(Matter.Decision.done), settled_at = \(stamp.at),
                settled_by = \(stamp.actor.name), settled_person = \(stamp.actor.person)
            WHERE run = \(run.id) AND record_key = \(record.key) AND settled_at IS NULL
            """)
        for table: SQL in ["automation_order", "automation_record"] {
            try connection.execute(
                "DELETE FROM " + table + " WHERE run = \(run.id) AND position = \(record.position)")
        }
        try connection.execute("UPDATE automation_run SET total = total - 1 WHERE id = \(run.id)")
    }
}
