import HTTPTypes
import Japanese
import SiteTesting
import Storage
import Testing
import Ward

@testable import Site

@Suite("The list of people")
struct PeopleRosterTests {
    private static let path = "/people/list"
    private static let other = "あさぎりのやまばとがなく58"
    private static let list = """
        職員番号,氏名,フリガナ,役割,所属
        suzuki,鈴木 二郎,スズキ,主管課担当,区民課
        sato,佐藤 一郎,サトウ,主管課担当,区民課
        sato,佐藤 一郎,サトウ,監査,区全体
        """

    /// A site with two administrators and a section.
    private static func site() async throws -> TestSite {
        let site = try await RealPeople.site()
        let stamp = site.ward.stamp(by: .commandLine)
        let second = try await PersonStore.create(
            loginName: "kanri2", name: "管理 次郎", password: other, isInitial: false, by: stamp, ward: site.ward,
            cost: .cheap)
        try await site.ward.database.write { connection in
            _ = try PersonStore.assign(role: .administrator, person: second.id, by: stamp, on: connection)
            _ = try UnitStore.create(code: "0110", name: "区民課", by: stamp, on: connection)
        }
        return site
    }

    private static func signedIn(_ site: TestSite, _ login: String, _ password: String) async throws -> TestBrowser {
        let browser = TestBrowser(site.client)
        #expect(try await browser.signIn(login, password).status == .seeOther)
        return browser
    }

    private static func sent(_ text: String, by browser: TestBrowser) async throws -> SiteAnswer {
        try await browser.post(path, from: path, file: "list", filename: "people.csv", bytes: Array(text.utf8))
    }

    private static func people(_ site: TestSite) async throws -> [String: Set<Role>] {
        try await site.ward.database.read { connection in
            var people: [String: Set<Role>] = [:]
            for person in try PersonStore.list(on: connection) {
                people[person.loginName] = Set(try PersonStore.roles(of: person.id, on: connection).map(\.role))
            }
            return people
        }
    }

    @Test(
        "New people get passwords that are shown once, and their roles wait as one request for a second administrator")
    func taken() async throws {
        let site = try await Self.site()
        let first = try await Self.signedIn(site, "kanri", RealPeople.password)
        let looked = try await Self.sent(Self.list, by: first)
        #expect(looked.status == .ok)
        #expect(looked.text.contains("2人を取り込む"))
        #expect(looked.text.contains("利用者の記録に、ふりがなの欄がないためです。"))
        #expect(try await Self.people(site).keys.sorted() == ["kanri", "kanri2"])
        let done = try await first.post(Self.path + "/confirm", after: looked, [])
        #expect(done.status == .ok)
        #expect(done.text.contains("役割3件を、1件の申出にしました"))
        let passwords = done.text.matches(of: /<code>([a-z2-9-]{19})<\/code>/).map { String($0.1) }
        #expect(Set(passwords).count == 2)
        #expect(try await Self.people(site)["sato"] == [])
        // No trace of them is left behind.
        let trail = try await site.ward.database.read { try $0.column("SELECT details FROM audit", as: String.self) }
        #expect(trail.contains { $0.contains("suzuki") })
        for password in passwords { #expect(!trail.contains { $0.contains(password) }) }
        let list = try await first.get("/people")
        for password in passwords { #expect(!list.text.contains(password)) }

        // The same list again changes nothing while the roles wait.
        #expect(try await Self.sent(Self.list, by: first).text.contains("変わりません。"))

        let own = try await first.get("/requests")
        #expect(own.text.contains("名簿のとおり、2人に役割3件を付ける"))
        #expect(own.text.contains("あなたの申出のため、あなたは確認できません"))
        let second = try await Self.signedIn(site, "kanri2", Self.other)
        #expect(try await second.get("/").text.contains("ほかの管理者の申出を確かめる（1件）"))
        let page = try await second.get("/requests")
        let action = String(try #require(page.text.firstMatch(of: /action="(\/requests\/batches\/[^"]+\/confirm)"/)).1)
        #expect(try await first.post(action, from: "/requests", []).status == .conflict)
        #expect(try await Self.people(site)["sato"] == [])
        #expect(try await second.post(action, from: "/requests", []).status == .seeOther)
        #expect(try await Self.people(site)["sato"] == [.editor, .auditor])
        #expect(try await Self.people(site)["suzuki"] == [.editor])
        #expect(try await second.post(action, from: "/requests", []).status == .notFound)
        #expect(try await Self.sent(Self.list, by: first).text.contains("変わりません。"))

        // The first password lets its person in, to choose an own one.
        let newcomer = TestBrowser(site.client)
        let entered = try await newcomer.signIn("suzuki", try #require(passwords.first))
        #expect(entered.status == .seeOther)
    }

    @Test("Everything that is wrong with a list of people is told at once, and nobody is registered")
    func wrong() async throws {
        let site = try await Self.site()
        let browser = try await Self.signedIn(site, "kanri", RealPeople.password)
        let answer = try await Self.sent(
            """
            利用者名,氏名,役割,対象,開始日,最終日
            山田,山田 花子,,,,
            ito,,,,,
            kato,加藤,主査,区民課,,
            abe,阿部,監査,,,
            mori,森,主管課担当,ない課,,
            ono,小野,監査,区全体,R6.9.2,R6.9.1
            ono,小野 別人,,,,
            ueda,上田,,,R6.9.1,
            wada,和田,監査,区全体,,
            wada,和田,監査,区全体,,
            """, by: browser)
        #expect(answer.status == .unprocessableContent)
        for words in [
            "利用者名として使えません。", "「氏名」が空です。", "選べる言葉ではありません。", "役割の対象が空です。", "「ない課」という組織がありません。",
            "開始日より前です。", "同じ利用者名の人が「小野」です。", "期間がありますが、役割が空です。", "同じ人の同じ内容の行が、上にあります。",
        ] {
            #expect(answer.text.contains(words), "\(words)")
        }
        #expect(try await Self.people(site).count == 2)
    }

    @Test("The secretariat is not narrowed to a section because the list names the section of each person")
    func sectionsOfEverybody() async throws {
        let site = try await Self.site()
        let browser = try await Self.signedIn(site, "kanri", RealPeople.password)
        let wrong = try await Self.sent(
            "職員番号,氏名,役割,所属\nhara,原 葉子,事務局,区民課\nmori,森 一,主管課担当,区民課\n", by: browser)
        #expect(wrong.status == .unprocessableContent)
        #expect(wrong.text.contains("直すところが1件あります"))
        #expect(wrong.text.contains("「事務局」は区全体を受け持つ役割です。"))
        let right = try await Self.sent(
            "職員番号,氏名,役割,所属\nhara,原 葉子,事務局,区全体\nmori,森 一,主管課担当,区民課\n", by: browser)
        #expect(right.text.contains("2人を取り込む"))
    }

    @Test("Who is of the secretariat for one section, as their own page gives it, comes back in the list unchanged")
    func secretariatOfOneSection() async throws {
        let site = try await Self.site()
        let stamp = site.ward.stamp(by: .commandLine)
        let person = try await PersonStore.create(
            loginName: "hara", name: "原 葉子", password: Self.other, isInitial: false, by: stamp, ward: site.ward,
            cost: .cheap)
        try await site.ward.database.write { connection in
            let unit = try #require(
                try UnitStore.list(validOn: site.ward.clock.today, on: connection).first { $0.name == "区民課" })
            _ = try PersonStore.assign(
                role: .secretariat, unit: unit.id, person: person.id, by: stamp, on: connection)
        }
        let browser = try await Self.signedIn(site, "kanri", RealPeople.password)
        let template = try await browser.get("\(Self.path)/template.csv")
        #expect(template.text.contains("hara,原 葉子,事務局,"))
        #expect(!template.text.contains("事務局,区全体"))
        let answer = try await Self.sent(template.text, by: browser)
        #expect(answer.text.contains("変わりません。"), "\(answer.text)")
    }

    @Test("A name is put right, and roles that somebody has are the same")
    func renamed() async throws {
        let site = try await Self.site()
        let browser = try await Self.signedIn(site, "kanri", RealPeople.password)
        let template = try await browser.get("\(Self.path)/template.csv")
        #expect(template.text.contains("kanri,管理 太郎,管理者,区全体"))
        #expect(try await Self.sent(template.text, by: browser).text.contains("変わりません。"))
        let looked = try await Self.sent(
            template.text.replacingOccurrences(of: "管理 次郎", with: "管理 二郎"), by: browser)
        #expect(looked.text.contains("管理 次郎 → 管理 二郎"))
        let done = try await browser.post(Self.path + "/confirm", after: looked, [])
        #expect(done.text.contains("1人を取り込みました"))
        #expect(!done.text.contains("最初のパスワード（"))
        let names = try await site.ward.database.read { try PersonStore.list(on: $0).map(\.name) }
        #expect(names == ["管理 太郎", "管理 二郎"])
    }

    @Test("Passwords that were shown are saved as a file from the page alone")
    func saved() async throws {
        let site = try await Self.site()
        let browser = try await Self.signedIn(site, "kanri", RealPeople.password)
        let page = try await browser.get("/people/list")
        #expect(page.status == .ok)
        let file = try await browser.post(HandedPasswords.path, from: "/people/new", [("content", "氏名,利用者名\r\n")])
        #expect(file.status == .ok)
        #expect(file.text == "氏名,利用者名\r\n")
        #expect(file.filename == "saisho-no-password.csv")
    }

    @Test("Somebody is registered with a first role in one form, with a password that Namiki made and shows once")
    func oneForm() async throws {
        let site = try await Self.site()
        let browser = try await Self.signedIn(site, "kanri", RealPeople.password)
        let unit = try await site.ward.database.read {
            try UnitStore.list(validOn: site.ward.clock.today, on: $0).map(\.id)
        }[0]
        let done = try await browser.post(
            "/people", from: "/people/new",
            [
                ("loginName", "yamada"), ("name", "山田 花子"), ("password", ""), ("role", "editor"),
                ("target", "unit-\(unit)"),
            ])
        #expect(done.status == .ok)
        #expect(done.text.contains("山田 花子さんを登録しました。役割「主管課担当」を付けました。"))
        let password = String(try #require(done.text.firstMatch(of: /<code>([a-z2-9-]{19})<\/code>/)).1)
        #expect(try await Self.people(site)["yamada"] == [.editor])
        #expect(try await TestBrowser(site.client).signIn("yamada", password).status == .seeOther)
        let aimless = try await browser.post(
            "/people", from: "/people/new",
            [("loginName", "kimura"), ("name", "木村"), ("password", ""), ("role", "editor"), ("target", "")])
        #expect(aimless.status == .unprocessableContent)
        #expect(aimless.text.contains("役割を選んだときは、「対象」も選んでください。"))
        let powerful = try await browser.post(
            "/people", from: "/people/new",
            [
                ("loginName", "kimura"), ("name", "木村"), ("password", Self.other), ("role", "administrator"),
                ("target", "ward"),
            ])
        #expect(powerful.status == .seeOther)
        #expect(try await Self.people(site)["kimura"] == [])
    }
}
