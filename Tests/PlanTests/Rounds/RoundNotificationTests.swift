import Japanese
import Site
import Storage
import StorageTesting
import Synchronization
import Testing
import Ward

@testable import Plan

@Suite("Mails about rounds")
struct RoundNotificationTests {
    /// Sections with people, and the mails that they were sent.
    private struct Office {
        let plan: TestedPlan
        let sending: NotificationSending
        let mails: Mails
        let writer: Person
        let colleague: Person
        let head: Person

        /// Passes the time in which matters are gathered, and sends.
        func sent() async throws -> [MailMessage] {
            plan.passMinutes(4)
            _ = try await sending.pass(plan.ward)
            return mails.taken()
        }

        func stamp(_ person: Person) -> Stamp {
            plan.passMinutes()
            return plan.ward.stamp(by: Actor(person: person.id, name: person.name))
        }
    }

    private final class Mails: Sendable {
        private let kept = Mutex<[MailMessage]>([])

        var transport: MailTransport {
            MailTransport { message throws(MailRefusal) in self.kept.withLock { $0.append(message) } }
        }

        /// Those since the last time, by whom they go to.
        func taken() -> [MailMessage] {
            kept.withLock { kept in
                defer { kept = [] }
                return kept.sorted { $0.recipients[0].text < $1.recipients[0].text }
            }
        }
    }

    /// The first section has two who write and a head; the second a head alone.
    private static func use(
        _ kind: TestDatabase, initiatives: Int = 3, _ body: (Office) async throws -> Void
    ) async throws {
        try await TestedPlan.use(kind, initiatives: initiatives) { plan in
            let hash = try await plan.ward.passwords.hash("つきよのかえるがうたう47", random: plan.ward.random)
            func person(_ login: String, _ roles: [(Role, ID<OfficeUnit>)]) async throws -> Person {
                try await plan.write { connection, stamp in
                    let person = try PersonStore.create(
                        try LoginName(login), name: "見本 \(login)", password: hash, isInitial: false, by: stamp,
                        on: connection)
                    for (role, unit) in roles {
                        _ = try PersonStore.assign(
                            role: role, unit: unit, person: person.id, by: stamp, on: connection)
                    }
                    try NotificationChoiceStore.set(
                        NotificationChoice(mail: MailAddress("\(login)@example.jp")), of: person.id, by: stamp,
                        on: connection)
                    return person
                }
            }
            let mails = Mails()
            let sender = try #require(MailAddress("namiki@example.jp"))
            let first = plan.units[0].id
            try await body(
                Office(
                    plan: plan,
                    sending: NotificationSending(
                        modules: [PlanModule()], post: .init(sender: sender, transport: mails.transport),
                        wardName: "見本区", address: "https://namiki.example.jp"), mails: mails,
                    writer: try await person("a-writer", [(.editor, first)]),
                    colleague: try await person("b-colleague", [(.editor, first)]),
                    head: try await person("c-head", [(.approver, first), (.approver, plan.units[1].id)])))
        }
    }

    private static func recipients(_ mails: [MailMessage]) -> [String] {
        mails.flatMap(\.recipients).map { String($0.text.prefix { $0 != "@" }) }
    }

    @Test(
        "When a quarter opens, who answers and who approves are told of what is asked and until when",
        arguments: TestDatabases.all)
    func opened(_ kind: TestDatabase) async throws {
        try await Self.use(kind) { office in
            let round = try await office.plan.open()
            let entries = try await office.plan.entries(round)
            let mails = try await office.sent()
            #expect(Self.recipients(mails) == ["a-writer", "b-colleague", "c-head"])
            #expect(
                mails.map(\.subject) == [
                    "【並木】進捗確認の回答のお願い", "【並木】進捗確認の回答のお願い", "【並木】進捗確認の回答のお願い（2件）",
                ])
            let head = try #require(mails.last)
            #expect(
                head.body.contains(
                    """
                    ・(1) 取組1（第1課）
                    　令和6年度第1四半期　回答期限は\(round.calendar.dueOn.japaneseWithWeekday)です。
                    　https://namiki.example.jp/entries/\(entries[0].id)
                    ・(2) 取組2（第2課）
                    """))
            #expect(!head.body.contains("取組3"))
            #expect(try await office.sent().isEmpty)
        }
    }

    @Test("A section with thirty initiatives gets one mail")
    func many() async throws {
        try await Self.use(TestDatabases.memory, initiatives: 30) { office in
            let first = office.plan.units[0].id
            try await office.plan.write { connection, stamp in
                for initiative in office.plan.initiatives {
                    try InitiativeStore.assign(
                        main: [first], related: [], to: initiative.id, by: stamp, on: connection)
                }
            }
            _ = try await office.plan.open()
            let mails = try await office.sent()
            #expect(mails.count == 3)
            for mail in mails {
                #expect(mail.subject.hasSuffix("（30件）"))
                #expect(mail.body.contains("・ほか10件\n　https://namiki.example.jp/rounds\n"))
            }
        }
    }

    @Test("Who has answered, or whose quarter was closed meanwhile, is not asked any more")
    func over() async throws {
        try await Self.use(TestDatabases.memory) { office in
            let plan = office.plan
            let round = try await plan.open()
            let entries = try await plan.entries(round)
            try await plan.answer(entries[0].id)
            // The head's second section still owes an answer.
            let mails = try await office.sent()
            #expect(Self.recipients(mails) == ["c-head"])
            #expect(mails.first?.body.contains("取組1") == false)

            let later = try await plan.open(TestedPlan.firstQuarter.next)
            try await plan.close(later)
            #expect(try await office.sent().isEmpty)
        }
    }

    @Test("An answer that waits is told to those who may approve it, and not to who handed it in")
    func submitted() async throws {
        try await Self.use(TestDatabases.memory) { office in
            let plan = office.plan
            let entry = try await plan.entries(try await plan.open())[0].id
            _ = try await office.sent()
            try await plan.answer(entry, until: .draft)
            let own = office.stamp(office.writer)
            try await plan.ward.database.write { try EntryStore.submit(entry, by: own, on: $0) }
            let mails = try await office.sent()
            #expect(Self.recipients(mails) == ["c-head"])
            #expect(mails.first?.subject == "【並木】回答の承認のお願い")
            #expect(mails.first?.body.contains("https://namiki.example.jp/entries/\(entry)") == true)
            // Nothing of what was written.
            #expect(mails.first?.body.contains("説明会") == false)

            // Taken back and handed in by the head: nobody else could approve it, and the head may not.
            try await plan.write { try EntryStore.withdraw(entry, reason: "直す。", by: $1, on: $0) }
            let head = office.stamp(office.head)
            try await plan.ward.database.write { try EntryStore.submit(entry, by: head, on: $0) }
            #expect(try await office.sent().isEmpty)
        }
    }

    @Test("An answer that was approved before the mail went out is not told of any more")
    func approvedMeanwhile() async throws {
        try await Self.use(TestDatabases.memory) { office in
            let entry = try await office.plan.entries(try await office.plan.open())[0].id
            _ = try await office.sent()
            try await office.plan.answer(entry, until: .approved)
            #expect(try await office.sent().isEmpty)
        }
    }

    @Test(
        "An answer that is returned is told, with the reason, to who wrote it and who handed it in",
        arguments: TestDatabases.all)
    func returned(_ kind: TestDatabase) async throws {
        try await Self.use(kind) { office in
            let plan = office.plan
            let entry = try await plan.entries(try await plan.open())[0]
            _ = try await office.sent()
            let writing = office.stamp(office.colleague)
            let handing = office.stamp(office.writer)
            try await plan.ward.database.write { connection in
                try EntryStore.save(
                    Answer(mark: "B", done: "説明会を開いた。", plan: "続ける。"), to: entry.id, revision: entry.revision,
                    by: writing, on: connection)
                try EntryStore.submit(entry.id, by: handing, on: connection)
            }
            _ = try await office.sent()
            let returning = office.stamp(office.head)
            try await plan.ward.database.write {
                try EntryStore.sendBack(entry.id, reason: "回数を\n書いてください。", by: returning, on: $0)
            }
            let mails = try await office.sent()
            #expect(Self.recipients(mails) == ["a-writer", "b-colleague"])
            for mail in mails {
                #expect(mail.subject == "【並木】回答の差戻しのお知らせ")
                #expect(mail.body.contains("・(1) 取組1（第1課）\n　令和6年度第1四半期　理由　回数を 書いてください。\n"))
            }
            // A second return is another occasion, and a reason with a telephone number stays in the house.
            try await plan.ward.database.write { connection in
                try EntryStore.submit(entry.id, by: handing, on: connection)
                try EntryStore.sendBack(entry.id, reason: "03-1234-5678に電話を。", by: returning, on: connection)
            }
            let again = try await office.sent().filter { $0.subject.contains("差戻し") }
            #expect(Self.recipients(again) == ["a-writer", "b-colleague"])
            #expect(again.allSatisfy { $0.body.contains("　理由は、画面で確かめてください。") })
            #expect(!again.contains { $0.body.contains("1234") })
        }
    }

    @Test("Where who handed it in has left, the section is told")
    func returnedToNobody() async throws {
        try await Self.use(TestDatabases.memory) { office in
            let plan = office.plan
            let entry = try await plan.entries(try await plan.open())[0].id
            _ = try await office.sent()
            try await plan.answer(entry, until: .draft)
            let handing = office.stamp(office.writer)
            try await plan.ward.database.write { try EntryStore.submit(entry, by: handing, on: $0) }
            _ = try await office.sent()
            try await plan.write { connection, stamp in
                try PersonStore.deactivate(office.writer.id, by: stamp, on: connection)
                try EntryStore.sendBack(entry, reason: "回数を書いてください。", by: stamp, on: connection)
            }
            #expect(Self.recipients(try await office.sent()) == ["b-colleague", "c-head"])
        }
    }

    @Test("A section that is asked again is told with the reason")
    func reopened() async throws {
        try await Self.use(TestDatabases.memory) { office in
            let plan = office.plan
            let round = try await plan.open()
            try await plan.answer(try await plan.entries(round)[0].id)
            try await plan.close(round)
            _ = try await office.sent()
            try await plan.write { connection, stamp in
                try RoundStore.reopen(
                    Round.known(round.id, on: connection), units: [plan.units[0].id], reason: "集計の誤り。", by: stamp,
                    on: connection)
            }
            let mails = try await office.sent()
            #expect(Self.recipients(mails) == ["a-writer", "b-colleague", "c-head"])
            #expect(mails.allSatisfy { $0.body.contains("・(1) 取組1（第1課）\n　令和6年度第1四半期　理由　集計の誤り。\n") })
        }
    }

    @Test("An opinion without a response is told to the section, without its words")
    func comments() async throws {
        try await Self.use(TestDatabases.memory) { office in
            let plan = office.plan
            try await plan.write { connection, stamp in
                for words in ["図を足してください。", "表も足してください。"] {
                    try CommentStore.add(
                        words, layer: .secretariat, about: .initiative(plan.initiatives[0].id), by: stamp,
                        on: connection)
                }
            }
            let mails = try await office.sent()
            #expect(Self.recipients(mails) == ["a-writer", "b-colleague", "c-head"])
            for mail in mails {
                #expect(mail.subject == "【並木】意見への対応のお願い")
                #expect(!mail.body.contains("足してください"))
                #expect(
                    mail.body.contains(
                        "・\(plan.initiatives[0].heading)\n　https://namiki.example.jp\(CommentListPage.path(.initiative(plan.initiatives[0].id)))\n"
                    ))
            }
        }
    }

    @Test("Who lost the role for the section meanwhile is not told of its answers")
    func rightLost() async throws {
        try await Self.use(TestDatabases.memory) { office in
            let plan = office.plan
            _ = try await plan.open()
            try await plan.write { connection, stamp in
                let role = try #require(try PersonStore.roles(of: office.writer.id, on: connection).first)
                try PersonStore.endRole(
                    role.id, lastDay: stamp.today.adding(days: -1), by: stamp, on: connection)
                // Still somebody of the house, in another section.
                _ = try PersonStore.assign(
                    role: .editor, unit: plan.units[2].id, person: office.writer.id, by: stamp, on: connection)
            }
            #expect(Self.recipients(try await office.sent()) == ["b-colleague", "c-head"])
            let dropped = try await plan.read { try NotificationStore.list(.dropped, on: $0) }
            #expect(dropped.map(\.note) == ["見る権限がなくなったため"])
        }
    }
}
