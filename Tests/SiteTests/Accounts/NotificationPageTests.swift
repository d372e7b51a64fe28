import ArgumentParser
import HTTPTypes
import SiteTesting
import Storage
import Testing
import Ward

@testable import Site

@Suite("Pages about mails to people")
struct NotificationPageTests {
    /// A module that tells administrators of one thing, and nobody here of another.
    private struct TellingModule: Module {
        static let kind = kind("telling.own", "見本の確認のお願い", .managePeople)
        static let foreign = kind("telling.foreign", "よその確認のお願い", .readSamples)

        var name: String { "telling" }
        var routes: [Route] { [] }
        var migrations: [Migration] { [] }
        var grants: Grants { Grants() }
        var duties: [DutySource] { [] }
        var commands: [any AsyncParsableCommand.Type] { [] }
        var notifications: [NotificationKind] { [Self.kind, Self.foreign] }

        private static func kind(_ code: String, _ title: String, _ permission: Permission) -> NotificationKind {
            NotificationKind(code, title, opening: "お願いします。", listPath: "/", permission: permission) { _, _, _, _ in
                .stands(note: "")
            }
        }
    }

    private static func asAdministrator(
        _ body: (TestBrowser, TestSite, Person) async throws -> Void
    ) async throws {
        let site = try await RealPeople.site(modules: [TellingModule()])
        let person = try #require(try await site.ward.database.read { try PersonStore.list(on: $0) }.first)
        let browser = TestBrowser(site.client)
        #expect(try await browser.signIn("kanri", RealPeople.password).status == .seeOther)
        try await body(browser, site, person)
    }

    private static func choice(_ person: Person, _ site: TestSite) async throws -> NotificationChoice {
        try await site.ward.database.read { try NotificationChoiceStore.find(of: person.id, on: $0) }
    }

    private static func tell(_ subjects: [String], _ person: Person, _ site: TestSite) async throws {
        let stamp = site.ward.stamp(by: .commandLine)
        try await site.ward.database.write { connection in
            try NotificationStore.tell(
                TellingModule.kind,
                subjects.map {
                    NotificationMatter(subject: $0, occasion: "", title: "見本<\($0)>", path: "/", people: [person.id])
                }, by: stamp, on: connection)
        }
    }

    @Test(
        "One's own address and kinds are entered in the account; nothing that was typed is lost, and nobody overwrites unseen"
    )
    func account() async throws {
        try await Self.asAdministrator { browser, site, person in
            let path = NotificationChoicePage.path
            #expect(try await browser.get("/account").text.contains("メールアドレスの登録がないため、メールは送りません。"))
            let page = try await browser.get(path)
            #expect(page.text.contains("見本の確認のお願い"))
            #expect(!page.text.contains("よその確認のお願い"))
            #expect(page.text.contains("アドレスを登録しないと、メールは送りません。"))
            #expect(page.text.contains("今は、メールのサーバーが設定されていないため、だれにもメールを送っていません。"))
            #expect(page.isOn("telling.own"))

            let wrong = try await browser.post(path, from: path, [("mail", "kanri@"), ("wanted", "telling.own")])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("「メールアドレス」をメールアドレスとして読めません。"))
            #expect(wrong.text.contains("value=\"kanri@\""))
            let foreign = try await browser.post(path, from: path, [("mail", ""), ("wanted", "telling.foreign")])
            #expect(foreign.status == .unprocessableContent)
            #expect(try await Self.choice(person, site) == NotificationChoice())

            let saved = try await browser.post(
                path, from: path, [("mail", "kanri@example.jp"), ("wanted", "telling.own")])
            #expect(saved.status == .seeOther)
            #expect(try await Self.choice(person, site) == NotificationChoice(mail: MailAddress("kanri@example.jp")))
            #expect(try await browser.get("/account").text.contains("kanri@example.jpにお知らせします。"))

            let old = try await browser.get(path)
            #expect(try await browser.post(path, from: path, [("mail", "kanri@example.jp")]).status == .seeOther)
            #expect(try await Self.choice(person, site).stopped == ["telling.own"])
            #expect(try await !browser.get(path).isOn("telling.own"))
            #expect(try await browser.get("/account").text.contains("止めているお知らせは1種類です。"))
            let stale = try await browser.post(path, after: old, [("mail", "other@example.jp")])
            #expect(stale.status == .conflict)
            #expect(try await Self.choice(person, site).mail?.text == "kanri@example.jp")
        }
    }

    @Test("An administrator sets the address of a person, and leaves what the person chose; the trail tells it")
    func administration() async throws {
        try await Self.asAdministrator { browser, site, person in
            let stamp = site.ward.stamp(by: .commandLine)
            try await site.ward.database.write { connection in
                try NotificationChoiceStore.set(
                    NotificationChoice(stopped: ["telling.own"]), of: person.id, by: stamp, on: connection)
            }
            let path = "/people/\(person.id)"
            let wrong = try await browser.post("\(path)/mail", from: path, [("mail", "kanri＠example.jp")])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.isOpen("メールアドレスを変える"))
            let saved = try await browser.post("\(path)/mail", from: path, [("mail", "kanri@example.jp")])
            #expect(saved.status == .seeOther)
            let mail = MailAddress("kanri@example.jp")
            #expect(
                try await Self.choice(person, site) == NotificationChoice(mail: mail, stopped: ["telling.own"]))
            #expect(try await browser.get(path).text.contains("kanri@example.jpにお知らせします。"))
            let trail = try await browser.get("/audit?action=ward.person")
            for words in ["メールアドレスの変更", "受け取るお知らせの変更"] { #expect(trail.text.contains(words), "\(words)") }
        }
    }

    @Test("Administration shows what waits and what failed, with the reason; a person lets it begin anew or ends it")
    func undelivered() async throws {
        try await Self.asAdministrator { browser, site, person in
            let list = NotificationsPage.link.path
            #expect(try await browser.get("/jobs").text.contains("href=\"\(list)\""))
            try await Self.tell(["甲", "乙", "丙"], person, site)
            let waiting = try await browser.get(list)
            #expect(waiting.text.contains("見本&lt;甲&gt;"))
            #expect(waiting.text.contains("送信待ち"))
            #expect(waiting.text.contains("今は、メールを送っていません。"))
            #expect(waiting.text.contains("利用中の1人のうち、0人がメールアドレスを登録しています。"))
            #expect(!waiting.text.contains("もう一度送る"))
            #expect(try await !browser.get("/").text.contains("届けられなかったお知らせ"))

            try await site.ward.database.write { connection in
                try connection.execute("UPDATE notification SET state = 'failed', note = '宛先がない<理由>'")
            }
            #expect(try await browser.get("/").text.contains("届けられなかったお知らせのメールを確かめる（3件）"))
            let failed = try await browser.get("\(list)?state=failed")
            #expect(failed.text.contains("宛先がない&lt;理由&gt;"))
            #expect(failed.text.contains("届いたことを確かめられないお知らせが3件あります。"))
            let nonsense = try await browser.get("\(list)?state=lost")
            #expect(nonsense.text.contains("「状態」"))
            #expect(!nonsense.text.contains("見本&lt;"))
            let json = try await browser.get("\(list).json?state=failed")
            #expect(json.text.contains("\"state\": \"failed\""))

            func one(_ subject: String) async throws -> PersonNotification {
                try #require(
                    try await site.ward.database.read { try NotificationStore.list(on: $0) }
                        .first { $0.subject == subject })
            }
            let first = try await one("甲")
            let retried = try await browser.post("\(list)/\(first.id)/retry", from: list, [])
            #expect(retried.status == .seeOther)
            #expect(retried.headers[.location] == list)
            #expect(try await one("甲").state == .waiting)
            #expect(try await browser.post("\(list)/\(first.id)/retry", from: list, []).status == .conflict)
            let second = try await one("乙")
            #expect(try await browser.post("\(list)/\(second.id)/dismiss", from: list, []).status == .seeOther)
            #expect(try await one("乙").note == "管理 太郎さんが、送らないことにした")
            #expect(try await browser.post("\(list)/retry", from: list, []).status == .seeOther)
            #expect(try await one("丙").state == .waiting)
            #expect(try await browser.get("\(list)?state=failed").text.contains("当てはまるお知らせはありません。"))
        }
    }
}
