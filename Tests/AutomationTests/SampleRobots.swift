import Japanese
import Site
import SiteTesting
import Storage
import Synchronization
import Ward
import WardTesting

@testable import Automation

/// A ward with one section, two people who may own its robots and one robot, and what tests do to it.
struct SampleRobots {
    /// 2026-04-06, 9:00
    static let start = Timestamp(CivilDate(iso: "2026-04-06") ?? CivilDate(dayNumber: 0), hour: 9)

    let clock: MovableClock
    let ward: Ward
    let unit: ID<OfficeUnit>
    let main: ID<Person>
    let deputy: ID<Person>
    let robot: ID<Robot>

    static let migrations = WardMigrations.all + AutomationModule().migrations

    static func day(_ text: String) -> CivilDate { CivilDate(iso: text) ?? CivilDate(dayNumber: 0) }

    static func told(_ unit: ID<OfficeUnit>, name: String = "保育の入力") -> RobotDescription {
        RobotDescription(
            name: name, product: .winactor, task: "変更届の入力", unit: unit, system: "子育てシステム", place: "端末7",
            stopping: "端末の停止ボタン",
            risk: .high, buildMinutes: 3_600)
    }

    /// A number for each ward: runs with the same identity would share a folder of the machine with the runs of tests beside them.
    private static let seeds = Mutex<UInt64>(0)

    init(_ database: any Database) async throws {
        let seed = Self.seeds.withLock { last in
            last += 1
            return last
        }
        let clock = MovableClock(Self.start)
        let ward = Ward.tested(database, clock: clock.clock, seed: seed, signingKey: .fresh())
        let stamp = ward.stamp(by: .system)
        let made = try await database.write { connection in
            let unit = try UnitStore.create(code: "0210", name: "保育課", by: stamp, on: connection).id
            let main = try Self.person("main", "主 花子", unit, by: stamp, on: connection)
            let deputy = try Self.person("deputy", "副 太郎", unit, by: stamp, on: connection)
            return (unit, main, deputy, try Robot.create(Self.told(unit), by: stamp, on: connection).id)
        }
        self.clock = clock
        self.ward = ward
        (unit, main, deputy, robot) = made
    }

    /// Somebody with the role of an editor in the section, from before the records begin.
    static func person(
        _ login: String, _ name: String, _ unit: ID<OfficeUnit>, by stamp: Stamp, on connection: any Connection
    ) throws -> ID<Person> {
        let id: ID<Person> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO person (id, login_name, name, password_hash, password_set_at, is_active, created_at)
            VALUES (\(id), \(login), \(name), 'none', \(stamp.at), 1, \(stamp.at))
            """)
        try connection.execute(
            """
            INSERT INTO person_role (id, person, role, unit) VALUES (\(stamp.newID(RoleAssignment.self)), \(id),
                \(Role.editor), \(unit))
            """)
        return id
    }

    /// The transfer of somebody (異動): their role in the section ends with a day.
    func transfer(_ person: ID<Person>, lastDay: CivilDate) async throws {
        try await ward.database.write {
            try $0.execute("UPDATE person_role SET valid_to = \(lastDay) WHERE person = \(person)")
        }
    }

    var stamp: Stamp { ward.stamp(by: .system) }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Robot, Stamp, any Connection) throws -> Value
    ) async throws -> Value {
        let (robot, stamp) = (robot, stamp)
        return try await ward.database.write { try body(Robot.known(robot, on: $0), stamp, $0) }
    }

    /// Both owners until the end of the fiscal year, and at work.
    func live() async throws {
        let (main, deputy) = (main, deputy)
        try await write { robot, stamp, connection in
            let until = Self.day("2027-03-31")
            try RobotOwner.assign(main, .main, of: robot, until: until, by: stamp, on: connection)
            try RobotOwner.assign(deputy, .deputy, of: robot, until: until, by: stamp, on: connection)
            try robot.goLive(by: stamp, on: connection)
        }
    }
}
