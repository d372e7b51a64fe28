import Japanese
import Storage
import StorageTesting
import Synchronization
import Testing
import Ward

@testable import Plan

@Suite("Reminders")
struct ChasingTests {
    @Test(
        "The occasion of a day is the latest that has come, counted day by day; none before opening or after the close")
    func occasions() async throws {
        let office = OfficeCalendar()
        for quarter in sequence(first: TestedPlan.firstQuarter, next: { $0.next }).prefix(12) {
            let calendar = RoundCalendar.standard(for: quarter, today: quarter.end, in: office)
            for state in RoundState.allCases {
                let round = Self.round(quarter, calendar, state)
                for offset in -40...60 {
                    let day = calendar.dueOn.adding(days: offset)
                    #expect(Chasing.occasion(on: day, of: round, in: office) == Self.slow(day, round, office))
                }
            }
        }
    }

    /// Walks the calendar one day at a time.
    private static func slow(_ day: CivilDate, _ round: Round, _ office: OfficeCalendar) -> Int? {
        guard [.open, .chasing].contains(round.state), day <= round.calendar.closesOn else { return nil }
        var latest: Int?
        var walked = round.calendar.opensOn
        while walked <= day {
            // The distance of an office day from the due day, in office days.
            if office.isOfficeDay(walked) {
                let (low, high) = (min(walked, round.calendar.dueOn), max(walked, round.calendar.dueOn))
                var between = 0
                var step = low
                while step < high {
                    step = step.adding(days: 1)
                    if office.isOfficeDay(step) { between += 1 }
                }
                let distance = walked < round.calendar.dueOn ? -between : between
                if [-5, -1, 1, 3].contains(distance) { latest = distance }
            }
            walked = walked.adding(days: 1)
        }
        return latest
    }

    private static func round(_ quarter: Quarter, _ calendar: RoundCalendar, _ state: RoundState) -> Round {
        Round(
            id: ID("01ARZ3NDEKTSV4RRFFQ69G5FAV"), version: ID("01ARZ3NDEKTSV4RRFFQ69G5FAV"),
            quarter: quarter, calendar: calendar, state: state, edition: 0, markSet: .standard, limitedTo: nil,
            amendment: nil)
    }

    @Test(
        "A reminder is made once for each unit and occasion, only for who owes something, and never after the close",
        arguments: TestDatabases.all)
    func making(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.open()
            let entries = try await plan.entries(round)
            try await plan.answer(entries[0].id)
            try await plan.answer(entries[1].id, until: .submitted)
            try await plan.write { connection, stamp in
                let contact = UnitContact(
                    mail: try #require(MailAddress("dai3@example.jp")), headMail: MailAddress("kacho3@example.jp"))
                try UnitContactStore.set(contact, of: plan.units[2].id, by: stamp, on: connection)
            }
            let office = OfficeCalendar()
            let make = { try await plan.write { try ReminderStore.make(for: round, address: nil, by: $1, on: $0) } }
            plan.move(to: office.adding(officeDays: -5, to: round.calendar.dueOn))
            let first = try await make()
            #expect(first.map(\.unit) == [plan.units[1].id, plan.units[2].id])
            #expect(first.allSatisfy { $0.occasion == -5 })
            #expect(first[0].mail == nil)
            #expect(first[0].body.contains("課長の承認を待っています"))
            #expect(first[1].mail?.text == "dai3@example.jp", "the head is told when late")
            #expect(first[1].headMail == nil, "the head is told when late")
            #expect(first[1].body.contains("・(3) 取組3（未回答）"))
            #expect(first[1].subject.contains("回答期限のお知らせ"))
            #expect(try await make() == first)

            plan.move(to: office.adding(officeDays: 1, to: round.calendar.dueOn))
            let late = try await make()
            try #require(late.count == 2)
            #expect(late[1].headMail?.text == "kacho3@example.jp")
            #expect(late[1].subject.contains("督促"))
            #expect(late[1].body.contains("過ぎています"))

            plan.move(to: round.calendar.closesOn.adding(days: 1))
            await #expect(throws: ChasingRefusal.closed) { _ = try await make() }
            plan.move(to: round.calendar.closesOn)
            try await plan.close(round)
            let closed = try await plan.round(round.id)
            await #expect(throws: ChasingRefusal.closed) {
                try await plan.write { _ = try ReminderStore.make(for: closed, address: nil, by: $1, on: $0) }
            }
            #expect(try await plan.verification().isWhole)
        }
    }

    @Test("A letter between the due day and the next occasion says that the day has passed, and tells the head")
    func overdue() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            // The due day is a Friday: on Saturday the latest occasion is still the one before it.
            let friday = try #require(CivilDate(iso: "2024-07-12"))
            let round = try await plan.write { connection, stamp in
                let contact = UnitContact(
                    mail: try #require(MailAddress("dai1@example.jp")), headMail: MailAddress("kacho1@example.jp"))
                try UnitContactStore.set(contact, of: plan.units[0].id, by: stamp, on: connection)
                let quarter = TestedPlan.firstQuarter
                let calendar = RoundCalendar(
                    asOf: quarter.end, opensOn: quarter.next.start, dueOn: friday, closesOn: friday.adding(days: 7),
                    freezesOn: friday.adding(days: 14))
                let planned = try RoundStore.plan(
                    quarter: quarter, version: plan.version, calendar: calendar, office: OfficeCalendar(), by: stamp,
                    on: connection)
                _ = try RoundStore.open(planned.id, counting: .empty, by: stamp, on: connection)
                return try Round.known(planned.id, on: connection)
            }
            let debtors = try #require(try await plan.read { try Chasing.debtors(of: round, on: $0) })
            let before = ReminderLetter(
                round: round, debtor: debtors[0], today: friday, address: nil, isSample: false)
            #expect(before.body.contains("期限までに提出してください"))
            #expect(!before.body.contains("過ぎています"))

            plan.move(to: friday.adding(days: 1))
            let made = try await plan.write { try ReminderStore.make(for: round, address: nil, by: $1, on: $0) }
            #expect(made.map(\.occasion) == [-1, -1, -1])
            #expect(made[0].body.contains("を過ぎています"))
            #expect(!made[0].body.contains("期限までに提出してください"))
            #expect(made[0].subject.contains("督促"))
            #expect(made[0].headMail?.text == "kacho1@example.jp")
        }
    }

    @Test("Nobody is said to owe or to have handed in anything while a round takes no answers")
    func closedRound() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let round = try await plan.open()
            #expect(try await plan.read { try Chasing.debtors(of: round, on: $0) }?.count == 3)
            try await plan.close(round)
            let closed = try await plan.round(round.id)
            #expect(try await plan.read { try Chasing.debtors(of: closed, on: $0) } == nil)
        }
    }

    @Test("A broken server ends the row; what may have gone out or is under way is not sent again by itself")
    func broken() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let round = try await plan.open()
            for (position, unit) in plan.units.enumerated() where position > 0 {
                try await plan.write { connection, stamp in
                    let contact = UnitContact(mail: try #require(MailAddress("u\(position)@example.jp")))
                    try UnitContactStore.set(contact, of: unit.id, by: stamp, on: connection)
                }
            }
            plan.move(to: OfficeCalendar().adding(officeDays: -1, to: round.calendar.dueOn))
            let made = try await plan.write { try ReminderStore.make(for: round, address: nil, by: $1, on: $0) }
            let sender = try #require(MailAddress("jimukyoku@example.jp"))
            let tries = Mutex(0)
            let send = { (refusal: MailRefusal) in
                let transport = MailTransport { _ throws(MailRefusal) in
                    tries.withLock { $0 += 1 }
                    throw refusal
                }
                return try await ReminderSending.send(
                    round: round.id, from: sender, through: transport, ward: plan.ward, as: .commandLine)
            }
            let states = {
                try await plan.read { try ReminderStore.list(round: round.id, on: $0) }.map(\.state.rawValue).sorted()
            }
            // One has no address and is reminded on paper. A wrong password is tried once, not once for each section.
            #expect(try await send(.signInRefused(server: "m.jp:587")) == .init(sent: 0, failed: 1))
            #expect(tries.withLock { $0 } == 1)
            #expect(try await states() == ["failed", "made", "made"])
            _ = try await send(.outcomeUnknown(server: "m.jp:587"))
            #expect(try await states() == ["failed", "made", "sending"])
            _ = try await send(.outcomeUnknown(server: "m.jp:587"))
            #expect(tries.withLock { $0 } == 2)

            // Of a broken line a person may decide at once; of one that nothing is heard of, only when it is over.
            let all = try await plan.read { try ReminderStore.list(round: round.id, on: $0) }
            let unknown = try #require(all.first { $0.state == .sending })
            try await plan.write { try ReminderStore.retry(unknown.id, by: $1, on: $0) }
            #expect(try await plan.write { try ReminderStore.claim(unknown.id, by: $1, on: $0) })
            await #expect(throws: ChasingRefusal.underWay) {
                try await plan.write { try ReminderStore.retry(unknown.id, by: $1, on: $0) }
            }
            try await plan.write { connection, stamp in
                let later = Stamp(
                    actor: stamp.actor, at: stamp.at.adding(seconds: ReminderStore.sendingSecondsMax), random: .system)
                try ReminderStore.retry(unknown.id, by: later, on: connection)
            }
            // The sender that was thought dead comes back.
            await #expect(throws: ChasingRefusal.underWay) {
                try await plan.write { try ReminderStore.finish(unknown.id, refusal: nil, by: $1, on: $0) }
            }
            #expect(made.count == 3)
        }
    }

    @Test(
        "What is sent is marked; a refusal stays with its reason until a person sends again; nothing goes twice",
        arguments: TestDatabases.all)
    func sending(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.open()
            for (position, unit) in plan.units.enumerated() where position > 0 {
                try await plan.write { connection, stamp in
                    let contact = UnitContact(mail: try #require(MailAddress("u\(position)@example.jp")))
                    try UnitContactStore.set(contact, of: unit.id, by: stamp, on: connection)
                }
            }
            plan.move(to: OfficeCalendar().adding(officeDays: -1, to: round.calendar.dueOn))
            let made = try await plan.write { try ReminderStore.make(for: round, address: nil, by: $1, on: $0) }
            #expect(made.count == 3)
            let delivered = Mutex<[String]>([])
            let refused = MailRefusal.addressRefused(address: "u2@example.jp", answer: "550 no")
            let picky = MailTransport { message throws(MailRefusal) in
                let to = message.recipients.map(\.text)
                if to == ["u2@example.jp"] { throw refused }
                delivered.withLock { $0 += to }
            }
            let sender = try #require(MailAddress("jimukyoku@example.jp"))
            let send = { (transport: MailTransport) in
                try await ReminderSending.send(
                    round: round.id, from: sender, through: transport, ward: plan.ward, as: .commandLine)
            }
            #expect(try await send(picky) == .init(sent: 1, failed: 1))
            #expect(try await send(picky) == .init(sent: 0, failed: 0))
            #expect(delivered.withLock { $0 } == ["u1@example.jp"])
            let failed = try #require(
                try await plan.read { try ReminderStore.list(round: round.id, on: $0) }.first { $0.state == .failed })
            #expect(failed.note == refused.words)
            await #expect(throws: ChasingRefusal.notFailed) {
                try await plan.write { try ReminderStore.retry(made[0].id, by: $1, on: $0) }
            }
            try await plan.write { try ReminderStore.retry(failed.id, by: $1, on: $0) }
            // The unit without an address got it on paper.
            try await plan.write { try ReminderStore.markHandedOver(made[0].id, by: $1, on: $0) }
            await #expect(throws: ChasingRefusal.underWay) {
                try await plan.write { try ReminderStore.markHandedOver(made[0].id, by: $1, on: $0) }
            }
            // Closed between making and sending.
            try await plan.close(round)
            let willing = MailTransport { message throws(MailRefusal) in
                delivered.withLock { $0 += message.recipients.map(\.text) }
            }
            #expect(try await send(willing) == .init(sent: 0, failed: 0))
            #expect(delivered.withLock { $0 } == ["u1@example.jp"], "nothing is sent after the close")
        }
    }
}
