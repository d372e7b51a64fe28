import Japanese
import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("Mails to people")
struct NotificationSendingTests {
    @Test(
        "What is told goes out once, together with what follows soon, with title, note and link",
        arguments: TestDatabases.all)
    func once(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested in
            let post = TestedPost()
            let sending = try post.sending()
            let person = try await tested.reachable("yamada")
            try await tested.tell(["甲"], to: [person])
            #expect(try await sending.pass(tested.ward) == .init())
            tested.clock.advance(seconds: NotificationGroup.quietSeconds - 1)
            try await tested.tell(["乙"], to: [person])
            #expect(try await sending.pass(tested.ward) == .init())
            tested.gather()
            #expect(try await sending.pass(tested.ward) == .init(sent: 2))
            let mail = try #require(post.delivered.first)
            #expect(mail.recipients.map(\.text) == ["yamada@example.jp"])
            #expect(mail.subject == "【並木】検査のお知らせ（2件）")
            #expect(
                mail.body.hasPrefix(
                    """
                    見本 yamada　様

                    次の検査をお願いします。

                    ・検査甲
                    　期限は甲です。
                    　https://namiki.example.jp/tests/甲
                    ・検査乙
                    　期限は乙です。
                    　https://namiki.example.jp/tests/乙


                    """))
            #expect(mail.body.contains("見本区の並木"))
            #expect(mail.body.contains("「検査のお知らせ」のメールを止めるときは"))
            #expect(mail.body.hasSuffix("https://namiki.example.jp/account/notifications"))
            // The same once more is the same; another occasion is another one.
            try await tested.tell(["甲", "乙"], to: [person])
            tested.gather()
            #expect(try await sending.pass(tested.ward) == .init())
            try await tested.tell(["甲"], occasion: "2", to: [person])
            tested.gather()
            #expect(try await sending.pass(tested.ward) == .init(sent: 1))
            #expect(post.delivered.map(\.subject).last == "【並木】検査のお知らせ")
            #expect(try await tested.counts() == [.sent: 3])
        }
    }

    @Test("A row of matters that does not end is told of after twenty minutes all the same")
    func endless() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested in
            let post = TestedPost()
            let sending = try post.sending()
            let person = try await tested.reachable("yamada")
            var passed = 0
            while passed < NotificationGroup.gatheringSecondsMax {
                #expect(try await sending.pass(tested.ward) == .init(), "after \(passed) seconds")
                try await tested.tell(["\(passed)"], to: [person])
                tested.clock.advance(seconds: 120)
                passed += 120
            }
            #expect(try await sending.pass(tested.ward) == .init(sent: 10))
            #expect(post.delivered.count == 1)
        }
    }

    @Test("Of many of one kind a mail lists twenty in their order and counts the rest; another kind is another mail")
    func grouping() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested in
            let post = TestedPost()
            let person = try await tested.reachable("yamada")
            try await tested.tell((1...30).map { "第\($0)" }, to: [person])
            try await tested.tell(["別"], of: .other, to: [person])
            // What was told of twice under one address is one line, with its last words.
            tested.clock.advance(seconds: 1)
            try await tested.tell(["第7"], occasion: "2", to: [person])
            tested.gather()
            #expect(try await post.sending([.tested, .other]).pass(tested.ward) == .init(sent: 32))
            #expect(post.delivered.count == 2)
            let mail = try #require(post.delivered.first { $0.subject.contains("検査") })
            #expect(mail.subject == "【並木】検査のお知らせ（30件）")
            let lines = mail.body.split(separator: "\n").map(String.init)
            #expect(lines.filter { $0.hasPrefix("・検査") } == (1...20).map { "・検査第\($0)" })
            let rest = try #require(lines.firstIndex(of: "・ほか10件"))
            #expect(lines[rest + 1] == "　https://namiki.example.jp/tests")
        }
    }

    @Test("Of two servers on one database one sends each mail", arguments: TestDatabases.all)
    func twoServers(_ kind: TestDatabase) async throws {
        try await kind.useLocation { location async throws in
            let first = try await openDatabase(at: location)
            let second = try await openDatabase(at: location)
            try await Migrator.migrate(first, WardMigrations.all)
            let servers = [TestedWard(first, seed: 1), TestedWard(second, seed: 2)]
            let post = TestedPost()
            let sending = try post.sending()
            var people: [Person] = []
            for number in 1...5 { people.append(try await servers[0].reachable("person\(number)")) }
            try await servers[0].tell(["甲", "乙"], to: people)
            for server in servers { server.gather() }
            let sent = try await withThrowingTaskGroup(of: Int.self) { group in
                for server in servers {
                    for _ in 0..<4 { group.addTask { try await sending.pass(server.ward).sent } }
                }
                return try await group.reduce(0, +)
            }
            #expect(sent == 10)
            #expect(
                post.delivered.flatMap(\.recipients).map(\.text).sorted() == (1...5).map { "person\($0)@example.jp" })
            try await first.close()
            try await second.close()
        }
    }

    @Test("A person whose role comes from a group of the provider is mailed as one to whom a person gave it")
    func group() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested in
            let post = TestedPost()
            let person = try await tested.reachable("yamada")
            try await tested.write { connection, _ in
                try connection.execute(
                    """
                    INSERT INTO group_mapping (id, issuer, claim, value, role, asked_at, state)
                    VALUES ('kikaku', 'https://id.example.jp', 'groups', 'kikaku', 'editor', 0, 'confirmed')
                    """)
                try connection.execute("UPDATE person_role SET origin = 'kikaku' WHERE person = \(person.id)")
            }
            try await tested.tell(["甲"], to: [person])
            tested.gather()
            #expect(try await post.sending().pass(tested.ward) == .init(sent: 1))
        }
    }

    @Test(
        "Nobody is mailed who stopped the kind, has no address, left or has no right any more, nor of what is over; each with the reason",
        arguments: TestDatabases.all)
    func dropped(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested in
            let post = TestedPost()
            let stopping = try await tested.reachable("stopping")
            let addressless = try await tested.reachable("addressless", mail: false)
            let leaving = try await tested.reachable("leaving")
            let without = try await tested.reachable("without", role: nil)
            let working = try await tested.reachable("working")
            try await tested.tell(["甲"], to: [stopping, addressless, leaving, without])
            try await tested.tell(["over", "secret"], to: [working])
            try await tested.write { connection, stamp in
                try NotificationChoiceStore.set(
                    NotificationChoice(
                        mail: MailAddress("stopping@example.jp"), stopped: [NotificationKind.tested.code]),
                    of: stopping.id, by: stamp, on: connection)
                try PersonStore.deactivate(leaving.id, by: stamp, on: connection)
            }
            tested.gather()
            #expect(try await post.sending().pass(tested.ward) == .init())
            #expect(post.tries == 0)
            let notes = try await tested.notifications(.dropped).map { "\($0.personName) \($0.subject) \($0.note)" }
            #expect(
                Set(notes) == [
                    "見本 stopping 甲 本人が、この種類のメールを止めているため", "見本 addressless 甲 メールアドレスの登録がないため",
                    "見本 leaving 甲 利用を停止している人のため", "見本 without 甲 見る権限がなくなったため", "見本 working over 用が済んだため",
                    "見本 working secret 見る権限がなくなったため",
                ])
            // The other kind is not stopped.
            try await tested.tell(["乙"], of: .other, to: [stopping])
            tested.gather()
            #expect(try await post.sending([.tested, .other]).pass(tested.ward) == .init(sent: 1))
        }
    }

    @Test("Nobody is told of what they did themselves")
    func oneself() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested in
            let person = try await tested.reachable("yamada")
            let own = tested.ward.stamp(by: Actor(person: person.id, name: person.name))
            try await tested.database.write { connection in
                try NotificationStore.tell(
                    .tested,
                    [NotificationMatter(subject: "甲", occasion: "", title: "甲", path: "/", people: [person.id])],
                    by: own, on: connection)
            }
            #expect(try await tested.notifications().isEmpty)
        }
    }

    @Test("What is told in a change that fails is not told", arguments: TestDatabases.all)
    func rolledBack(_ kind: TestDatabase) async throws {
        struct Failed: Error {}
        try await TestedWard.use(kind) { tested in
            let person = try await tested.reachable("yamada")
            await #expect(throws: Failed.self) {
                try await tested.write { connection, stamp in
                    try NotificationStore.tell(
                        .tested,
                        [NotificationMatter(subject: "甲", occasion: "", title: "甲", path: "/", people: [person.id])],
                        by: stamp, on: connection)
                    throw Failed()
                }
            }
            #expect(try await tested.notifications().isEmpty)
        }
    }

    @Test("A title and a name with line breaks add no header, no recipient and no line")
    func injection() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested in
            let post = TestedPost()
            let person = try await tested.reachable("yamada")
            try await tested.write { connection, stamp in
                try connection.execute(
                    "UPDATE person SET name = \("見本\r\nBcc: evil@example.com\r\n\r\nX") WHERE id = \(person.id)")
                try NotificationStore.tell(
                    .tested,
                    [
                        NotificationMatter(
                            subject: "甲\nBcc: evil@example.com", occasion: "",
                            title: "題\r\nBcc: evil@example.com\u{2028}\u{202E}次", path: "/", people: [person.id])
                    ], by: stamp, on: connection)
            }
            tested.gather()
            #expect(try await post.sending().pass(tested.ward) == .init(sent: 1))
            let mail = try #require(post.delivered.first)
            #expect(mail.recipients.map(\.text) == ["yamada@example.jp"])
            let text = String(decoding: mail.bytes, as: UTF8.self)
            let head = text.components(separatedBy: "\r\n\r\n")[0]
            // Without the lines that go on: from, to, subject, date, id, and the four of the content.
            let names = head.components(separatedBy: "\r\n").filter { !$0.hasPrefix(" ") }.map {
                $0.prefix { $0 != ":" }
            }
            #expect(
                names == [
                    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
                    "Content-Transfer-Encoding",
                ])
            #expect(mail.body.contains("・題  Bcc: evil@example.com  次\n　期限は甲 Bcc: evil@example.comです。\n"))
            #expect(!mail.body.split(whereSeparator: \.isNewline).contains { $0.hasPrefix("Bcc") })
        }
    }

    @Test("A mail of sample data says so; without an address of the site there are no links")
    func sample() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested in
            let post = TestedPost()
            let person = try await tested.reachable("yamada")
            try await tested.write { try SettingStore.markAsSample(by: $1, on: $0) }
            try await tested.tell(["甲"], to: [person])
            tested.gather()
            #expect(try await post.sending(address: nil).pass(tested.ward) == .init(sent: 1))
            let mail = try #require(post.delivered.first)
            #expect(mail.subject == "【見本】【並木】検査のお知らせ")
            #expect(mail.body.contains("これは見本のデータで作ったメールです。"))
            #expect(!mail.body.contains("/"))
        }
    }
}
