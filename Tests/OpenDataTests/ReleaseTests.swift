import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward
import WardTesting

@testable import OpenData

@Suite("Releases")
struct ReleaseTests {
    private static let moment = TestSite.moment

    @Test("A second release says by row what changed, and the first stays byte for byte", arguments: TestDatabases.all)
    func diff(_ kind: TestDatabase) async throws {
        try await kind.use(OpenDataModule.allMigrations) { database in
            let ward = Ward.tested(database, clock: .fixed(Self.moment))
            let (_, resource, first) = try await SampleCatalogue.publish(in: ward)
            var rows = SampleCatalogue.rows
            rows[1][5] = "4"
            rows.remove(at: 2)
            rows.append(["0004", "新しい公園", "公園", "35.710", "139.650", "1"])
            let second = try await SampleCatalogue.release(rows, of: resource, in: ward)
            #expect(second.number == 2)
            let diff = try #require(second.diff)
            #expect(diff.key == "ID")
            #expect(diff.added == 1)
            #expect(diff.removed == 1)
            #expect(diff.changed == 1)
            #expect(diff.changes.first { $0.kind == .changed }?.cells == ["面積: 3 → 4"])
            let bytes = try await database.read { try Release.known(first.id, on: $0).bytes(on: $0) }
            let csv = try SampleCatalogue.file().table.csv
            #expect(bytes == csv)
            #expect(ContentHash.of(bytes) == first.content)
        }
    }

    @Test("A release stays under the licence under which it became public; the next has that of its dataset by then")
    func licence() async throws {
        let site = try await SampleCatalogue.site()
        let (dataset, resource, first) = try await SampleCatalogue.publish(in: site.ward)
        let stamp = site.ward.stamp(by: .system)
        try await site.ward.database.write { connection in
            var told = dataset.told
            told.licence = .attribution
            try dataset.rewrite(told, by: stamp, on: connection)
        }
        func licences(_ release: Release) async throws -> [String?] {
            let path = "\(dataset.publicPath)/\(resource.name)/\(release.number ?? 0)"
            let package = try await site.client.get("\(path)/datapackage.json", as: nil).json
            let columns = try await site.client.get("\(path)/data.csv-metadata.json", as: nil).json
            let page = try await site.client.get(path, as: nil).text
            let shown = Licence.allCases.filter { page.contains($0.address) }.map(\.rawValue)
            return [
                package["licenses"]?.array?.first?["name"]?.string,
                package["resources"]?.array?.first?["licenses"]?.array?.first?["name"]?.string,
                Licence.allCases.first { $0.address == columns["dc:license"]?["@id"]?.string }?.rawValue,
                shown.joined(separator: " "),
            ]
        }
        let before = try await licences(first)
        #expect(before == Array(repeating: "PDL-1.0", count: 4))
        let changed = try await site.ward.database.read { try Dataset.known(dataset.id, on: $0) }
        #expect(changed.licence == .attribution)
        var rows = SampleCatalogue.rows
        rows[0][5] = "13"
        let second = try await SampleCatalogue.release(rows, of: resource, in: site.ward)
        let (newer, older) = (try await licences(second), try await licences(first))
        #expect(newer == Array(repeating: "CC-BY-4.0", count: 4))
        #expect(older == before)
    }

    @Test("The same content is no new release")
    func unchanged() async throws {
        let site = try await SampleCatalogue.site()
        let (_, resource, _) = try await SampleCatalogue.publish(in: site.ward)
        await #expect(throws: OpenDataRefusal.unchanged) {
            _ = try await SampleCatalogue.release(SampleCatalogue.rows, of: resource, in: site.ward)
        }
    }

    @Test("What is handed in and refused leaves nothing behind, neither a release nor its file")
    func whole() async throws {
        let site = try await SampleCatalogue.site()
        let (_, resource, _) = try await SampleCatalogue.publish(in: site.ward)
        let before = try await site.ward.database.read { try $0.value("SELECT COUNT(*) FROM evidence", as: Int.self) }
        var rows = SampleCatalogue.rows
        rows[0][1] = "=HYPERLINK(\"http://example.invalid\")"
        await #expect(throws: OpenDataRefusal.self) {
            _ = try await SampleCatalogue.release(rows, of: resource, in: site.ward)
        }
        let after = try await site.ward.database.read { try $0.value("SELECT COUNT(*) FROM evidence", as: Int.self) }
        #expect(after == before)
        let releases = try await site.ward.database.read { try Release.list("", on: $0).count }
        #expect(releases == 1)
    }

    @Test("Whoever makes something public or changes a release behind the program's back is found by the trail")
    func trail() async throws {
        let site = try await SampleCatalogue.site()
        let (dataset, resource, release) = try await SampleCatalogue.publish(in: site.ward)
        _ = try await SampleCatalogue.release(
            Array(SampleCatalogue.rows.prefix(1)), of: resource, in: site.ward)
        func failures() async throws -> [String] {
            try await site.ward.database.read {
                try Verification.run(renderers: [:], tables: OpenDataTrail.tables, on: $0).failures
            }
        }
        #expect(try await failures() == [])
        try await site.ward.database.write { connection in
            try connection.execute("UPDATE opendata_release SET number = 7 WHERE id = \(release.id)")
        }
        #expect(try await failures().count == 1)
        try await site.ward.database.write { connection in
            try connection.execute("UPDATE opendata_dataset SET state = 'withheld' WHERE id = \(dataset.id)")
        }
        #expect(try await failures().count == 2)
    }

    @Test("Codes stay text, and columns with few values are what one chooses from")
    func profile() {
        let table = ReleaseTable(
            heads: ["ID", "町字ID", "人口", "面積", "調査日", "種別", "電話番号"],
            rows: [
                ["1", "0008001", "120", "1.5", "2026-10-01", "A", "03"],
                ["2", "0008002", "90", "2", "2026-10-01", "A", "04"],
                ["3", "0008003", "", "3", "2026-10-01", "B", "05"],
                ["4", "0008004", "75", "4", "2026-10-01", "B", "06"],
            ])
        let profile = ReleaseProfile(table)
        #expect(profile.columns.map(\.kind) == [.text, .text, .integer, .number, .date, .text, .text])
        #expect(profile.columns[2].empty == 1)
        #expect(profile.columns[5].facets == [.init(value: "A", count: 2), .init(value: "B", count: 2)])
        #expect(profile.columns[1].facets == [])
    }

    @Test("Rows without a key are told apart by all their cells")
    func unkeyed() {
        let old = ReleaseTable(heads: ["種別", "数"], rows: [["A", "1"], ["A", "1"], ["B", "2"]])
        let new = ReleaseTable(heads: ["種別", "数"], rows: [["A", "1"], ["B", "2"], ["B", "2"]])
        let diff = ReleaseDiff(from: old, to: new)
        #expect(diff.key == nil)
        #expect(diff.added == 1)
        #expect(diff.removed == 1)
        #expect(diff.changed == 0)
    }

    @Test("Who handed a release in does not publish it")
    func fourEyes() async throws {
        let site = try await SampleCatalogue.site()
        let (_, resource, _) = try await SampleCatalogue.publish(in: site.ward)
        let own = site.ward.stamp(by: Actor(person: TestPerson.id, name: TestPerson.name))
        let other = site.ward.stamp(by: Actor(person: ID("01J00000000000000000000002"), name: "見本 次郎"))
        let release = try await site.ward.database.write { connection in
            try Release.handIn(
                SampleCatalogue.file(Array(SampleCatalogue.rows.prefix(2))), for: resource, by: own, on: connection)
        }
        await #expect(throws: OpenDataRefusal.samePerson) {
            try await site.ward.database.write { try release.publish(by: own, on: $0) }
        }
        try await site.ward.database.write { try release.publish(by: other, on: $0) }
        let number = try await site.ward.database.read { try Release.known(release.id, on: $0).number }
        #expect(number == 2)
    }

    @Test("What changed is told against the release before, also when that one became public after this was handed in")
    func overtaken() async throws {
        let site = try await SampleCatalogue.site()
        let (_, resource, first) = try await SampleCatalogue.publish(in: site.ward)
        let system = site.ward.stamp(by: .system)
        @Sendable func stamp(_ seconds: Int) -> Stamp { system.moved(to: first.handedAt.adding(seconds: seconds)) }
        let rows = SampleCatalogue.rows
        let (a, b) = (Array(rows.prefix(2)), Array(rows.prefix(1)))
        let diffs = try await site.ward.database.write { connection in
            let two = try Release.handIn(SampleCatalogue.file(a), for: resource, by: stamp(60), on: connection)
            let one = try Release.handIn(SampleCatalogue.file(b), for: resource, by: stamp(61), on: connection)
            try two.publish(by: stamp(120), on: connection)
            try one.publish(by: stamp(180), on: connection)
            let all = try Release.handIn(SampleCatalogue.file(rows), for: resource, by: stamp(200), on: connection)
            try all.publish(by: stamp(300), on: connection)
            return try [two, one, all].map { try Release.known($0.id, on: connection).diff }
        }
        #expect(diffs.map { $0?.removed } == [1, 1, 0])
        #expect(diffs.map { $0?.added } == [0, 0, 2])
    }

    @Test(
        "What was compared before is not compared while writing, and compared anew where another release came between")
    func compared() async throws {
        let site = try await SampleCatalogue.site()
        let (_, resource, first) = try await SampleCatalogue.publish(in: site.ward)
        struct Anew: Error {}
        let rows = SampleCatalogue.rows
        var own = rows
        own[0][1] = "比べた公園"
        let file = try SampleCatalogue.file(own)
        try await Release.compare(file, for: resource.id, in: site.ward)
        let known = try ReleaseDiff.kept(from: first.content, to: file.hash) { throw Anew() }
        #expect(known.changed == 1)
        // Meanwhile somebody publishes another one.
        let other = try await SampleCatalogue.release(Array(rows.prefix(1)), of: resource, in: site.ward)
        let stamp = site.ward.stamp(by: .system)
        let release = try await site.ward.database.write {
            try Release.handIn(file, for: resource, by: stamp, on: $0)
        }
        #expect(release.diff?.added == 2)
        #expect(release.diff?.changed == 1)
        #expect(throws: Never.self) { _ = try ReleaseDiff.kept(from: other.content, to: file.hash) { throw Anew() } }
    }

    @Test("Before a release becomes public that was overtaken, it is compared with what overtook it")
    func comparedBeforePublishing() async throws {
        let site = try await SampleCatalogue.site()
        let (_, resource, _) = try await SampleCatalogue.publish(in: site.ward)
        let stamp = site.ward.stamp(by: .system)
        var own = SampleCatalogue.rows
        own[0][1] = "追い越された公園"
        let file = try SampleCatalogue.file(own)
        let release = try await site.ward.database.write {
            try Release.handIn(file, for: resource, by: stamp, on: $0)
        }
        let other = try await SampleCatalogue.release(
            Array(SampleCatalogue.rows.prefix(1)), of: resource, in: site.ward)
        try await release.compare(in: site.ward)
        struct Anew: Error {}
        let known = try ReleaseDiff.kept(from: other.content, to: file.hash) { throw Anew() }
        #expect(known.added == 2)
        let published = try await site.client.confirming(
            "\(release.path)/publish", as: TestPerson(.dataOfficer))
        #expect(published.status == .seeOther)
        let diff = try await site.ward.database.read { try Release.known(release.id, on: $0).diff }
        #expect(diff == known)
    }

    @Test("Whoever publishes is told which columns and how many rows of the release before go")
    func losses() async throws {
        let site = try await SampleCatalogue.site()
        let (_, resource, _) = try await SampleCatalogue.publish(in: site.ward)
        let stamp = site.ward.stamp(by: .system)
        let officer = TestPerson(.dataOfficer)
        let release = try await site.ward.database.write { connection in
            try Release.handIn(
                SampleCatalogue.file(
                    SampleCatalogue.rows.prefix(1).map { Array($0.dropLast()) },
                    heads: SampleCatalogue.heads.dropLast()),
                for: resource, by: stamp, on: connection)
        }
        for page in [
            try await site.client.get(release.path, as: officer).text,
            try await site.client.post("\(release.path)/publish", as: officer).text,
        ] {
            #expect(page.contains("前の版にあった列「面積」がなくなります。"))
            #expect(page.contains("前の版の3行のうち2行がなくなり、1行になります。"))
        }
        let more = ReleaseDiff(
            from: ReleaseTable(heads: ["ID"], rows: (1...100).map { ["\($0)"] }),
            to: ReleaseTable(heads: ["ID", "名称"], rows: (9...120).map { ["\($0)", "甲"] }))
        #expect(more.losses(leaving: 112) == [])
    }

    @Test("Before something that was handed in is withdrawn, it is asked, and nothing is gone until then")
    func withdrawing() async throws {
        let site = try await SampleCatalogue.site()
        let (_, resource, _) = try await SampleCatalogue.publish(in: site.ward)
        let stamp = site.ward.stamp(by: .system)
        let release = try await site.ward.database.write {
            try Release.handIn(
                SampleCatalogue.file(Array(SampleCatalogue.rows.prefix(2))), for: resource, by: stamp, on: $0)
        }
        let path = "\(release.path)/withdraw"
        let asked = try await site.client.post(path, as: TestPerson(.dataOfficer))
        #expect(asked.text.contains("提出を取り下げます"))
        let kept = try await site.ward.database.read { try Release.find(release.id, on: $0) }
        #expect(kept != nil)
        let done = try await site.client.confirming(path, as: TestPerson(.dataOfficer))
        #expect(done.status == .seeOther)
        let gone = try await site.ward.database.read { try Release.find(release.id, on: $0) }
        #expect(gone == nil)
    }

    @Test("What a module publishes becomes a release by itself, and a new one only when it says something new")
    func inside() async throws {
        let site = try await SampleCatalogue.site()
        func table(_ value: String) -> PublishedTable {
            PublishedTable("inside", title: "内側の表", notes: "説明", provenance: "記録", tags: []) { _, _ in
                (heads: ["月", "件数"], rows: [["2024-08", value]])
            }
        }
        #expect(try await Collecting.run([table("5")], in: site.ward) == 1)
        #expect(try await Collecting.run([table("5")], in: site.ward) == 0)
        #expect(try await Collecting.run([table("6")], in: site.ward) == 1)
        let dataset = try await site.ward.database.read { try Dataset.named("inside", on: $0) }
        #expect(dataset?.state == .published)
        let release = try await site.ward.database.read { connection in
            try Release.list("ORDER BY number DESC LIMIT 1", on: connection).first
        }
        #expect(release?.number == 2)
        #expect(release?.diff?.changed == 1)
    }
}
