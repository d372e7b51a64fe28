import Japanese
import LifeEvents
import Site
import Storage
import StorageTesting
import Synchronization
import Testing
import Ward

@testable import Counter

@Suite("Mails about prior checks")
struct CheckNotificationTests {
    private final class Mails: Sendable {
        private let kept = Mutex<[MailMessage]>([])
        var all: [MailMessage] { kept.withLock { $0 } }

        var transport: MailTransport {
            MailTransport { message throws(MailRefusal) in self.kept.withLock { $0.append(message) } }
        }
    }

    private struct Section: Sendable {
        let unit: OfficeUnit
        let mail: String
    }

    /// Somebody with an address in each of the sections.
    private static func staff(_ desk: TestedDesk) async throws -> [Section] {
        let hash = try await desk.ward.passwords.hash("つきよのかえるがうたう47", random: desk.ward.random)
        let stamp = desk.stamp()
        return try await desk.ward.database.write { connection in
            try UnitStore.list(validOn: stamp.today, on: connection).enumerated().map { position, unit in
                let person = try PersonStore.create(
                    try LoginName("tanto\(position)"), name: "見本 担当", password: hash, isInitial: false, by: stamp,
                    on: connection)
                _ = try PersonStore.assign(
                    role: .editor, unit: unit.id, person: person.id, by: stamp, on: connection)
                let mail = "tanto\(position)@example.jp"
                try NotificationChoiceStore.set(
                    NotificationChoice(mail: MailAddress(mail)), of: person.id, by: stamp, on: connection)
                return Section(unit: unit, mail: mail)
            }
        }
    }

    private static func sending(_ mails: Mails) throws -> NotificationSending {
        NotificationSending(
            modules: [CounterModule()],
            post: .init(sender: try #require(MailAddress("namiki@example.jp")), transport: mails.transport),
            wardName: "見本区", address: "https://namiki.example.jp")
    }

    @Test(
        "A section that is asked is told of the number and the day, and of the family nothing",
        arguments: TestDatabases.all)
    func asked(_ kind: TestDatabase) async throws {
        try await TestedDesk.use(kind) { desk in
            let staff = try await Self.staff(desk)
            let mails = Mails()
            let sending = try Self.sending(mails)
            let family = TestedDesk.opening(1, isRestricted: true)
            let deskCase = try await desk.ward.database.write { try desk.book(family, on: $0) }
            desk.move(to: desk.today, minute: 5)
            _ = try await sending.pass(desk.ward)
            let (checks, units) = try await desk.ward.database.read { connection in
                (
                    try PriorCheckStore.open(nil, on: connection),
                    try DeskSettingsStore.units(for: desk.base, today: desk.today, on: connection)
                )
            }
            try #require(!checks.isEmpty)
            let askedUnits = Set(checks.compactMap { units[$0.section]?.id })
            #expect(
                mails.all.flatMap(\.recipients).map(\.text).sorted()
                    == staff.filter { askedUnits.contains($0.unit.id) }.map(\.mail).sorted())
            for mail in mails.all {
                #expect(mail.subject.hasPrefix("【並木】おくやみの事前確認のお願い"))
                let said = "\(mail.subject)\n\(mail.body)"
                #expect(said.contains("・おくやみの事前確認 \(deskCase.number)（"))
                #expect(said.contains("\(checks[0].dueOn.japaneseWithWeekday)の正午までに回答してください。"))
                let deceased = family.deceased
                for secret in [
                    deceased.name, deceased.kana, deceased.address.stored, "秘密", family.visitor.name,
                    family.visitor.phone,
                ] {
                    #expect(!said.contains(secret), "\(secret)")
                }
            }
            for check in checks where units[check.section] != nil {
                #expect(mails.all.contains { $0.body.contains("https://namiki.example.jp\(check.path)\n") })
            }
            desk.move(to: desk.today, hour: 10)
            #expect(try await sending.pass(desk.ward) == .init())
        }
    }

    @Test("What was answered meanwhile, and what a case that ended had asked, is not told of any more")
    func over() async throws {
        try await TestedDesk.use(TestDatabases.memory) { desk in
            _ = try await Self.staff(desk)
            let mails = Mails()
            let sending = try Self.sending(mails)
            let stamp = desk.stamp()
            try await desk.ward.database.write { connection in
                let deskCase = try desk.book(TestedDesk.opening(1), on: connection)
                try CaseStore.end(deskCase, because: "取りやめ", by: stamp, on: connection)
            }
            desk.move(to: desk.today, minute: 5)
            #expect(try await sending.pass(desk.ward) == .init())
            #expect(mails.all.isEmpty)
            let dropped = try await desk.ward.database.read { try NotificationStore.list(.dropped, on: $0) }
            #expect(!dropped.isEmpty)
            #expect(Set(dropped.map(\.note)) == ["用が済んだため"])
        }
    }
}
