import Japanese
import Site
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward
import WardTesting

@testable import OpenData

@Suite("Faults of catalogues of others")
struct HarvestFaultTests {
    @Test(
        "Control characters make one record rejected and named; the others are taken",
        arguments: TestDatabases.all)
    func controls(_ kind: TestDatabase) async throws {
        try await kind.use(OpenDataModule.allMigrations) { database in
            let ward = Ward.tested(database, clock: .fixed(TestSite.moment))
            let source = try await SampleHarvest.source(.ckan, in: ward)
            let zero = "\\u0000"
            let bad = [
                SampleHarvest.package("title").replacing("題名 title", with: "題名\(zero)"),
                SampleHarvest.package("notes").replacing("説明", with: "説\(zero)明"),
                SampleHarvest.package("tag").replacing("防災\"", with: "防\(zero)災\""),
                SampleHarvest.package("address").replacing(".csv", with: "\(zero).csv").replacing(
                    "https:", with: "ftp:"),
                SampleHarvest.package("id").replacing("id-id", with: "id\\u0001-id"),
            ]
            let harvest = try await SampleHarvest.harvest(
                source, [SampleHarvest.package("a")] + bad + [SampleHarvest.package("b", ",\"x\":\"\(zero)\"")],
                in: ward)
            #expect(harvest.taken == 2)
            #expect(harvest.rejected == bad.count)
            #expect(!harvest.isGood)
            #expect(harvest.failure == nil)
            let rejections = try await database.read { try harvest.rejections(on: $0) }
            #expect(rejections.first?.title == "題名\u{FFFD}")
            #expect(rejections.first?.reasons == ["題名に、使えない文字（制御文字など、U+0000）があります。"])
            #expect(rejections.last?.reasons == ["識別子に、使えない文字（制御文字など、U+0001）があります。"])
            #expect(rejections.allSatisfy { !$0.reasons.isEmpty })
            let kept = rejections.flatMap { [$0.identifier, $0.title] + $0.reasons }.joined()
            #expect(!kept.unicodeScalars.contains { $0.value < 0x20 })
        }
    }

    @Test("Line breaks and other blanks of a text are no fault")
    func blanks() async throws {
        let site = try await SampleCatalogue.site()
        let source = try await SampleHarvest.source(.ckan, in: site.ward)
        let package = SampleHarvest.package("a").replacing("説明", with: "一行目\\r\\n二行目\\t\\u000B三")
        let harvest = try await SampleHarvest.harvest(source, [package], in: site.ward)
        #expect(harvest.isGood)
        #expect(harvest.taken == 1)
    }

    @Test("What a source's next page is called cannot break the record of its failure", arguments: TestDatabases.all)
    func words(_ kind: TestDatabase) async throws {
        try await kind.use(OpenDataModule.allMigrations) { database in
            let ward = Ward.tested(database, clock: .fixed(TestSite.moment))
            let source = try await SampleHarvest.source(.ckan, in: ward)
            let reader = WebReader { _, _ throws(WebAway) in throw .unreachable(reason: "x\u{0}y") }
            let harvest = try await Harvest.run(source, with: reader, in: ward, by: .system)
            #expect(harvest.failure?.contains("x\u{FFFD}y") == true)
        }
    }

    @Test("A source that cannot be kept says so in words without SQL, and the next one is read")
    func next() async throws {
        let site = try await SampleCatalogue.site()
        let stamp = site.ward.stamp(by: .system)
        let sources = try await site.ward.database.write { connection in
            try connection.execute(
                """
                CREATE TRIGGER refusing BEFORE INSERT ON opendata_harvested WHEN NEW.identifier = 'id-broken'
                BEGIN SELECT RAISE(ABORT, 'broken'); END
                """)
            return try ["broken", "good"].map { name in
                try HarvestSource.create(
                    .init(
                        title: name, kind: .ckan, address: "https://catalog.example.jp/\(name)", organisation: "見本県"),
                    by: stamp, on: connection)
            }
        }
        let reader = SampleHarvest.reader([
            "/broken": SampleHarvest.answer([SampleHarvest.package("broken")]),
            "/good": SampleHarvest.answer([SampleHarvest.package("good")]),
        ])
        let told = try await OpenDataHarvestCommand.read(sources, with: reader, in: site.ward)
        #expect(told.map(\.harvest.isGood) == [false, true])
        let failure = try #require(told.first?.harvest.failure)
        #expect(failure.contains("保存できませんでした"))
        #expect(!failure.contains("INSERT"))
        let page = try await site.client.get(sources[0].path, as: TestPerson(.dataOfficer)).text
        #expect(!page.contains("まだ取り込んでいません"))
        #expect(page.contains("前回の取込みに問題があります"))
        #expect(page.contains("使用中"))
        let job = try await site.ward.database.write { connection in
            try HarvestJob.request(sources[0], by: stamp, on: connection)
        }
        try await JobRunner(ward: site.ward, handlers: [HarvestJob(reader: reader).handler]).run(job.id)
        let ledger = try await site.ward.database.read { try JobStore.items(of: job.id, on: $0) }
        #expect(ledger.map(\.outcome) == [.failed(failure)])
    }
}
