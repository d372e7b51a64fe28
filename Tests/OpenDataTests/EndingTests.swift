import HTTPTypes
import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward
import WardTesting

@testable import OpenData
@testable import Site

@Suite("Ending what was registered")
struct EndingTests {
    private static let officer = TestPerson(.dataOfficer)

    private static func draft(in ward: Ward) async throws -> Dataset {
        let stamp = ward.stamp(by: .system)
        return try await ward.database.write {
            try Dataset.create(
                DatasetDescription(name: "mistake", title: "誤って登録", notes: "", unit: nil), by: stamp, on: $0)
        }
    }

    private static func failures(_ ward: Ward) async throws -> [String] {
        try await ward.database.read {
            try Verification.run(renderers: [:], tables: OpenDataTrail.tables, on: $0).failures
        }
    }

    @Test(
        "A dataset that was registered by mistake is removed, and the trail tells of it", arguments: TestDatabases.all)
    func dataset(_ kind: TestDatabase) async throws {
        try await kind.use(OpenDataModule.allMigrations) { database in
            let ward = Ward.tested(database, clock: .fixed(TestSite.moment))
            let dataset = try await Self.draft(in: ward)
            let stamp = ward.stamp(by: .system)
            try await database.write { connection in
                _ = try Resource.create("data", title: "表", of: dataset, by: stamp, on: connection)
                try dataset.decide(.withheld, reason: "確認中", article: "第6条", by: stamp, on: connection)
                try dataset.delete(by: stamp, on: connection)
            }
            let left = try await database.read { try Dataset.named("mistake", on: $0) }
            #expect(left == nil)
            let actions: [String] = try await database.read { connection in
                try connection.rows("SELECT action FROM audit WHERE subject = \("dataset/\(dataset.id)")").map {
                    try $0["action"]
                }
            }
            #expect(actions.contains("opendata.dataset.delete"))
            let failures = try await Self.failures(ward)
            #expect(failures == [])
        }
    }

    @Test("On its page it is removed by who may describe it, after a question, and not once something was handed in")
    func page() async throws {
        let site = try await SampleCatalogue.site()
        let dataset = try await Self.draft(in: site.ward)
        let (released, _, _) = try await SampleCatalogue.publish(in: site.ward)
        let refused = try await site.client.post("\(released.path)/delete", as: Self.officer)
        #expect(refused.status == .conflict)
        #expect(refused.text.contains("公開したことのあるものは、消せません。"))
        let full = try await site.client.get(released.path, as: Self.officer).text
        #expect(!full.contains("\(released.path)/delete"))
        let empty = try await site.client.get(dataset.path, as: Self.officer).text
        #expect(empty.contains("\(dataset.path)/delete"))
        let other = try await site.client.post("\(dataset.path)/delete", as: TestPerson(.auditor))
        #expect(other.status == .forbidden)
        let done = try await site.client.confirming("\(dataset.path)/delete", as: Self.officer)
        #expect(done.headers[.location] == DatasetListPage.path)
        let gone = try await site.client.get(dataset.path, as: Self.officer)
        #expect(gone.status == .notFound)
    }

    @Test("A table is renamed while nothing of it was public, and then its title alone")
    func renaming() async throws {
        let site = try await SampleCatalogue.site()
        let dataset = try await Self.draft(in: site.ward)
        let stamp = site.ward.stamp(by: .system)
        let (new, _) = try await site.ward.database.write { connection in
            (
                try Resource.create("data", title: "表", of: dataset, by: stamp, on: connection),
                try Resource.create("data2", title: "表2", of: dataset, by: stamp, on: connection)
            )
        }
        let taken = try await site.client.post(new.path, as: Self.officer, ["title": "表", "name": "data2"])
        #expect(taken.status == .unprocessableContent)
        let done = try await site.client.post(new.path, as: Self.officer, ["title": "公園", "name": "parks-list"])
        #expect(done.status == .seeOther)
        let (_, released, _) = try await SampleCatalogue.publish(in: site.ward)
        _ = try await site.client.post(released.path, as: Self.officer, ["title": "新しい題名", "name": "other"])
        let names = try await site.ward.database.read { connection in
            try [new.id, released.id].map { try Resource.known($0, on: connection) }.map { [$0.name, $0.title] }
        }
        #expect(names == [["parks-list", "公園"], ["data", "新しい題名"]])
        let removed = try await site.client.confirming("\(new.path)/delete", as: Self.officer)
        #expect(removed.status == .seeOther)
        let kept = try await site.client.post("\(released.path)/delete", as: Self.officer)
        #expect(kept.status == .conflict)
    }

    @Test("A table that is ended is no longer offered, says why, and its releases stay at their addresses")
    func ended() async throws {
        let site = try await SampleCatalogue.site()
        let (dataset, resource, _) = try await SampleCatalogue.publish(in: site.ward)
        let form = ["reason": "新しい台帳に移しました。"]
        let other = try await site.client.post("\(resource.path)/end", as: TestPerson(.editor), form)
        #expect(other.status == .forbidden)
        let done = try await site.client.confirming("\(resource.path)/end", as: Self.officer, form)
        #expect(done.status == .seeOther)
        let page = try await site.client.get(dataset.publicPath, as: nil).text
        #expect(page.contains("提供を終えたデータ"))
        #expect(page.contains("新しい台帳に移しました。"))
        for address in ["/data/1/data.csv", "/data/1", "/data"] {
            let answer = try await site.client.get(dataset.publicPath + address, as: nil)
            #expect(answer.status == .ok, "\(address)")
        }
        let package = try await site.client.get("/api/3/action/package_show?id=parks", as: nil).json
        #expect(package["result"]?["resources"]?.array?.isEmpty == true)
        let dcat = try await site.client.get("/opendata/catalog.ttl", as: nil).text
        #expect(!dcat.contains("data.csv"))
        await #expect(throws: OpenDataRefusal.resourceEnded) {
            let known = try await site.ward.database.read { try Resource.known(resource.id, on: $0) }
            _ = try await SampleCatalogue.release(
                Array(SampleCatalogue.rows.prefix(1)), of: known, in: site.ward)
        }
    }
}
