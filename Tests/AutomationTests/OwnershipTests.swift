import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Automation

@Suite("Who owns a robot, and what becomes of it when they leave")
struct OwnershipTests {
    private static let keys = [(key: "1", sealed: String?.none)]

    @Test("A robot that nobody owns cannot be put to work or run", arguments: TestDatabases.all)
    func unowned(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            await #expect(throws: AutomationRefusal.unowned([])) {
                try await sample.write { robot, stamp, connection in try robot.goLive(by: stamp, on: connection) }
            }
            await #expect(throws: AutomationRefusal.unowned([])) {
                try await sample.write { robot, stamp, connection in
                    _ = try Run.ask(for: robot, trigger: "hand", records: Self.keys, by: stamp, on: connection)
                }
            }
        }
    }

    @Test("On the day after the last owner's transfer the robot does not start, before anything in the background ran")
    func transfer() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            try await sample.live()
            try await sample.transfer(sample.main, lastDay: SampleRobots.day("2026-06-30"))
            try await sample.transfer(sample.deputy, lastDay: SampleRobots.day("2026-06-30"))
            sample.clock.move(to: SampleRobots.day("2026-06-30"))
            _ = try await sample.write { robot, stamp, connection in
                try Run.ask(for: robot, trigger: "hand", records: Self.keys, by: stamp, on: connection)
            }
            sample.clock.move(to: SampleRobots.day("2026-07-01"))
            await #expect(throws: AutomationRefusal.self) {
                try await sample.write { robot, stamp, connection in
                    _ = try Run.ask(for: robot, trigger: "hand", records: Self.keys, by: stamp, on: connection)
                }
            }
        }
    }

    @Test(
        "When one of two leaves the robot goes on and a handover waits; when both have left it halts",
        arguments: TestDatabases.all)
    func halting(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            try await sample.live()
            try await sample.transfer(sample.main, lastDay: SampleRobots.day("2026-06-30"))
            sample.clock.move(to: SampleRobots.day("2026-07-01"))
            let first = try await sample.write { _, stamp, connection in
                try Handover.look(by: stamp, on: connection).count
            }
            #expect(first == 0)
            var (robot, open) = try await sample.write { robot, _, connection in
                (robot, try Matter.open(on: connection))
            }
            #expect(robot.state == .live)
            let told = try await database.read {
                Set(try $0.column("SELECT person FROM notification", as: String.self))
            }
            // Who left, and who is left in the section.
            #expect(told == [sample.main.text, sample.deputy.text])
            #expect(open.map(\.kind) == [.handover])
            #expect(open.first?.detail.contains("主 花子さんは、異動などで、「保育課」の担当の役割がなくなりました。") == true)
            // Looking again opens no second task.
            _ = try await sample.write { _, stamp, connection in try Handover.look(by: stamp, on: connection).count }
            try await sample.transfer(sample.deputy, lastDay: SampleRobots.day("2026-06-30"))
            let second = try await sample.write { _, stamp, connection in
                try Handover.look(by: stamp, on: connection).count
            }
            #expect(second == 1)
            (robot, open) = try await sample.write { robot, _, connection in
                (robot, try Matter.open(on: connection))
            }
            #expect(robot.state == .halted)
            #expect(open.count == 2)
        }
    }

    @Test("A new owner settles the handover of the seat, and the robot can work again")
    func takenOver() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            try await sample.live()
            for person in [sample.main, sample.deputy] {
                try await sample.transfer(person, lastDay: SampleRobots.day("2026-06-30"))
            }
            sample.clock.move(to: SampleRobots.day("2026-07-01"))
            _ = try await sample.write { _, stamp, connection in try Handover.look(by: stamp, on: connection).count }
            let unit = sample.unit
            let seats = try await sample.write { robot, stamp, connection in
                let new = try SampleRobots.person("new", "新 次郎", unit, by: stamp, on: connection)
                try RobotOwner.assign(
                    new, .main, of: robot, until: SampleRobots.day("2027-03-31"), by: stamp, on: connection)
                try robot.goLive(by: stamp, on: connection)
                return try Matter.open(on: connection).map(\.recordKey)
            }
            #expect(seats == ["deputy"])
        }
    }

    @Test("Only people of the section own its robots, two different ones, a year at most")
    func rules() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let (main, until) = (sample.main, SampleRobots.day("2027-03-31"))
            await #expect(throws: AutomationRefusal.notEligible("他 三郎")) {
                try await sample.write { robot, stamp, connection in
                    let other = try UnitStore.create(code: "0300", name: "税務課", by: stamp, on: connection).id
                    let stranger = try SampleRobots.person("other", "他 三郎", other, by: stamp, on: connection)
                    try RobotOwner.assign(stranger, .main, of: robot, until: until, by: stamp, on: connection)
                }
            }
            await #expect(throws: AutomationRefusal.samePersonTwice) {
                try await sample.write { robot, stamp, connection in
                    try RobotOwner.assign(main, .main, of: robot, until: until, by: stamp, on: connection)
                    try RobotOwner.assign(main, .deputy, of: robot, until: until, by: stamp, on: connection)
                }
            }
            await #expect(throws: AutomationRefusal.untilPast) {
                try await sample.write { robot, stamp, connection in
                    try RobotOwner.assign(
                        main, .main, of: robot, until: SampleRobots.day("2028-03-31"), by: stamp, on: connection)
                }
            }
        }
    }

    @Test("A robot whose stocktaking is late does not start until somebody looked at its entry")
    func review() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            sample.clock.move(to: SampleRobots.day("2027-04-10"))
            let main = sample.main
            await #expect(throws: AutomationRefusal.reviewOverdue(SampleRobots.day("2027-04-06"))) {
                try await sample.write { robot, stamp, connection in
                    try RobotOwner.assign(
                        main, .main, of: robot, until: SampleRobots.day("2028-03-31"), by: stamp, on: connection)
                    try robot.goLive(by: stamp, on: connection)
                }
            }
            let state = try await sample.write { robot, stamp, connection in
                try robot.review(by: stamp, on: connection)
                try RobotOwner.assign(
                    main, .main, of: robot, until: SampleRobots.day("2028-03-31"), by: stamp, on: connection)
                try Robot.known(robot.id, on: connection).goLive(by: stamp, on: connection)
                return try Robot.known(robot.id, on: connection).state
            }
            #expect(state == .live)
        }
    }
}
