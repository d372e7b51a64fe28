import Japanese
import Site
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward
import WardTesting

@testable import OpenData

@Suite("When catalogues of others are read")
struct HarvestJobTests {
    @Test("A source is due at first, and again when its hours are over")
    func due() async throws {
        let site = try await SampleCatalogue.site()
        let source = try await SampleHarvest.source(.ckan, in: site.ward)
        func due(after seconds: Int) async throws -> [String] {
            let now = TestSite.moment.adding(seconds: seconds)
            return try await site.ward.database.read { try HarvestJob.due(at: now, on: $0).map(\.title) }
        }
        #expect(try await due(after: 0) == [source.title])
        _ = try await SampleHarvest.harvest(source, [SampleHarvest.package("a")], in: site.ward)
        #expect(try await due(after: 3_600) == [])
        #expect(try await due(after: 24 * 3_600) == [source.title])
    }

    @Test(
        "The tick asks for readings and returns; however often it comes, a source is read once",
        arguments: TestDatabases.all)
    func ticking(_ kind: TestDatabase) async throws {
        try await kind.use(OpenDataModule.allMigrations) { database in
            let ward = Ward.tested(database, clock: .fixed(TestSite.moment))
            let source = try await SampleHarvest.source(.ckan, in: ward)
            for _ in 0..<2 { try await HarvestJob.requestDue(in: ward) }
            let waiting = try await database.read { try JobStore.list(on: $0) }
            #expect(waiting.map(\.kind) == [HarvestJob.kind])
            let before = try await database.read { try Harvest.latest(on: $0)[source.id] }
            #expect(before == nil)
            let job = try #require(waiting.first)
            #expect(job.state == .waiting)
            let reader = SampleHarvest.reader([
                "/api/3/action/package_search": SampleHarvest.answer([SampleHarvest.package("a")])
            ])
            let runner = JobRunner(ward: ward, handlers: [HarvestJob(reader: reader).handler])
            let ended = try await runner.run(job.id)
            #expect(ended.state == .done)
            let last = try await database.read { try Harvest.latest(on: $0)[source.id] }
            #expect(last?.taken == 1)
            try await HarvestJob.requestDue(in: ward)
            let all = try await database.read { try JobStore.list(on: $0) }
            #expect(all.count == 1)
        }
    }

    @Test("More sources than jobs may wait are asked for little by little, and not given up together")
    func many() async throws {
        let site = try await SampleCatalogue.site()
        let stamp = site.ward.stamp(by: .system)
        try await site.ward.database.write { connection in
            for number in 0..<205 {
                _ = try HarvestSource.create(
                    .init(
                        title: "見本県カタログ\(number)", kind: .ckan, address: "https://catalog.example.jp",
                        organisation: "見本県"), by: stamp, on: connection)
            }
        }
        try await HarvestJob.requestDue(in: site.ward)
        let waiting: Int? = try await site.ward.database.read {
            try $0.value("SELECT COUNT(*) FROM job WHERE state = 'waiting'")
        }
        #expect(waiting == 200)
    }

    @Test("A source that was ended while its reading waited is not read")
    func endedMeanwhile() async throws {
        let site = try await SampleCatalogue.site()
        let source = try await SampleHarvest.source(.ckan, in: site.ward)
        try await HarvestJob.requestDue(in: site.ward)
        let stamp = site.ward.stamp(by: .system)
        try await site.ward.database.write { try source.end(by: stamp, on: $0) }
        let job = try #require(try await site.ward.database.read { try JobStore.list(on: $0).first })
        let reader = SampleHarvest.reader(["/": SampleHarvest.answer([SampleHarvest.package("a")])])
        try await JobRunner(ward: site.ward, handlers: [HarvestJob(reader: reader).handler]).run(job.id)
        let ledger = try await site.ward.database.read { try JobStore.items(of: job.id, on: $0) }
        #expect(ledger.map(\.outcome) == [.skipped(HarvestRefusal.ended.words)])
        let taken = try await site.ward.database.read { try HarvestedDataset.all(on: $0) }
        #expect(taken.isEmpty)
    }

    @Test("What came of every source's last reading is one query, however many sources", arguments: TestDatabases.all)
    func latest(_ kind: TestDatabase) async throws {
        try await kind.use(OpenDataModule.allMigrations) { database in
            let counting = CountingDatabase(database)
            let clock = MovableClock(TestSite.moment)
            let ward = Ward.tested(counting, clock: clock.clock)
            let stamp = ward.stamp(by: .system)
            let sources = try await database.write { connection in
                try (0..<5).map { number in
                    try HarvestSource.create(
                        .init(
                            title: "見本県カタログ\(number)", kind: .ckan, address: "https://catalog.example.jp",
                            organisation: "見本県"), by: stamp, on: connection)
                }
            }
            for source in sources.dropLast() {
                for names in [["a"], ["a", "b"]] {
                    clock.advance(seconds: 1)
                    _ = try await SampleHarvest.harvest(source, names.map { SampleHarvest.package($0) }, in: ward)
                }
            }
            let latest = try await database.read { try Harvest.latest(on: $0) }
            #expect(sources.map { latest[$0.id]?.unchanged } == [1, 1, 1, 1, nil])
            let count = try await counting.statements {
                let due = try await ward.database.read { try HarvestJob.due(at: TestSite.moment, on: $0).map(\.title) }
                #expect(due == ["見本県カタログ4"])
            }
            #expect(count.reads == 2)
        }
    }
}
