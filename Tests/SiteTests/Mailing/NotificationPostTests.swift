import Foundation
import SiteTesting
import Storage
import Testing
import Ward

@testable import Site

@Suite("Mails to people through a server")
struct NotificationPostTests {
    private static let kind = NotificationKind(
        "test.kind", "見本の確認のお願い", opening: "次の確認をお願いします。", listPath: "/", permission: .managePeople
    ) { _, _, _, _ in .stands(note: "") }

    @Test("What is told reaches the server that the environment names, once and from its sender")
    func delivered() async throws {
        let server = try SMTPServer()
        let environment = [
            "NAMIKI_SMTP_URL": "smtp://127.0.0.1:\(server.port)", "NAMIKI_MAIL_FROM": "namiki@example.jp",
        ]
        let post = try #require(try NotificationSending.Post.configured(environment))
        let sending = NotificationSending(
            kinds: [Self.kind], grants: WardGrants.all, post: post, wardName: "見本区", address: nil,
            choicePath: NotificationChoicePage.path)
        let site = try await RealPeople.site()
        let stamp = site.ward.stamp(by: .commandLine).moved(to: TestSite.moment.adding(seconds: -600))
        try await site.ward.database.write { connection in
            let person = try #require(try PersonStore.list(on: connection).first)
            try NotificationChoiceStore.set(
                NotificationChoice(mail: MailAddress("kanri@example.jp")), of: person.id, by: stamp, on: connection)
            try NotificationStore.tell(
                Self.kind,
                [NotificationMatter(subject: "甲", occasion: "", title: "見本", path: "/", people: [person.id])],
                by: stamp, on: connection)
        }
        #expect(try await sending.pass(site.ward) == .init(sent: 1))
        #expect(try await sending.pass(site.ward) == .init())
        let mails = try server.stop().filter { $0.kind == "mail" }
        #expect(mails.map(\.sender) == ["namiki@example.jp"])
        #expect(mails.map(\.recipients) == [["kanri@example.jp"]])
        let text = mails.first?.data.flatMap { Data(base64Encoded: $0) }.map { String(decoding: $0, as: UTF8.self) }
        #expect(text?.contains("Auto-Submitted: auto-generated\r\n") == true)
    }

    @Test("Without a server in the environment there is no post, and settings that cannot be read are told")
    func settings() throws {
        #expect(try NotificationSending.Post.configured([:])?.sender == nil)
        #expect(throws: MailRefusal.noSender) {
            try NotificationSending.Post.configured(["NAMIKI_SMTP_URL": "smtp://127.0.0.1:25"])
        }
    }
}
