import Japanese
import Site
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward
import WardTesting

@testable import OpenData

@Suite("Keeping what is taken over from others")
struct HarvestKeepingTests {
    private static let officer = TestPerson(.dataOfficer)
    private static let path = "/datasets/sources"
    private static let fields = [
        "title": "見本県カタログ", "kind": "ckan", "address": "https://catalog.example.jp", "organisation": "見本県",
        "hours": "24",
    ]

    @Test(
        "An address that can never be read is refused when it is written, in words of its own",
        arguments: [
            ("http://10.1.2.3/", "公開されていない場所のアドレス"), ("http://localhost/", "公開されていない場所のアドレス"),
            ("http://[fd00::1]/catalog.jsonld", "公開されていない場所のアドレス"), ("http://kanri/", "公開されていない場所のアドレス"),
            ("http://x.example:99999/", "ポート番号「99999」は使えません"), ("http://user:pw@x.example/", "利用者名やパスワードは書けません"),
            ("file:///etc/passwd", "http:// か https:// で始まる"),
        ])
    func refused(address: String, words: String) async throws {
        let site = try await SampleCatalogue.site()
        let answer = try await site.client.post(
            Self.path, as: Self.officer, Self.fields.merging(["address": address]) { $1 })
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains(words))
        let sources = try await site.ward.database.read { try HarvestSource.open(on: $0) }
        #expect(sources.isEmpty)
    }

    @Test("A source that was ended stands in the list when it is asked for")
    func ended() async throws {
        let site = try await SampleCatalogue.site()
        let source = try await SampleHarvest.source(.ckan, in: site.ward)
        let before = try await site.client.get(Self.path, as: Self.officer).text
        #expect(before.contains("href=\"\(source.path)\""))
        let stamp = site.ward.stamp(by: .system)
        try await site.ward.database.write { try source.end(by: stamp, on: $0) }
        let after = try await site.client.get(Self.path, as: Self.officer).text
        #expect(!after.contains("href=\"\(source.path)\""))
        #expect(after.contains("終えた取込み元（1件）を見る"))
        let asked = try await site.client.get(
            "\(Self.path)?state=\(PercentCoding.encoded("終えました"))", as: Self.officer
        ).text
        #expect(asked.contains("href=\"\(source.path)\""))
    }

    @Test("A dataset of others is hidden with a reason, stays so when it is read again, and is shown again by a person")
    func hidden() async throws {
        let site = try await SampleCatalogue.site()
        _ = try await SampleCatalogue.publish(in: site.ward)
        let source = try await SampleHarvest.source(.ckan, in: site.ward)
        _ = try await SampleHarvest.harvest(
            source, [SampleHarvest.package("a"), SampleHarvest.package("b")], in: site.ward)
        let all = try await site.ward.database.read { try HarvestedDataset.of(source, on: $0) }
        let dataset = try #require(all.first { $0.record.identifier == "id-a" })
        let list = try await site.client.get("\(source.path)/records", as: Self.officer).text
        #expect(list.contains("href=\"\(dataset.staffPath)\""))
        let empty = try await site.client.post("\(dataset.staffPath)/hide", as: Self.officer)
        #expect(empty.status == .unprocessableContent)
        let form = ["reason": "個人の名前が題名にあるため。"]
        let other = try await site.client.post("\(dataset.staffPath)/hide", as: TestPerson(.editor), form)
        #expect(other.status == .forbidden)
        let done = try await site.client.post("\(dataset.staffPath)/hide", as: Self.officer, form)
        #expect(done.status == .seeOther)
        // Read again with another content, it is taken and stays hidden.
        let changed = SampleHarvest.package("a").replacing("説明", with: "新しい説明")
        let harvest = try await SampleHarvest.harvest(source, [changed, SampleHarvest.package("b")], in: site.ward)
        #expect(harvest.taken == 1)
        let catalogue = try await site.client.get("/opendata", as: nil).text
        #expect(!catalogue.contains("題名 a"))
        #expect(catalogue.contains("題名 b"))
        let page = try await site.client.get(dataset.path, as: nil)
        #expect(page.status == .gone)
        #expect(!page.text.contains("個人の名前が題名にあるため。"))
        let staff = try await site.client.get(dataset.staffPath, as: Self.officer).text
        #expect(staff.contains("個人の名前が題名にあるため。"))
        let shown = try await site.client.post("\(dataset.staffPath)/show", as: Self.officer)
        #expect(shown.status == .seeOther)
        let again = try await site.client.get(dataset.path, as: nil)
        #expect(again.status == .ok)
    }
}
