import Japanese
import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("Mails to people that do not arrive")
struct NotificationFailureTests {
    @Test(
        "A program that dies while it sends leaves what a person decides on: nothing goes twice by itself",
        arguments: TestDatabases.all)
    func cutOff(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested in
            let post = TestedPost()
            let sending = try post.sending()
            let person = try await tested.reachable("yamada")
            try await tested.tell(["甲", "乙"], to: [person])
            tested.gather()
            let waiting = try await tested.notifications(.waiting)
            let (letter, mail): (ID<NotificationLetter>, MailAddress) = (
                tested.ward.newID(), try #require(MailAddress("yamada@example.jp"))
            )
            let began = tested.clock.now
            try await tested.write { connection, _ in
                try NotificationStore.take(waiting, for: letter, to: mail, at: began, on: connection)
            }
            #expect(try await sending.pass(tested.ward) == .init())
            let one = try #require(try await tested.notifications(.sending).first)
            // It may still be under way.
            await #expect(throws: NotificationRefusal.underWay) {
                try await tested.write { try NotificationStore.retry(one.id, by: $1, on: $0) }
            }
            #expect(try await tested.undelivered().isEmpty)
            tested.clock.advance(seconds: PersonNotification.sendingSecondsMax)
            #expect(try await tested.undelivered().count == 2)
            tested.clock.advance(seconds: 86_400)
            #expect(try await sending.pass(tested.ward) == .init())
            #expect(post.tries == 0)

            try await tested.write { try NotificationStore.retry(one.id, by: $1, on: $0) }
            // The sender that was thought dead comes back: what was decided stays.
            let late = tested.clock.now
            try await tested.write { connection, _ in
                try NotificationStore.finish(letter, refusal: nil, at: late, on: connection)
            }
            #expect(try await tested.counts() == [.waiting: 2])
            #expect(try await sending.pass(tested.ward) == .init(sent: 2))
            #expect(post.delivered.count == 1)
            await #expect(throws: NotificationRefusal.notFailed) {
                try await tested.write { try NotificationStore.retry(one.id, by: $1, on: $0) }
            }
            let trail = try await tested.read { try Audit.list(AuditFilter(actionPrefix: "ward.notification"), on: $0) }
            #expect(trail.map(\.action) == ["ward.notification.retry", "ward.notification.retry"])
        }
    }

    @Test("A broken line leaves a mail with its reason; who decides that it arrived ends it")
    func unknownOutcome() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested in
            let post = TestedPost()
            let sending = try post.sending()
            let person = try await tested.reachable("yamada")
            let refusal = MailRefusal.outcomeUnknown(server: "m.example.jp:587")
            post.refuse("yamada@example.jp", with: refusal)
            try await tested.tell(["甲"], to: [person])
            tested.gather()
            #expect(try await sending.pass(tested.ward) == .init(failed: 1))
            tested.clock.advance(seconds: 86_400)
            #expect(try await sending.pass(tested.ward) == .init())
            #expect(post.tries == 1)
            let left = try #require(try await tested.undelivered().first)
            #expect(left.note == refusal.words)
            try await tested.write { try NotificationStore.dismiss(left.id, by: $1, on: $0) }
            #expect(try await tested.counts() == [.dropped: 1])
            #expect(try await tested.undelivered().isEmpty)
        }
    }

    @Test(
        "A server that cannot be used is tried once and again later, not once for each person",
        arguments: TestDatabases.all)
    func outage(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested in
            let post = TestedPost()
            let sending = try post.sending()
            var people: [Person] = []
            for number in 1...3 { people.append(try await tested.reachable("person\(number)")) }
            try await tested.tell(["甲"], to: people)
            tested.gather()
            let refusal = MailRefusal.signInRefused(server: "m.example.jp:587")
            post.refuseAll(with: refusal)
            #expect(try await sending.pass(tested.ward) == .init(failed: 1))
            #expect(post.tries == 1)
            let outage = try #require(try await tested.read { try MailOutage.find(on: $0) })
            #expect(outage.note == refusal.words)
            #expect(outage.retryAt == tested.clock.now.adding(seconds: 120))
            tested.clock.advance(seconds: 119)
            #expect(try await sending.pass(tested.ward) == .init())
            tested.clock.advance(seconds: 1)
            #expect(try await sending.pass(tested.ward) == .init(failed: 1))
            #expect(post.tries == 2)
            #expect(try await tested.counts() == [.waiting: 3])
            post.refuseAll(with: nil)
            tested.clock.advance(seconds: 240)
            #expect(try await sending.pass(tested.ward) == .init(sent: 3))
            #expect(
                post.delivered.flatMap(\.recipients).map(\.text).sorted() == (1...3).map { "person\($0)@example.jp" })
            #expect(try await tested.read { try MailOutage.find(on: $0) } == nil)
        }
    }

    @Test("The next try after a failure comes later each time, and within half an hour")
    func outageSeconds() {
        #expect((1...7).map { MailOutage.seconds(afterFailure: $0) } == [120, 240, 480, 960, 1800, 1800, 1800])
        #expect(MailOutage.seconds(afterFailure: 100_000) == 1800)
        #expect((1...4).map { NotificationStore.retrySeconds(afterTry: $0) } == [300, 600, 1200, 2400])
        #expect(NotificationStore.retrySeconds(afterTry: 100_000) == 43_200)
    }

    @Test("A clock that was set back does not make anybody wait for the old time")
    func clockSetBack() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested in
            let (later, now) = (tested.clock.now.adding(seconds: 86_400), tested.clock.now)
            try await tested.write { connection, _ in
                try MailOutage.begin(.unreachable(server: "m"), at: later, on: connection)
            }
            let outage = try #require(try await tested.read { try MailOutage.find(on: $0) })
            #expect(outage.holds(at: later))
            #expect(!outage.holds(at: now))
        }
    }

    @Test("An address that is refused for good fails alone; one that is refused for now is tried again after a while")
    func addresses() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested in
            let post = TestedPost()
            let sending = try post.sending()
            var people: [Person] = []
            for login in ["gone", "full", "well"] { people.append(try await tested.reachable(login)) }
            let gone = MailRefusal.addressRefused(address: "gone@example.jp", answer: "550 5.1.1 no such user")
            let full = MailRefusal.addressRefused(address: "full@example.jp", answer: "452 4.2.2 mailbox full")
            post.refuse("gone@example.jp", with: gone)
            post.refuse("full@example.jp", with: full)
            try await tested.tell(["甲"], to: people)
            tested.gather()
            #expect(try await sending.pass(tested.ward) == .init(sent: 1, failed: 2))
            #expect(try await tested.notifications(.failed).map(\.note) == [gone.words])
            #expect(try await tested.notifications(.waiting).map(\.note) == [full.words])
            tested.clock.advance(seconds: 299)
            #expect(try await sending.pass(tested.ward) == .init())
            tested.clock.advance(seconds: 1)
            #expect(try await sending.pass(tested.ward) == .init(failed: 1))
            tested.clock.advance(seconds: 300)
            #expect(try await sending.pass(tested.ward) == .init())
            post.refuse("full@example.jp", with: nil)
            tested.clock.advance(seconds: 300)
            #expect(try await sending.pass(tested.ward) == .init(sent: 1))
            #expect(post.delivered.flatMap(\.recipients).map(\.text) == ["well@example.jp", "full@example.jp"])
            // A person mends the address and sends all of it again.
            post.refuse("gone@example.jp", with: nil)
            #expect(try await tested.write { try NotificationStore.retryAll(by: $1, on: $0) } == 1)
            #expect(try await sending.pass(tested.ward) == .init(sent: 1))
            #expect(try await tested.counts() == [.sent: 3])
        }
    }

    @Test(
        "What cannot be sent for three days is given up with the reason; a person may let it begin anew",
        arguments: TestDatabases.all)
    func givenUp(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested in
            let post = TestedPost()
            let sending = try post.sending()
            let person = try await tested.reachable("yamada")
            post.refuseAll(with: .unreachable(server: "m.example.jp:25"))
            try await tested.tell(["甲", "over"], to: [person])
            tested.gather()
            _ = try await sending.pass(tested.ward)
            tested.clock.advance(seconds: NotificationStore.givenUpAfterSeconds)
            _ = try await sending.pass(tested.ward)
            #expect(post.tries == 1)
            let failed = try #require(try await tested.notifications(.failed).first)
            #expect(failed.subject == "甲")
            #expect(failed.note.contains("3日試したため、あきらめました。"))
            #expect(failed.note.contains("m.example.jp:25"))
            #expect(try await tested.counts() == [.failed: 1, .dropped: 1])
            post.refuseAll(with: nil)
            #expect(try await sending.pass(tested.ward) == .init())
            try await tested.write { try NotificationStore.retry(failed.id, by: $1, on: $0) }
            #expect(try await sending.pass(tested.ward) == .init(sent: 1))
        }
    }

    @Test("After a program that stood still for a week, what still matters is sent and not given up")
    func standstill() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested in
            let post = TestedPost()
            let person = try await tested.reachable("yamada")
            try await tested.tell(["甲", "over"], to: [person])
            tested.clock.advance(seconds: 7 * 86_400)
            #expect(try await post.sending().pass(tested.ward) == .init(sent: 1))
            #expect(try await tested.counts() == [.sent: 1, .dropped: 1])
        }
    }

    @Test(
        "What cannot be written about fails where people see it, and no other mail waits for it",
        arguments: TestDatabases.all)
    func broken(_ kind: TestDatabase) async throws {
        struct Broken: Error {}
        let faulty = NotificationKind(
            "test.broken", "壊れたお知らせ", opening: "", listPath: "/", permission: .viewOrganisation
        ) { _, _, _, _ in throw Broken() }
        try await TestedWard.use(kind) { tested in
            let post = TestedPost()
            let sending = try post.sending([.tested, faulty])
            let person = try await tested.reachable("yamada")
            try await tested.tell(["壊れた"], of: faulty, to: [person])
            tested.clock.advance(seconds: 1)
            try await tested.tell(["甲"], to: [person])
            tested.gather()
            await #expect(throws: Broken.self) { try await sending.pass(tested.ward) }
            #expect(try await tested.counts() == [.sent: 1, .failed: 1])
            #expect(try await tested.undelivered().map(\.subject) == ["壊れた"])
            #expect(try await sending.pass(tested.ward) == .init())
        }
    }

    @Test("In a house without a mail server nothing leaves and nothing fails; after three days it says why")
    func withoutServer() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested in
            let post = TestedPost()
            let sending = try post.sending(isSet: false)
            let person = try await tested.reachable("yamada")
            try await tested.tell(["甲"], to: [person])
            tested.clock.advance(seconds: NotificationStore.givenUpAfterSeconds - 1)
            #expect(try await sending.pass(tested.ward) == .init())
            #expect(try await tested.counts() == [.waiting: 1])
            tested.clock.advance(seconds: 1)
            #expect(try await sending.pass(tested.ward) == .init())
            #expect(try await tested.notifications(.dropped).map(\.note) == ["メールのサーバーが設定されていないため（3日待った）"])
            #expect(post.tries == 0)
        }
    }

    @Test("What was settled is forgotten after 400 days, and what waits is not", arguments: TestDatabases.all)
    func forgetting(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested in
            let post = TestedPost()
            let sending = try post.sending()
            let person = try await tested.reachable("yamada")
            try await tested.tell(["甲"], to: [person])
            tested.gather()
            #expect(try await sending.pass(tested.ward) == .init(sent: 1))
            tested.clock.advance(seconds: NotificationStore.keptDays * 86_400)
            try await tested.tell(["乙"], to: [person])
            _ = try await sending.pass(tested.ward)
            #expect(try await tested.counts() == [.sent: 1, .waiting: 1])
            tested.clock.advance(seconds: 1)
            _ = try await sending.pass(tested.ward)
            #expect(try await tested.counts() == [.waiting: 1])
        }
    }
}

extension TestedWard {
    fileprivate func undelivered() async throws -> [PersonNotification] {
        let now = clock.now
        return try await read { try NotificationStore.undelivered(at: now, on: $0) }
    }
}
