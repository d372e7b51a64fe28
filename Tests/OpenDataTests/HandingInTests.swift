import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward
import WardTesting

@testable import OpenData
@testable import Site

@Suite("From a section's file to a release")
struct HandingInTests {
    private static let officer = TestPerson(.dataOfficer)

    private static func site() async throws -> TestSite {
        let site = try await SampleCatalogue.site()
        let now = site.ward.clock.now()
        try await site.ward.database.write { connection in
            try connection.execute(
                """
                INSERT INTO person (id, login_name, name, password_hash, password_set_at, is_active, created_at)
                VALUES (\(TestPerson.id), 'hanako', \(TestPerson.name), 'none', \(now), 1, \(now))
                """)
        }
        return site
    }

    @Test("A dataset is described, its file checked, repaired as decided and handed in; the original is kept")
    func whole() async throws {
        let site = try await Self.site()
        let made = try await site.client.post(
            "/datasets/new", as: Self.officer,
            [
                "title": "公園", "name": "parks", "notes": "区の公園", "frequency": "ANNUAL", "licence": "PDL-1.0",
                "tags": "公園、広場",
            ])
        #expect(made.status == .seeOther)
        let dataset = try #require(try await site.ward.database.read { try Dataset.named("parks", on: $0) })
        #expect(dataset.tags == ["公園", "広場"])
        let text = "ID,名称,緯度,経度\n1,見本公園,３５.７,139.6\n2,見本広場,35.69,139.62\n"
        let sent = try await site.client.post(
            "\(dataset.path)/files", as: Self.officer, ["resource": "new"], file: "file", filename: "parks.csv", text)
        let path = try #require(sent.headers[.location])
        let findings = try await site.client.get(path, as: Self.officer)
        #expect(findings.text.contains("３５.７"))
        #expect(findings.text.contains("点検の結果"))
        let handed = try await site.client.ask(
            .post, path, as: Self.officer, form: [("rules", "full-width")])
        #expect(handed.status == .seeOther)
        let release = try #require(try await site.ward.database.read { try Release.list("", on: $0).first })
        #expect(release.number == nil)
        #expect(release.repaired > 0)
        let (original, table) = try await site.ward.database.read { connection in
            (try EvidenceStore.bytes(release.original, on: connection), try release.table(on: connection))
        }
        #expect(original == Array(text.utf8))
        #expect(table.rows.first.map(Array.init) == ["1", "見本公園", "35.7", "139.6"])
        // What was handed in is public nowhere, and who handed it in cannot publish it.
        #expect(try await site.client.get("/opendata/datasets/parks", as: nil).status == .notFound)
        let own = try await site.client.post("\(release.path)/publish", as: Self.officer)
        #expect(own.status == .conflict)
    }

    @Test("Whoever hands the same in twice at once is led to the one release that came of it")
    func twice() async throws {
        let site = try await Self.site()
        let stamp = site.ward.stamp(by: .system)
        let dataset = try await site.ward.database.write {
            try Dataset.create(
                DatasetDescription(name: "parks", title: "公園", notes: "", unit: nil), by: stamp, on: $0)
        }
        let sent = try await site.client.post(
            "\(dataset.path)/files", as: Self.officer, ["resource": "new"], file: "file", filename: "parks.csv",
            "ID,名称\n1,見本公園\n")
        let path = try #require(sent.headers[.location])
        async let one = site.client.ask(.post, path, as: Self.officer, form: [])
        async let two = site.client.ask(.post, path, as: Self.officer, form: [])
        let answers = try await [one, two]
        let third = try await site.client.ask(.post, path, as: Self.officer, form: [])
        let releases = try await site.ward.database.read { try Release.list("ORDER BY id", on: $0) }
        #expect(releases.count == 1)
        let release = try #require(releases.first)
        for answer in answers + [third] {
            #expect(answer.status == .seeOther)
            #expect(answer.headers[.location] == release.path)
        }
        let back = try await site.client.get(path, as: Self.officer)
        #expect(back.headers[.location] == release.path)
        let other = try await site.client.get("\(dataset.path)/files/01J00000000000000000000009", as: Self.officer)
        #expect(other.status == .notFound)
    }

    @Test("A form that is wrong says all of it at once and keeps what was typed")
    func refused() async throws {
        let site = try await Self.site()
        let answer = try await site.client.post(
            "/datasets/new", as: Self.officer, ["name": "だめな名前", "notes": "書きかけの説明"])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("書きかけの説明"))
        #expect(answer.text.contains("「題名」を入力してください。"))
        #expect(answer.text.contains("「識別名」は、半角の英小文字"))
    }

    @Test("The public check tells what it found and keeps nothing")
    func publicCheck() async throws {
        let site = try await Self.site()
        let browser = TestBrowser(site.client)
        let answer = try await browser.post(
            "/opendata/check", from: "/opendata/check", file: "file", filename: "list.csv",
            bytes: Array("ID,名称,緯度,経度\n1,公園,３５.７,139.6\n".utf8))
        #expect(answer.text.contains("ファイルは保存していません。"))
        #expect(answer.text.contains("３５.７"))
        for table in try await site.ward.database.read({ connection in
            [
                try connection.value("SELECT COUNT(*) FROM evidence", as: Int.self),
                try connection.value("SELECT COUNT(*) FROM kept_upload", as: Int.self),
            ]
        }) {
            #expect(table == 0)
        }
    }

    @Test(
        "A file that is too large without a session is refused with the limit that the form names, and the way back to it"
    )
    func publicCheckLimit() async throws {
        let site = try await Self.site()
        let browser = TestBrowser(site.client)
        let page = try await browser.get("/opendata/check")
        #expect(page.text.contains("サインインしていないときは250KBまで。"))
        func send(_ bytes: Int) async throws -> SiteAnswer {
            let row = Array("1,公園,35.7,139.6\n".utf8)
            var file = Array("ID,名称,緯度,経度\n".utf8)
            while file.count + row.count <= bytes { file += row }
            return try await browser.post(
                "/opendata/check", from: "/opendata/check", file: "file", filename: "list.csv", bytes: file)
        }
        let large = try await send(300 * 1024)
        #expect(large.status == .contentTooLarge)
        #expect(large.text.contains("250KBまで"))
        #expect(large.text.contains("href=\"/opendata/check\""))
        let fitting = try await send(250 * 1024)
        #expect(fitting.status == .ok)
        #expect(fitting.text.contains("ファイルは保存していません。"))
    }

    @Test("Somebody of one section hands in nothing for another")
    func sections() async throws {
        let site = try await Self.site()
        let stamp = site.ward.stamp(by: .system)
        let (own, other) = try await site.ward.database.write { connection in
            (
                try UnitStore.create(code: "1", name: "公園課", by: stamp, on: connection).id,
                try UnitStore.create(code: "2", name: "防災課", by: stamp, on: connection).id
            )
        }
        let dataset = try await site.ward.database.write { connection in
            try Dataset.create(
                DatasetDescription(name: "shelters", title: "避難場所", notes: "", unit: other), by: stamp, on: connection)
        }
        let answer = try await site.client.post(
            "\(dataset.path)/files", as: TestPerson(.editor, units: [own]), ["resource": "new"], file: "file",
            filename: "a.csv", "ID,名称\n1,x\n")
        #expect(answer.status == .forbidden)
    }

    @Test("The list of datasets is read with as many queries however many there are, and says what waits in each")
    func listed() async throws {
        let database = try await openDatabase(at: ":memory:")
        try await Migrator.migrate(database, OpenDataModule.allMigrations)
        let counting = CountingDatabase(database)
        let ward = Ward.tested(counting, clock: .fixed(TestSite.moment))
        let site = try TestSite(ward, modules: [OpenDataModule(files: SampleCatalogue.files)])
        let (_, resource, _) = try await SampleCatalogue.publish(in: ward)
        func reads() async throws -> Int {
            try await counting.statements {
                let page = try await site.client.get("/datasets", as: Self.officer)
                #expect(page.status == .ok)
            }.reads
        }
        let stamp = ward.stamp(by: .system)
        try await ward.database.write { connection in
            _ = try Release.handIn(
                SampleCatalogue.file(Array(SampleCatalogue.rows.prefix(1))), for: resource, by: stamp, on: connection)
        }
        _ = try await reads()
        let one = try await reads()
        try await ward.database.write { connection in
            for name in ["aed", "toilets", "events"] {
                _ = try Dataset.create(
                    DatasetDescription(name: name, title: name, notes: "", unit: nil), by: stamp, on: connection)
            }
        }
        _ = try await reads()
        let four = try await reads()
        #expect(four == one)
        let waiting = try await site.client.get("/datasets?waiting=yes", as: Self.officer).text
        #expect(waiting.contains("公園の一覧"))
        #expect(!waiting.contains("toilets"))
    }
}
