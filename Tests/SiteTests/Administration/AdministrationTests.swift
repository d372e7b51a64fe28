import HTTPTypes
import SiteTesting
import Japanese
import Testing
import Ward

@testable import Site

@Suite("Administration")
struct AdministrationTests {
    private func asAdministrator(
        _ body: @escaping @Sendable (TestBrowser, TestSite) async throws -> Void
    ) async throws {
        let site = try await RealPeople.site()
        try await site.test { client in
            let browser = TestBrowser(client)
            _ = try await browser.signIn("kanri", RealPeople.password)
            try await body(browser, site)
        }
    }

    @Test("Somebody is registered, given a role, gets a new password and is stopped; each step is in the trail")
    func person() async throws {
        try await asAdministrator { browser, site in
            let wrong = try await browser.post(
                "/people", from: "/people/new", [("loginName", "山田"), ("name", ""), ("password", "short")])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("「氏名」を入力してください。"))
            let taken = try await browser.post(
                "/people", from: "/people/new",
                [("loginName", "kanri"), ("name", "別人"), ("password", RealPeople.password)])
            #expect(taken.text.contains("すでに使われています"))
            #expect(taken.text.contains("value=\"別人\""))
            let created = try await browser.post(
                "/people", from: "/people/new",
                [("loginName", "yamada"), ("name", "山田 <花子>"), ("password", RealPeople.password)])
            let path = try #require(created.headers[.location])
            let role = try await browser.post(
                "\(path)/roles", from: path, [("role", "editor"), ("target", "ward"), ("from", "令和6年4月1日"), ("to", "")])
            #expect(role.status == .seeOther)
            let page = try await browser.get(path)
            #expect(page.text.contains("山田 &lt;花子&gt;"))
            #expect(page.text.contains("令和6年4月1日から"))
            let twice = try await browser.post(
                "\(path)/roles", from: path, [("role", "editor"), ("target", "ward"), ("from", "令和6年4月1日"), ("to", "")])
            #expect(twice.status == .conflict)
            let backwards = try await browser.post(
                "\(path)/roles", from: path,
                [("role", "related"), ("target", "ward"), ("from", "令和6年4月2日"), ("to", "令和6年4月1日")])
            #expect(backwards.text.contains("令和6年4月2日以後"))
            let password = try await browser.post("\(path)/password", from: path, [("password", "あさぎりのやまばとがなく58")])
            #expect(password.status == .seeOther)
            let asked = try await browser.post("\(path)/deactivate", from: path, [])
            #expect(asked.text.contains("役割1件（主管課担当 区全体）は残り、再開すると再び使えます。"))
            #expect(asked.text.contains("今サインインしている場所はありません。"))
            let stopped = try await browser.confirming("\(path)/deactivate", from: path, [])
            #expect(stopped.status == .seeOther)
            let list = try await browser.get("/people")
            #expect(list.text.contains("停止中"))
            let json = try await browser.get("/people.json")
            #expect(json.text.contains("\"isActive\": false"))
            let trail = try await browser.get("/audit?action=ward.person")
            for words in ["利用者の登録", "利用の停止", "管理 太郎"] { #expect(trail.text.contains(words), "\(words)") }
            let chain = try await browser.get("/audit/chain")
            #expect(chain.text.contains("異常はありません"))
        }
    }

    @Test(
        "Before a role ends it is said who else holds it and what is left; what somebody alone holds is named when they stop"
    )
    func endingRoles() async throws {
        try await asAdministrator { browser, site in
            _ = try await browser.post("/units", from: "/units/new", [("code", "1"), ("name", "広報課")])
            let stamp = site.ward.stamp(by: .commandLine)
            var people: [ID<Person>] = []
            for (login, name) in [("tanto1", "佐藤 一郎"), ("tanto2", "鈴木 二郎")] {
                let person = try await PersonStore.create(
                    loginName: login, name: name, password: RealPeople.password, by: stamp, ward: site.ward)
                try await site.ward.database.write { connection in
                    let unit = try #require(try UnitStore.list(validOn: stamp.today, on: connection).first)
                    try PersonStore.assign(
                        role: .editor, unit: unit.id, from: stamp.today.adding(days: -9), person: person.id,
                        by: stamp, on: connection)
                }
                people.append(person.id)
            }
            let (first, second) = (people[0], people[1])
            func role(_ person: ID<Person>) async throws -> ID<RoleAssignment> {
                try #require(
                    try await site.ward.database.read { try PersonStore.roles(of: person, on: $0) }.first
                ).id
            }
            let path = "/people/\(first)"
            let end = "\(path)/roles/\(try await role(first))/end"
            let asked = try await browser.post(end, from: path, [])
            #expect(asked.text.contains("佐藤 一郎さんは、今日から「主管課担当」（広報課）としての仕事ができなくなります。"))
            #expect(asked.text.contains("「主管課担当」（広報課）を持つ人は、ほかに1人います（鈴木 二郎）。"))
            #expect(asked.text.contains("ほかに有効な役割がないため"))
            let standing = try await site.ward.database.read { try PersonStore.roles(of: first, on: $0) }
            #expect(standing.map(\.validTo) == [nil])
            #expect(try await browser.confirming(end, from: path, []).status == .seeOther)
            let ended = try await site.ward.database.read { try PersonStore.roles(of: first, on: $0) }
            #expect(ended.map(\.validTo) == [stamp.today.adding(days: -1)])
            let alone = try await browser.post("/people/\(second)/deactivate", from: "/people/\(second)", [])
            #expect(alone.text.contains("次の役割を持つ人がほかにいないため"))
            #expect(alone.text.contains("（主管課担当 広報課）。"))
        }
    }

    @Test("The last administrator is kept, with the reason")
    func lastAdministrator() async throws {
        try await asAdministrator { browser, site in
            let people = try await site.ward.database.read { try PersonStore.list(on: $0) }
            let path = "/people/\(try #require(people.first).id)"
            let page = try await browser.get(path)
            #expect(page.text.contains("自分の利用は停止できません"))
            let refused = try await browser.post("\(path)/deactivate", from: path, [])
            #expect(refused.status == .conflict)
            #expect(refused.text.contains("最後の管理者"))
        }
    }

    @Test("A reorganisation is checked, looked at once more, and recorded; the list follows the day")
    func reorganisation() async throws {
        try await asAdministrator { browser, site in
            _ = try await browser.post("/units", from: "/units/new", [("code", "0210"), ("name", "情報管理課")])
            let unit = try #require(
                try await site.ward.database.read { try UnitStore.list(validOn: site.ward.clock.today, on: $0) }.first)
            var form = [
                ("day", "令和7年4月1日"), ("old", unit.id.text), ("code1", "0210"), ("name1", ""), ("parentCode1", "9999"),
            ].map { (name: $0.0, value: $0.1) }
            let incomplete = try await browser.post("/units/reorganise", from: "/units/reorganise", form)
            #expect(incomplete.text.contains("新しい組織の「名称」を入力してください。"))
            form[3].value = "デジタル推進課"
            let wrong = try await browser.post("/units/reorganise", from: "/units/reorganise", form)
            #expect(wrong.text.contains("「9999」は、改正後の組織にありません"))
            form[4].value = ""
            let confirmation = try await browser.post("/units/reorganise", from: "/units/reorganise", form)
            #expect(confirmation.text.contains("記録すると取り消せません"))
            let unchanged = try await browser.get("/units?on=2025-04-01")
            #expect(unchanged.text.contains("情報管理課"))
            #expect(confirmation.text.contains("情報管理課を、令和7年3月31日までで廃止します。"))
            #expect(confirmation.text.contains("デジタル推進課（新設、コード0210）が引き継ぎます。"))
            #expect(confirmation.text.contains("移る会議体の席と利用者の役割はありません。"))
            let done = try await browser.confirming("/units/reorganise", from: "/units/reorganise", form)
            #expect(done.status == .seeOther)
            let before = try await browser.get("/units.json?on=2025-03-31")
            #expect(before.text.contains("情報管理課"))
            #expect(!before.text.contains("デジタル推進課"))
            let after = try await browser.get("/units.json?on=2025-04-01")
            #expect(!after.text.contains("情報管理課"))
            #expect(after.text.contains("デジタル推進課"))
        }
    }

    @Test("The ward's own closed days are added, counted as closed, and removed; closed days of the law stay")
    func closedDays() async throws {
        try await asAdministrator { browser, site in
            let page = try await browser.get("/calendar?year=2026")
            #expect(page.text.contains("令和8年度の閉庁日"))
            #expect(page.text.contains("敬老の日"))
            #expect(page.text.contains("年末年始"))
            let taken = try await browser.post("/calendar", from: "/calendar", [("day", "令和8年11月23日")])
            #expect(taken.status == .unprocessableContent)
            #expect(taken.text.contains("もともと閉庁日です（勤労感謝の日）"))
            let nonsense = try await browser.post("/calendar", from: "/calendar", [("day", "そのうち")])
            #expect(nonsense.status == .unprocessableContent)
            #expect(nonsense.text.contains("そのうち"))
            let added = try await browser.post("/calendar", from: "/calendar", [("day", "令和8年10月1日")])
            #expect(added.status == .seeOther)
            let day = try #require(CivilDate(iso: "2026-10-01"))
            let office = try await site.ward.database.read { try SettingStore.officeCalendar(on: $0) }
            #expect(!office.isOfficeDay(day))
            let shown = try await browser.get("/calendar?year=2026")
            #expect(shown.text.contains("臨時閉庁日"))
            let removed = try await browser.post(
                "/calendar/remove", from: "/calendar?year=2026", [("day", "2026-10-01")])
            #expect(removed.status == .seeOther)
            let reopened = try await site.ward.database.read { try SettingStore.officeCalendar(on: $0) }
            #expect(reopened.isOfficeDay(day))
        }
    }

    @Test("Long work is listed, cancelled and resumed")
    func jobs() async throws {
        try await asAdministrator { browser, site in
            let stamp = site.ward.stamp(by: .commandLine)
            let job = try await site.ward.database.write {
                try JobStore.request(kind: "sample", title: "見本の<処理>", by: stamp, on: $0)
            }
            let list = try await browser.get("/jobs")
            #expect(list.text.contains("見本の&lt;処理&gt;"))
            #expect(list.text.contains("順番待ち"))
            let path = "/jobs/\(job.id)"
            let cancelled = try await browser.post("\(path)/cancel", from: path, [])
            #expect(cancelled.status == .seeOther)
            let page = try await browser.get(path)
            #expect(page.text.contains("中止しました"))
            #expect(page.text.contains("続きから再開する"))
            let again = try await browser.post("\(path)/cancel", from: path, [])
            #expect(again.status == .conflict)
            let resumed = try await browser.post("\(path)/resume", from: path, [])
            #expect(resumed.status == .seeOther)
            let json = try await browser.get("\(path).json")
            #expect(json.text.contains("\"state\": \"waiting\""))
        }
    }

    @Test("A unit without successor is shown until one is named")
    func successor() async throws {
        try await asAdministrator { browser, site in
            for (code, name) in [("1", "広報課"), ("2", "区政相談課")] {
                _ = try await browser.post("/units", from: "/units/new", [("code", code), ("name", name)])
            }
            let today = site.ward.clock.today
            let units = try await site.ward.database.read { try UnitStore.list(validOn: today, on: $0) }
            _ = try await browser.confirming(
                "/units/reorganise", from: "/units/reorganise",
                [("day", today.description), ("old", units[0].id.text)])
            let open = try await browser.get("/units")
            #expect(open.text.contains("継承先が決まっていない組織があります"))
            let named = try await browser.confirming(
                "/units/\(units[0].id)/successor", from: "/units", [("successor", units[1].id.text)])
            #expect(named.status == .seeOther)
            let settled = try await browser.get("/units")
            #expect(!settled.text.contains("継承先が決まっていない組織があります"))
        }
    }

    @Test("A slip in the code or the name of a unit is mended on its page, and stands in the trail")
    func correction() async throws {
        try await asAdministrator { browser, site in
            for (code, name) in [("1", "広報課"), ("2", "区政相淡課")] {
                _ = try await browser.post("/units", from: "/units/new", [("code", code), ("name", name)])
            }
            let today = site.ward.clock.today
            let units = try await site.ward.database.read { try UnitStore.list(validOn: today, on: $0) }
            let path = "/units/\(units[1].id)"
            let list = try await browser.get("/units")
            #expect(list.text.contains("href=\"\(path)\""))
            let taken = try await browser.post(path, from: path, [("code", "1"), ("name", "区政相談課")])
            #expect(taken.status == .unprocessableContent)
            #expect(taken.text.contains("「広報課」が使っています"))
            #expect(taken.text.contains("value=\"区政相談課\""))
            let mended = try await browser.post(path, from: path, [("code", "2"), ("name", "区政相談課")])
            #expect(mended.status == .seeOther)
            let names = try await site.ward.database.read { try UnitStore.list(validOn: today, on: $0) }.map(\.name)
            #expect(names == ["広報課", "区政相談課"])
            let trail = try await browser.get("/audit?action=ward.unit.correct")
            #expect(trail.text.contains("組織の訂正"))
        }
    }

    @Test("The trail is found by the words of an action, and no filter is left out in silence")
    func trailFilters() async throws {
        try await asAdministrator { browser, site in
            _ = try await browser.post("/units", from: "/units/new", [("code", "1"), ("name", "広報課")])
            let byWords = try await browser.get("/audit?action=\(PercentCoding.encoded("組織の追加"))")
            #expect(byWords.text.contains("ward.unit.create"))
            #expect(!byWords.text.contains("ward.person.create"))
            let row = "<code>ward.unit.create</code>"
            for (query, words) in [
                ("from=\(PercentCoding.encoded("そのうち"))&action=ward.unit", "日付として読めません"),
                ("from=2025-04-02&to=2025-04-01", "令和7年4月2日以後の日"),
                ("action=ward.unit&action=ward.person", "条件「action」が2つ以上あります"),
                ("actor=kanri&action=ward.unit", "「actor」という条件はありません"),
                ("person=nobody&action=ward.unit", "一覧にあるものから"),
                ("action=\(PercentCoding.encoded("月見"))", "「月見」という操作はありません"),
                ("subject=\(PercentCoding.encoded("月見"))&action=ward.unit", "「月見」という対象はありません"),
            ] {
                let page = try await browser.get("/audit?\(query)")
                #expect(!page.text.contains(row), "\(query)")
                #expect(page.text.contains("記録は、まだ示していません"), "\(query)")
                #expect(page.text.contains(words), "\(query)")
                let json = try await browser.get("/audit.json?\(query)")
                #expect(json.status == .badRequest, "\(query)")
            }
            let named = try await browser.get("/audit?subject=\(PercentCoding.encoded("広報課"))")
            #expect(named.text.contains("組織「広報課」"))
            #expect(!named.text.contains("ward.person.create"))
            let both = try await browser.get("/audit?action=ward.unit&subject=unit%2Fnobody")
            #expect(both.text.contains("条件に合う記録はありません"))
        }
    }

    @Test("People are found in any width of letters, narrowed by role, and saved as a file that runs no formula")
    func peopleList() async throws {
        try await asAdministrator { browser, site in
            for (login, name) in [("sato", "佐藤 データ"), ("evil", "=HYPERLINK(1)")] {
                _ = try await PersonStore.create(
                    loginName: login, name: name, password: RealPeople.password,
                    by: site.ward.stamp(by: .commandLine), ward: site.ward)
            }
            let found = try await browser.get("/people?q=\(PercentCoding.encoded("ﾃﾞｰﾀ"))").text
            #expect(found.contains("佐藤 データ"))
            #expect(!found.contains("HYPERLINK"))
            #expect(found.contains("検索: ﾃﾞｰﾀ"))
            let roleless = try await browser.get("/people?role=none&sort=-name").text
            #expect(roleless.contains("佐藤 データ"))
            #expect(!roleless.contains(">kanri<"))
            let unknown = try await browser.get("/people?state=gone").text
            #expect(unknown.contains("「状態」に「gone」はありません。"))
            let file = try await browser.get("/people?role=none&format=csv")
            #expect(file.text.contains("'=HYPERLINK(1)"))
            #expect(file.text.contains("役割: 役割なし"))
            #expect(file.text.contains("2人"))
            #expect(!file.text.contains("kanri"))
        }
    }

    @Test("The trail says how many rows fit and is saved whole, beyond the page that is shown")
    func trailFile() async throws {
        try await asAdministrator { browser, site in
            let stamp = site.ward.stamp(by: .commandLine)
            try await site.ward.database.write { connection in
                for number in 1...(Audit.pageRows + 30) {
                    try stamp.note("ward.test", "thing/\(number)", [:], on: connection)
                }
            }
            let page = try await browser.get("/audit?action=ward.test").text
            #expect(page.contains("<p class=\"list-count\">130件</p>"))
            #expect(!page.contains("thing/1<"))
            let file = try await browser.get("/audit?action=ward.test&format=csv").text
            let lines = file.split(separator: "\r\n").filter { $0.contains("thing/") }
            #expect(lines.count == 130)
            #expect(lines.last?.contains("thing/1,") == true)
            let refused = try await browser.get("/audit?action=ward.test&from=x&format=csv")
            #expect(refused.text.contains("日付として読めません"))
        }
    }
}
