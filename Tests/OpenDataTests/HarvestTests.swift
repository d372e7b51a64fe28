import Japanese
import Site
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward
import WardTesting

@testable import OpenData

@Suite("Catalogues of others")
struct HarvestTests {
    @Test(
        "Each record is taken, unchanged or rejected with everything that is wrong with it",
        arguments: TestDatabases.all)
    func records(_ kind: TestDatabase) async throws {
        try await kind.use(OpenDataModule.allMigrations) { database in
            let ward = Ward.tested(database, clock: .fixed(TestSite.moment))
            let source = try await SampleHarvest.source(.ckan, in: ward)
            let bad = """
                {"id":"id-bad","name":"bad","title":"","resources":[{"name":"x","url":"ftp://catalog.example.jp/x"}]}
                """
            let first = try await SampleHarvest.harvest(
                source, [SampleHarvest.package("a"), bad, SampleHarvest.package("b")], in: ward)
            #expect(first.taken == 2)
            #expect(first.rejected == 1)
            #expect(!first.isGood)
            let rejections = try await database.read { try first.rejections(on: $0) }
            #expect(rejections.map(\.identifier) == ["id-bad"])
            #expect(rejections.first?.reasons.count == 2)
            let changed = SampleHarvest.package("b").replacing("説明", with: "新しい説明")
            let second = try await SampleHarvest.harvest(source, [SampleHarvest.package("a"), changed], in: ward)
            #expect(second.taken == 1)
            #expect(second.unchanged == 1)
            #expect(second.isGood)
        }
    }

    @Test("What the source no longer names is marked and stays; named again, it stands as before")
    func vanishing() async throws {
        let site = try await SampleCatalogue.site()
        let source = try await SampleHarvest.source(.ckan, in: site.ward)
        _ = try await SampleHarvest.harvest(
            source, [SampleHarvest.package("a"), SampleHarvest.package("b")], in: site.ward)
        let second = try await SampleHarvest.harvest(source, [SampleHarvest.package("a")], in: site.ward)
        #expect(second.vanished == 1)
        let left = try await site.ward.database.read { try HarvestedDataset.all(on: $0) }
        #expect(left.count == 2)
        let gone = try #require(left.first { $0.vanishedAt != nil })
        #expect(gone.record.identifier == "id-b")
        let page = try await site.client.get(gone.path, as: nil)
        #expect(page.text.contains("元のカタログには"))
        // A source that says nothing at all, or cannot be reached, takes nothing with it.
        let empty = try await SampleHarvest.harvest(source, [], in: site.ward)
        #expect(empty.vanished == 0)
        #expect(!empty.isGood)
        let away = try await Harvest.run(source, with: SampleHarvest.reader([:]), in: site.ward, by: .system)
        #expect(away.vanished == 0)
        #expect(away.failure?.contains("404") == true)
        let back = try await SampleHarvest.harvest(
            source, [SampleHarvest.package("a"), SampleHarvest.package("b")], in: site.ward)
        #expect(back.taken == 1)
        #expect(
            try await site.ward.database.read { try HarvestedDataset.all(on: $0) }.allSatisfy { $0.vanishedAt == nil })
    }

    @Test("A catalogue of several pages is read to its end, whatever of the API's path was written")
    func pages() async throws {
        let site = try await SampleCatalogue.site()
        let source = try await SampleHarvest.source(
            .ckan, "https://catalog.example.jp/data/api/3/action/", in: site.ward)
        let all = (0..<150).map { SampleHarvest.package("d\($0)") }
        func page(_ part: ArraySlice<String>) -> String {
            "{\"success\":true,\"result\":{\"count\":150,\"results\":[\(part.joined(separator: ","))]}}"
        }
        let reader = SampleHarvest.reader([
            "/data/api/3/action/package_search?rows=100&start=0&": page(all[..<100]),
            "/data/api/3/action/package_search?rows=100&start=100&": page(all[100...]),
        ])
        let harvest = try await Harvest.run(source, with: reader, in: site.ward, by: .system)
        #expect(harvest.failure == nil)
        #expect(harvest.taken == 150)
        let first = try await site.ward.database.read {
            try HarvestedDataset.list("WHERE identifier = 'id-d0'", on: $0)
        }
        #expect(first.first?.record.origin == "https://catalog.example.jp/data/dataset/d0")
    }

    @Test("One such site takes over another by DCAT: with origin and licence, and a record that is wrong is named")
    func fromAnother() async throws {
        let other = try await SampleCatalogue.site()
        _ = try await SampleCatalogue.publish(in: other.ward)
        let document = try await other.client.get("/opendata/catalog.jsonld", as: nil).text
        let site = try await SampleCatalogue.site()
        let source = try await SampleHarvest.source(
            .dcat, "https://other.example.jp/opendata/catalog.jsonld", in: site.ward)
        let good = try await Harvest.run(
            source, with: SampleHarvest.reader(["/": document]), in: site.ward, by: .system)
        #expect(good.failure == nil)
        #expect(good.taken == 1)
        #expect(good.isGood)
        let taken = try #require(try await site.ward.database.read { try HarvestedDataset.all(on: $0).first })
        #expect(taken.record.title == "公園の一覧")
        #expect(taken.record.identifier == "parks")
        #expect(taken.record.licence == Licence.publicData.title)
        #expect(taken.record.origin.hasSuffix("/opendata/datasets/parks"))
        #expect(taken.record.files.contains { $0.address.hasSuffix("/data.csv") })
        let broken = document.replacing("\"公園の一覧\"", with: "\"\"")
        let bad = try await Harvest.run(source, with: SampleHarvest.reader(["/": broken]), in: site.ward, by: .system)
        #expect(bad.rejected == 1)
        #expect(bad.vanished == 0)
        let rejection = try #require(try await site.ward.database.read { try bad.rejections(on: $0).first })
        #expect(rejection.identifier == "parks")
        #expect(rejection.reasons == ["題名（dct:title）がありません。"])
    }

    @Test(
        "DCAT is read nested, as a graph with references, with whole addresses for names, and with bare names",
        arguments: [
            """
            {"@context":{"dcterms":"http://purl.org/dc/terms/","dcat":"http://www.w3.org/ns/dcat#"},
             "@type":"dcat:Catalog","dcat:dataset":{"@id":"https://e.jp/1","@type":"dcat:Dataset",
             "dcterms:title":[{"@value":"Parks","@language":"en"},{"@value":"公園","@language":"ja"}],
             "dcat:distribution":[{"dcat:accessURL":{"@id":"https://e.jp/1.csv"}}]}}
            """,
            """
            {"@graph":[{"@id":"c","@type":"http://www.w3.org/ns/dcat#Catalog",
             "http://www.w3.org/ns/dcat#dataset":[{"@id":"https://e.jp/1"}]},
             {"@id":"https://e.jp/1","@type":["http://www.w3.org/ns/dcat#Dataset"],
             "http://purl.org/dc/terms/title":[{"@value":"公園"}],
             "http://www.w3.org/ns/dcat#distribution":[{"@id":"_:d"}]},
             {"@id":"_:d","http://www.w3.org/ns/dcat#downloadURL":[{"@id":"https://e.jp/1.csv"}]}]}
            """,
            """
            {"conformsTo":"https://project-open-data.cio.gov/v1.1/schema","dataset":[{"@type":"dcat:Dataset",
             "identifier":"https://e.jp/1","title":"公園","distribution":[{"downloadURL":"https://e.jp/1.csv"}],
             "landingPage":"https://e.jp/1"}]}
            """,
            """
            {"@context":{"d":"http://www.w3.org/ns/dcat#","name":"http://purl.org/dc/terms/title"},
             "@type":"d:Catalog","d:dataset":[{"@id":"https://e.jp/1","name":"公園",
             "d:distribution":{"d:downloadURL":"https://e.jp/1.csv"}}]}
            """,
        ])
    func forms(_ text: String) throws {
        let document = LinkedDocument(try JSON(ofCatalogue: Array(text.utf8)))
        #expect(document.isCatalogue)
        #expect(document.datasets.count == 1)
        let record = try DCATSource.record(try #require(document.datasets.first), in: document)
        #expect(record.title == "公園")
        #expect(record.identifier == "https://e.jp/1")
        #expect(record.origin == "https://e.jp/1")
        #expect(record.files.map(\.address) == ["https://e.jp/1.csv"])
    }

    @Test("What is no catalogue fails in words, and nothing is taken")
    func none() async throws {
        let site = try await SampleCatalogue.site()
        let ckan = try await SampleHarvest.source(.ckan, in: site.ward)
        for text in ["<html></html>", "{}", "{\"success\":false}", "[]"] {
            let harvest = try await Harvest.run(
                ckan, with: SampleHarvest.reader(["/": text]), in: site.ward, by: .system)
            #expect(harvest.failure?.isEmpty == false, "\(text)")
        }
        #expect(try await site.ward.database.read { try HarvestedDataset.all(on: $0) }.isEmpty)
    }

    @Test("What others publish stands in the catalogue with its origin, and is given to programs as nobody's own")
    func shown() async throws {
        let site = try await SampleCatalogue.site()
        _ = try await SampleCatalogue.publish(in: site.ward)
        let source = try await SampleHarvest.source(.ckan, in: site.ward)
        _ = try await SampleHarvest.harvest(source, [SampleHarvest.package("shelters")], in: site.ward)
        let page = try await site.client.get("/opendata", as: nil)
        #expect(page.text.contains("題名 shelters"))
        #expect(page.text.contains("見本県カタログ"))
        #expect(page.text.contains("1件のデータセットがあります"))
        let dataset = try #require(try await site.ward.database.read { try HarvestedDataset.all(on: $0).first })
        let own = try await site.client.get(dataset.path, as: nil)
        #expect(own.text.contains("href=\"https://catalog.example.jp/dataset/shelters\""))
        #expect(own.text.contains("CC BY 4.0"))
        for path in ["/opendata/catalog.jsonld", "/opendata/catalog.ttl", "/api/3/action/package_list"] {
            #expect(!(try await site.client.get(path, as: nil).text.contains("shelters")), "\(path)")
        }
    }

    @Test("A person of the catalogue names a source, corrects it and ends it; others may not")
    func keeping() async throws {
        let site = try await SampleCatalogue.site()
        let officer = TestPerson(.dataOfficer)
        let fields = [
            "title": "見本県カタログ", "kind": "ckan", "address": "https://catalog.example.jp", "organisation": "見本県",
            "hours": "24",
        ]
        let refused = try await site.client.post("/datasets/sources", as: TestPerson(.editor), fields)
        #expect(refused.status == .forbidden)
        let wrong = try await site.client.post(
            "/datasets/sources", as: officer, fields.merging(["address": "file:///etc/passwd"]) { $1 })
        #expect(wrong.status == .unprocessableContent)
        let made = try await site.client.post("/datasets/sources", as: officer, fields)
        let path = try #require(made.headers[.location])
        let again = try await site.client.post("/datasets/sources", as: officer, fields)
        #expect(again.status == .unprocessableContent)
        let source = try #require(try await site.ward.database.read { try HarvestSource.open(on: $0).first })
        _ = try await SampleHarvest.harvest(source, ["{\"id\":\"no-title\"}"], in: site.ward)
        let page = try await site.client.get(path, as: officer)
        #expect(page.text.contains("前回の取込みに問題があります"))
        #expect(page.text.contains("no-title"))
        #expect(page.text.contains("登録した日"))
        #expect(page.text.contains("始めた時刻"))
        #expect(try await site.client.get("/datasets/sources", as: officer).text.contains("問題あり"))
        #expect(try await site.client.get("/", as: officer).text.contains("取込みの問題を確かめる"))
        let asked = try await site.client.post("\(path)/harvest", as: officer)
        #expect(asked.status == .seeOther)
        #expect(try await site.client.get(path, as: officer).text.contains("取込みを頼んでいます（順番待ち）"))
        try await site.ward.database.write { try source.end(by: site.ward.stamp(by: .system), on: $0) }
        let ended = try await site.client.post("\(path)/harvest", as: officer)
        #expect(ended.status == .conflict)
        #expect(try await site.ward.database.read { try HarvestSource.open(on: $0) }.isEmpty)
    }

    @Test(
        "A reading of many records takes few statements: what is known is read once, and written in batches",
        arguments: TestDatabases.all)
    func statements(_ kind: TestDatabase) async throws {
        try await kind.use(OpenDataModule.allMigrations) { database in
            let counting = CountingDatabase(database)
            let ward = Ward.tested(counting, clock: .fixed(TestSite.moment))
            let source = try await SampleHarvest.source(.ckan, in: ward)
            let all = (0..<450).map { SampleHarvest.package("d\($0)") }
            let bad = (0..<450).map { "{\"id\":\"bad-\($0)\"}" }
            let first = try await counting.statements {
                let harvest = try await SampleHarvest.harvest(source, all + bad, in: ward)
                #expect(harvest.taken == 450)
                #expect(harvest.rejected == 450)
            }
            #expect(first.reads < 20)
            #expect(first.writes < 20)
            let second = try await counting.statements {
                let harvest = try await SampleHarvest.harvest(source, Array(all.prefix(1)), in: ward)
                #expect(harvest.unchanged == 1)
                #expect(harvest.vanished == 449)
            }
            #expect(second.reads < 20)
            #expect(second.writes < 20)
        }
    }

    @Test(
        "A name of another catalogue is one part of an address, whatever it holds; an address may be written in Japanese"
    )
    func addresses() throws {
        let base = try #require(WebAddress("https://catalog.example.jp"))
        func record(_ name: String, _ file: String) throws -> HarvestedRecord {
            try CKANSource.record(
                [
                    "id": "1", "name": .string(name), "title": "公園",
                    "resources": [["name": "一覧", "url": .string(file), "format": "CSV"]],
                ], base: base)
        }
        let odd = try record("a/b?c#d", "https://catalog.example.jp/公園 一覧.csv?v=%31")
        #expect(odd.origin == "https://catalog.example.jp/dataset/a%2Fb%3Fc%23d")
        #expect(
            odd.files.map(\.address) == [
                "https://catalog.example.jp/%E5%85%AC%E5%9C%92%20%E4%B8%80%E8%A6%A7.csv?v=%31"
            ])
    }
}
