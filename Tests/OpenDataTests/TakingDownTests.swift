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

@Suite("Taking a release back from the public")
struct TakingDownTests {
    private static let officer = TestPerson(.dataOfficer)
    private static let path = "/opendata/datasets/parks/data"
    private static let form = ["cause": "personal", "takenDownReason": "管理人の電話番号が入っていました。"]
    private static let leak = [["0001", "髙井戸公園", "公園", "35.683", "139.615", "漏れた値"]]
    private static let clean = [["0001", "髙井戸公園", "公園", "35.683", "139.615", "12.5"]]

    /// Release 1 holds what must go, release 2 does not.
    private static func leaked() async throws -> (site: TestSite, dataset: Dataset, resource: Resource, bad: Release) {
        let site = try await SampleCatalogue.site()
        let (dataset, resource, _) = try await SampleCatalogue.publish(in: site.ward)
        let bad = try await SampleCatalogue.release(leak, of: resource, in: site.ward)
        _ = try await SampleCatalogue.release(clean, of: resource, in: site.ward)
        return (site, dataset, resource, bad)
    }

    @Test(
        "One release goes from all its addresses, which say when and why; the others stay, and its record as evidence")
    func goes() async throws {
        let (site, _, _, bad) = try await Self.leaked()
        let before = try await site.client.get("\(Self.path)/3", as: nil).text
        #expect(before.contains("漏れた値"))
        let held = try #require(try await site.client.get("\(Self.path)/2/data.csv", as: nil).headers[.eTag])
        let wrong = try await site.client.post("\(bad.path)/take-down", as: Self.officer, ["cause": "personal"])
        #expect(wrong.status == .unprocessableContent)
        let asked = try await site.client.post("\(bad.path)/take-down", as: Self.officer, Self.form)
        #expect(asked.text.contains("管理人の電話番号が入っていました。"))
        #expect(asked.text.contains("第3版になります"))
        let still = try await site.client.get("\(Self.path)/2/data.csv", as: nil)
        #expect(still.status == .ok)
        let done = try await site.client.confirming("\(bad.path)/take-down", as: Self.officer, Self.form)
        #expect(done.status == .seeOther)

        let forms = [
            "data.csv", "data.json", "data.xlsx", "data.geojson", "datapackage.json", "data.csv-metadata.json",
        ]
        for address in forms.map({ "\(Self.path)/2/\($0)" }) + ["\(Self.path)/2"] {
            let answer = try await site.client.get(address, as: nil, headers: ["If-None-Match": held])
            #expect(answer.status == .gone, "\(address)")
            #expect(answer.text.contains("第2版は、"), "\(address)")
            #expect(answer.text.contains("管理人の電話番号が入っていました。"), "\(address)")
            #expect(!answer.text.contains("漏れた値"), "\(address)")
        }
        for number in [1, 3] {
            let other = try await site.client.get("\(Self.path)/\(number)/data.csv", as: nil)
            #expect(other.status == .ok)
        }
        // Neither does what changed since show its rows.
        let next = try await site.client.get("\(Self.path)/3", as: nil).text
        #expect(!next.contains("漏れた値"))
        #expect(next.contains("行ごとの違いは示しません"))
        let list = try await site.client.get(Self.path, as: nil).text
        #expect(list.contains("公開を取りやめました。個人に関する情報が含まれていたため"))
        let feed = try await site.client.get("/opendata/feed.atom", as: nil).text
        #expect(feed.contains("公開を取りやめました。"))

        let (kept, failures, same) = try await site.ward.database.read { connection in
            let kept = try Release.known(bad.id, on: connection)
            return (
                try kept.bytes(on: connection),
                try Verification.run(renderers: [:], tables: OpenDataTrail.tables, on: connection).failures,
                kept.content
            )
        }
        #expect(ContentHash.of(kept) == same)
        #expect(failures == [])
        let staff = try await site.client.get(bad.path, as: Self.officer).text
        #expect(staff.contains("漏れた値"))
        #expect(staff.contains("公開を取りやめました"))
        let reader = try await site.client.get(bad.path, as: TestPerson(.auditor)).text
        #expect(!reader.contains("漏れた値"))
        try await site.ward.database.write { connection in
            try connection.execute(
                "UPDATE opendata_release SET taken_down_at = NULL, taken_down_cause = NULL WHERE id = \(bad.id)")
        }
        let forged = try await site.ward.database.read {
            try Verification.run(renderers: [:], tables: OpenDataTrail.tables, on: $0).failures
        }
        #expect(forged.count == 1)
    }

    @Test(
        "The next lower release is the newest then, or none, and numbers are given once", arguments: TestDatabases.all)
    func newest(_ kind: TestDatabase) async throws {
        try await kind.use(OpenDataModule.allMigrations) { database in
            let ward = Ward.tested(database, clock: .fixed(TestSite.moment))
            let (_, resource, first) = try await SampleCatalogue.publish(in: ward)
            let second = try await SampleCatalogue.release(Self.leak, of: resource, in: ward)
            let stamp = ward.stamp(by: .system)
            let newest = try await database.write { connection in
                try second.takeDown(.rights, reason: "写真の許諾がありません。", by: stamp, on: connection)
                return try Release.latest(of: resource.id, on: connection)
            }
            #expect(newest?.id == first.id)
            let third = try await SampleCatalogue.release(Self.clean, of: resource, in: ward)
            #expect(third.number == 3)
            let none = try await database.write { connection in
                try third.takeDown(.error, reason: "桁が違います。", by: stamp, on: connection)
                try first.takeDown(.error, reason: "桁が違います。", by: stamp, on: connection)
                return try Catalogue.load(ward: "見本区", on: connection).entries.map(\.tables.count)
            }
            #expect(none == [0])
            await #expect(throws: OpenDataRefusal.alreadyTakenDown) {
                try await database.write { connection in
                    try Release.known(first.id, on: connection)
                        .takeDown(.error, reason: "もう一度", by: stamp, on: connection)
                }
            }
        }
    }

    @Test("With no release left, the addresses of the table say so, and reopening the dataset serves nothing of it")
    func none() async throws {
        let site = try await SampleCatalogue.site()
        let (dataset, _, release) = try await SampleCatalogue.publish(in: site.ward)
        _ = try await site.client.confirming("\(release.path)/take-down", as: Self.officer, Self.form)
        for address in ["", "/latest", "/latest/data.csv", "/1/data.csv"] {
            let answer = try await site.client.get(Self.path + address, as: nil)
            #expect(answer.status == .gone, "\(address)")
        }
        let page = try await site.client.get("/opendata/datasets/parks", as: nil)
        #expect(page.status == .ok)
        let stamp = site.ward.stamp(by: .system)
        try await site.ward.database.write {
            try dataset.decide(.withheld, reason: "確認のため。", article: "条例第6条", by: stamp, on: $0)
        }
        let asked = try await site.client.post("\(dataset.path)/reopen", as: Self.officer)
        #expect(asked.text.contains("公開を取りやめたままの版: 第1版"))
        let reopened = try await site.client.confirming("\(dataset.path)/reopen", as: Self.officer)
        #expect(reopened.status == .seeOther)
        let served = try await site.client.get("\(Self.path)/1/data.csv", as: nil)
        #expect(served.status != .ok)
    }

    @Test("The words that everybody reads of it can be corrected, and the trail knows both")
    func corrected() async throws {
        let (site, _, _, bad) = try await Self.leaked()
        let path = "\(bad.path)/take-down/correct"
        let early = try await site.client.post(path, as: Self.officer, Self.form)
        #expect(early.status == .conflict)
        _ = try await site.client.confirming("\(bad.path)/take-down", as: Self.officer, Self.form)
        let staff = try await site.client.get(bad.path, as: Self.officer).text
        #expect(staff.contains("公開している理由の文を直す"))
        let editor = try await site.client.post(path, as: TestPerson(.editor), Self.form)
        #expect(editor.status == .forbidden)
        let form = ["cause": "error", "takenDownReason": "値に誤りがありました。"]
        let done = try await site.client.post(path, as: Self.officer, form)
        #expect(done.status == .seeOther)
        let gone = try await site.client.get("\(Self.path)/2/data.csv", as: nil).text
        #expect(gone.contains("内容に誤りがあったため。値に誤りがありました。"))
        #expect(!gone.contains("管理人"))
        let failures = try await site.ward.database.read {
            try Verification.run(renderers: [:], tables: OpenDataTrail.tables, on: $0).failures
        }
        #expect(failures == [])
    }

    @Test("Nothing becomes public in a dataset that is withheld, whoever opened the page before")
    func withheld() async throws {
        let (site, dataset, resource, _) = try await Self.leaked()
        let stamp = site.ward.stamp(by: .system)
        let waiting = try await site.ward.database.write { connection in
            try dataset.decide(.withheld, reason: "確認のため。", article: "条例第6条", by: stamp, on: connection)
            return try Release.handIn(SampleCatalogue.file(Self.leak), for: resource, by: stamp, on: connection)
        }
        let answer = try await site.client.post("\(waiting.path)/publish", as: Self.officer)
        #expect(answer.status == .conflict)
        #expect(answer.text.contains("先にその決定を取り消してください"))
        let kept = try await site.ward.database.read { try Release.known(waiting.id, on: $0) }
        #expect(kept.number == nil)
    }

    @Test("A dataset that was public and is withheld says so at each of its addresses; one that never was has none")
    func withheldAddresses() async throws {
        let (site, dataset, _, _) = try await Self.leaked()
        let stamp = site.ward.stamp(by: .system)
        try await site.ward.database.write { connection in
            try dataset.decide(.withheld, reason: "権利の確認のため。", article: "条例第6条", by: stamp, on: connection)
            let other = try Dataset.create(
                DatasetDescription(name: "never", title: "名簿", notes: "", unit: nil), by: stamp, on: connection)
            try other.decide(.withheld, reason: "個人の情報のため。", article: "条例第6条", by: stamp, on: connection)
        }
        for path in [dataset.publicPath, Self.path, "\(Self.path)/1/data.csv"] {
            let gone = try await site.client.get(path, as: nil)
            #expect(gone.status == .gone, "\(path)")
            #expect(gone.text.contains("権利の確認のため。（条例第6条）"), "\(path)")
        }
        let never = try await site.client.get("/opendata/datasets/never", as: nil)
        #expect(never.status == .notFound)
    }

    @Test("The same content becomes public again only by who has read that it was taken back")
    func again() async throws {
        let (site, _, resource, bad) = try await Self.leaked()
        let stamp = site.ward.stamp(by: .system)
        let waiting = try await site.ward.database.write { connection in
            try bad.takeDown(.personal, reason: "電話番号", by: stamp, on: connection)
            return try Release.handIn(SampleCatalogue.file(Self.leak), for: resource, by: stamp, on: connection)
        }
        await #expect(throws: OpenDataRefusal.takenDown(2)) {
            try await site.ward.database.write { try waiting.publish(by: stamp, on: $0) }
        }
        // Handed in after it was taken back, it is compared with what is public.
        #expect(waiting.diff?.changed == 1)
        let asked = try await site.client.post("\(waiting.path)/publish", as: Self.officer)
        #expect(asked.text.contains("公開を取りやめた版と同じです"))
        let done = try await site.client.confirming("\(waiting.path)/publish", as: Self.officer)
        #expect(done.status == .seeOther)
        let number = try await site.ward.database.read { try Release.known(waiting.id, on: $0).number }
        #expect(number == 4)
    }

    @Test(
        "What was handed in before is told against what is public when it becomes so, not against what was taken back")
    func handedInBefore() async throws {
        let (site, _, resource, _) = try await Self.leaked()
        let stamp = site.ward.stamp(by: .system)
        let bad = try await SampleCatalogue.release(Self.leak, of: resource, in: site.ward)
        let waiting = try await site.ward.database.write {
            try Release.handIn(SampleCatalogue.file(), for: resource, by: stamp, on: $0)
        }
        #expect(waiting.diff?.changes.contains { $0.cells.joined().contains("漏れた値") } == true)
        try await site.ward.database.write {
            try bad.takeDown(.personal, reason: "電話番号", by: stamp, on: $0)
        }
        let reader = try await site.client.get(waiting.path, as: TestPerson(.auditor)).text
        #expect(!reader.contains("漏れた値"))
        try await site.ward.database.write { try waiting.publish(by: stamp, on: $0) }
        let diff = try await site.ward.database.read { try Release.known(waiting.id, on: $0).diff }
        #expect(diff?.changes.contains { $0.cells.joined().contains("漏れた値") } == false)
    }

    @Test("What a module publishes by itself does not bring back what was taken back")
    func inside() async throws {
        let site = try await SampleCatalogue.site()
        let table = PublishedTable("inside", title: "内側の表", notes: "説明", provenance: "記録", tags: []) { _, _ in
            (heads: ["月", "件数"], rows: [["2024-08", "5"]])
        }
        let first = try await Collecting.run([table], in: site.ward)
        #expect(first == 1)
        let stamp = site.ward.stamp(by: .system)
        try await site.ward.database.write { connection in
            for release in try Release.list("ORDER BY id", on: connection) {
                try release.takeDown(.error, reason: "数え方の誤り", by: stamp, on: connection)
            }
        }
        let again = try await Collecting.run([table], in: site.ward)
        #expect(again == 0)
    }

    @Test("Only who publishes takes back, and nothing that is not public")
    func refused() async throws {
        let (site, _, resource, bad) = try await Self.leaked()
        let other = try await site.client.post("\(bad.path)/take-down", as: TestPerson(.editor), Self.form)
        #expect(other.status == .forbidden)
        let stamp = site.ward.stamp(by: .system)
        let waiting = try await site.ward.database.write {
            try Release.handIn(SampleCatalogue.file(), for: resource, by: stamp, on: $0)
        }
        let early = try await site.client.post("\(waiting.path)/take-down", as: Self.officer, Self.form)
        #expect(early.status == .conflict)
    }
}
