import HTTPTypes
import NIOCore
import Site
import SiteTesting
import Storage
import Testing
import Ward

@testable import OpenData

@Suite("Rows by the Action API of CKAN")
struct CKANRowsTests {
    private static func search(_ site: TestSite, _ resource: Resource, _ asked: JSON) async throws -> SiteAnswer {
        guard case .object(var members) = asked else {
            return try await CKANTests.post(site, "datastore_search", asked)
        }
        members["resource_id"] = .string(resource.id.text)
        return try await CKANTests.post(site, "datastore_search", .object(members))
    }

    @Test("A column that is named thousands of times is given and sorted by once")
    func repeated() async throws {
        let site = try await SampleCatalogue.site()
        let (_, resource, _) = try await SampleCatalogue.publish(in: site.ward)
        let names = JSON.array(Array(repeating: "名称", count: 15_000))
        let many = try await Self.search(site, resource, ["fields": names, "limit": 32_000]).json["result"]
        let once = try await Self.search(site, resource, ["fields": ["名称"]]).json["result"]
        #expect(many?["records"] == once?["records"])
        #expect(many?["fields"]?.array?.count == 2)
        #expect(once?["records"]?.array?.first == ["_id": 1, "名称": "髙井戸公園"])
        let sort = JSON.string(String(repeating: "種別,", count: 60_000) + "名称 desc")
        let sorted = try await Self.search(site, resource, ["fields": ["名称"], "sort": sort]).json["result"]
        #expect(
            sorted?["records"]?.array?.map { $0["名称"]?.string ?? "" } == ["髙井戸公園", "一丁目公園", "ｱﾝﾃﾅ広場"])
        let unknown = try await Self.search(
            site, resource, ["fields": .array((0..<5_000).map { .string("ない列\($0)") })])
        #expect(unknown.status == .conflict)
        #expect(try unknown.json["error"]?["fields"]?.array?.count == 20)
    }

    @Test("An answer is no longer than its bound: fewer rows come, it is told, and the rest follows")
    func bytes() async throws {
        let site = try await SampleCatalogue.site()
        let stamp = site.ward.stamp(by: .system)
        // Every row says the names of its columns: a small file becomes a long answer. So many rows are looked through apart.
        let heads = ["番号", String(repeating: "長", count: 2_500)]
        let rows = (0..<6_000).map { ["\($0)", "甲"] }
        let resource = try await site.ward.database.write { connection in
            let dataset = try Dataset.create(
                DatasetDescription(name: "long", title: "長い", notes: "", unit: nil), by: stamp, on: connection)
            let resource = try Resource.create("data", title: "長い", of: dataset, by: stamp, on: connection)
            let file = try SampleCatalogue.file(rows, heads: heads)
            try Release.handIn(file, for: resource, by: stamp, on: connection).publish(by: stamp, on: connection)
            return resource
        }
        let first = try await Self.search(site, resource, ["limit": 32_000])
        #expect(first.status == .ok)
        #expect(first.body.readableBytes < 33 << 20)
        let told = String(first.text.suffix(30_000))
        #expect(told.contains("\"records_truncated\":true"))
        #expect(told.contains("\"total\":6000"))
        let given = try #require(told.firstMatch(of: /"limit":(\d+)/).flatMap { Int($0.1) })
        #expect((1..<6_000).contains(given))
        #expect(told.contains("&offset=\(given)\""))
        let rest = try await Self.search(site, resource, ["limit": 32_000, "offset": JSON(given)])
        #expect(rest.text.hasPrefix("{\"help\":"))
        #expect(rest.text.contains("{\"records\":[{\"_id\":\(given + 1),"))
        #expect(rest.text.contains("{\"_id\":6000,"))
        #expect(!rest.text.contains("records_truncated"))
    }

    @Test("Of all filters there are so many values; numbers are compared as they are written")
    func filters() async throws {
        let site = try await SampleCatalogue.site()
        let (_, resource, _) = try await SampleCatalogue.publish(in: site.ward)
        func absent(_ count: Int) -> JSON { .array((0..<count).map { .string("ない公園\($0)") }) }
        let refused = try await Self.search(site, resource, ["filters": ["名称": absent(10_000)]])
        #expect(refused.status == .conflict)
        #expect(try refused.json["error"]?["__type"]?.string == "Validation Error")
        #expect(try refused.json["error"]?["filters"]?.array?.count == 1)
        let together = try await Self.search(
            site, resource, ["filters": ["名称": absent(600), "種別": absent(600)]])
        #expect(together.status == .conflict)
        var wanted = absent(999).array ?? []
        wanted.append("一丁目公園")
        let taken = try await Self.search(site, resource, ["filters": ["名称": .array(wanted)]])
        #expect(taken.text.contains("\"total\":1,"))
        for (number, total) in [("35.683", 1), ("35.690", 1), ("35.69", 0), ("[35.683, 35.700]", 2)] {
            let filters = "{\"緯度\": \(number)}"
            let posted = try await site.client.execute(
                .post, "/api/action/datastore_search", headers: [.contentType: "application/json"],
                body: ByteBuffer(string: "{\"resource_id\": \"\(resource.id)\", \"filters\": \(filters)}"))
            #expect(posted.text.contains("\"total\":\(total),"), "\(number)")
            let got = try await site.client.get(
                "/api/3/action/datastore_search?resource_id=\(resource.id)&filters=\(PercentCoding.encoded(filters))",
                as: nil)
            #expect(got.text.contains("\"total\":\(total),"), "\(number)")
        }
    }

    @Test(
        "What cannot be read is refused under its name, never passed over",
        arguments: [
            ("limit", true), ("limit", [1]), ("limit", [:]), ("limit", "1.5"), ("offset", "-1"),
            ("fields", "[\"名称\""), ("fields", [["名称"]]), ("sort", ["名称": "asc"]), ("q", ["名称": "公園"]),
            ("filters", "{"), ("filters", ["名称": [["公園"]]]), ("include_total", []), ("records_format", "csv"),
            ("distinct", true),
        ] as [(String, JSON)])
    func unreadable(field: String, sent: JSON) async throws {
        let site = try await SampleCatalogue.site()
        let (_, resource, _) = try await SampleCatalogue.publish(in: site.ward)
        let answer = try await Self.search(site, resource, .object([field: sent]))
        #expect(answer.status == .conflict)
        #expect(try answer.json["error"]?["__type"]?.string == "Validation Error")
        #expect(try answer.json["error"]?[field]?.array?.isEmpty == false)
    }

    @Test("The next page is the same question, and behind the last one lies an empty page and nothing more")
    func links() async throws {
        let site = try await SampleCatalogue.site()
        let (_, resource, _) = try await SampleCatalogue.publish(in: site.ward)
        var answer = try await Self.search(
            site, resource,
            ["filters": ["種別": "公園"], "q": "公園", "fields": ["名称"], "sort": "名称 desc", "limit": 1])
        var names: [String] = []
        var pages = 0
        while pages < 10 {
            let result = try answer.json["result"]
            pages += 1
            names += result?["records"]?.array?.compactMap { $0["名称"]?.string } ?? []
            #expect(result?["records"]?.array?.allSatisfy { $0["種別"] == nil } == true)
            guard let next = result?["_links"]?["next"]?.string else { break }
            answer = try await site.client.get(next, as: nil)
        }
        #expect(names == ["髙井戸公園", "一丁目公園"])
        #expect(pages == 3)
        let none = try await Self.search(site, resource, ["fields": ["名称"], "limit": 0]).json["result"]
        #expect(none?["_links"]?["next"] == nil)
        #expect(none?["total"]?.integer == 3)
    }
}
