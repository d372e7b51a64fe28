import Japanese
import Storage
import Ward

/// Work that a robot cannot use as it is: a person is told of each order once, and again when it was placed anew and is still wrong.
enum ToldOrders {
    /// Those of which nobody was told as they stand.
    static func untold(
        among orders: [WorkOrder], of robot: ID<Robot>, on connection: any Connection
    ) throws -> [WorkOrder] {
        let told = Set(
            try connection.rows("SELECT work_order, changed_at FROM automation_told_order WHERE robot = \(robot)")
                .map { row -> Standing in Standing(order: try row["work_order"], changedAt: try row["changed_at"]) })
        return orders.filter { !told.contains(Standing(order: $0.id, changedAt: $0.changedAt)) }
    }

    private struct Standing: Hashable {
        let order: ID<WorkOrder>
        let changedAt: Timestamp
    }

    /// Lays them before a person, unless somebody was told of all of them.
    static func tell(
        _ orders: [WorkOrder], _ title: String, _ words: String, robot: ID<Robot>, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        let new = try untold(among: orders, of: robot, on: connection)
        guard !new.isEmpty else { return }
        try Matter.open(.business, "引き渡された仕事を使えない（\(title)）", words, robot: robot, by: stamp, on: connection)
        // What waits no longer is told no more.
        try connection.execute(
            """
            DELETE FROM automation_told_order WHERE robot = \(robot)
                AND work_order NOT IN (SELECT id FROM work_order WHERE state = 'waiting')
            """)
        for order in new {
            try connection.execute(
                """
                INSERT INTO automation_told_order (robot, work_order, changed_at, told_at)
                VALUES (\(robot), \(order.id), \(order.changedAt), \(stamp.at))
                """)
        }
    }
}
