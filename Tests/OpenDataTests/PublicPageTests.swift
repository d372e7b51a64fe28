import HTTPTypes
import Japanese
import SiteTesting
import Storage
import Testing
import Ward

@testable import OpenData
@testable import Site

@Suite("Open data for everybody")
struct PublicPageTests {
    @Test("A resident finds a dataset by other letters and other words, and reads its rows, without signing in")
    func finding() async throws {
        let site = try await SampleCatalogue.site()
        _ = try await SampleCatalogue.publish(in: site.ward)
        for word in ["公園", "広場", "park", "経度"] {
            let page = try await site.client.get("/opendata?q=\(PercentCoding.encoded(word))", as: nil)
            #expect(page.text.contains("/opendata/datasets/parks"), "\(word)")
        }
        let nothing = try await site.client.get("/opendata?q=\(PercentCoding.encoded("消防"))", as: nil)
        #expect(!nothing.text.contains("/opendata/datasets/parks"))
        let rows = try await site.client.get(
            "/opendata/datasets/parks/data?q=\(PercentCoding.encoded("アンテナ"))", as: nil)
        #expect(rows.text.contains("ｱﾝﾃﾅ広場"))
        #expect(rows.text.contains("1行（全3行から）"))
        #expect(rows.text.contains("<svg"))
    }

    @Test("An empty catalogue names the step that the person can take, and to others who takes it")
    func nothingYet() async throws {
        let site = try await SampleCatalogue.site()
        let officer = try await site.client.get(DatasetListPage.path, as: TestPerson(.dataOfficer)).text
        #expect(officer.contains("「データセットを登録する」から始めます。"))
        #expect(officer.contains("href=\"\(NewDatasetPage.path)\""))
        let auditor = try await site.client.get(DatasetListPage.path, as: TestPerson(.auditor)).text
        #expect(auditor.contains("オープンデータの担当が登録すると"))
        #expect(!auditor.contains("から始めます"))
    }

    @Test("A release has one address for good, with the hash of its bytes; latest leads to the newest")
    func addresses() async throws {
        let site = try await SampleCatalogue.site()
        let (_, resource, first) = try await SampleCatalogue.publish(in: site.ward)
        let path = "/opendata/datasets/parks/data"
        let before = try await site.client.get("\(path)/1/data.csv", as: nil)
        #expect(before.status == .ok)
        #expect(ContentHash.of(before.body.readableBytesView) == first.content)
        #expect(before.headers[.cacheControl] == "public, max-age=86400, must-revalidate")
        let tag = try #require(before.headers[.eTag])
        let held = try await site.client.get("\(path)/1/data.csv", as: nil, headers: ["If-None-Match": tag])
        #expect(held.status == .notModified)
        #expect(held.body.readableBytes == 0)
        let head = try await site.client.ask(.head, "\(path)/1/data.csv", as: nil)
        #expect(head.status == .ok)
        let today = site.ward.clock.today
        let taken = try await site.ward.database.read { try Download.total(from: today, to: today, on: $0) }
        #expect(taken == 1)
        // A download that broke off goes on, and is none more.
        let whole = Array(before.body.readableBytesView)
        #expect(before.headers[.acceptRanges] == "bytes")
        func part(_ range: String, _ more: [String: String] = [:]) async throws -> (Int, [UInt8], String?) {
            let headers = ["Range": range].merging(more) { own, _ in own }
            let answer = try await site.client.get("\(path)/1/data.csv", as: nil, headers: headers)
            return (answer.status.code, Array(answer.body.readableBytesView), answer.headers[.contentRange])
        }
        let rest = try await part("bytes=7-", ["If-Range": tag])
        #expect(rest == (206, Array(whole[7...]), "bytes 7-\(whole.count - 1)/\(whole.count)"))
        let end = try await part("bytes=-4")
        #expect(end == (206, Array(whole.suffix(4)), "bytes \(whole.count - 4)-\(whole.count - 1)/\(whole.count)"))
        let other = try await part("bytes=7-", ["If-Range": "\"other\""])
        #expect(other == (200, whole, nil))
        let behind = try await part("bytes=\(whole.count)-")
        #expect(behind == (416, [], "bytes */\(whole.count)"))
        let takenYet = try await site.ward.database.read { try Download.total(from: today, to: today, on: $0) }
        // The one that began anew is one more.
        #expect(takenYet == 3)
        for written in ["data/01", "data/+1", "data/-1", "data/1%20"] {
            let answer = try await site.client.get("/opendata/datasets/parks/\(written)/data.csv", as: nil)
            #expect(answer.status == .notFound, "\(written)")
        }
        #expect(
            try await site.client.get("\(path)/latest/data.csv", as: nil).headers[.location] == "\(path)/1/data.csv")
        _ = try await SampleCatalogue.release(Array(SampleCatalogue.rows.prefix(2)), of: resource, in: site.ward)
        #expect(
            try await site.client.get("\(path)/latest/data.csv", as: nil).headers[.location] == "\(path)/2/data.csv")
        #expect(try await site.client.get("\(path)/1/data.csv", as: nil).text == before.text)
        let page = try await site.client.get("\(path)/2", as: nil)
        #expect(page.text.contains("追加0行、削除1行、変更0行"))
        #expect(try await site.client.get("\(path)/3", as: nil).status == .notFound)
        #expect(try await site.client.get("\(path)/3/data.csv", as: nil).status == .notFound)
    }

    @Test("A release is had as JSON, GeoJSON, Excel and with its descriptions")
    func forms() async throws {
        let site = try await SampleCatalogue.site()
        _ = try await SampleCatalogue.publish(in: site.ward)
        let path = "/opendata/datasets/parks/data/1"
        let json = try await site.client.get("\(path)/data.json", as: nil)
        #expect(json.text.contains("\"ID\":\"0001\""))
        #expect(json.text.contains("\"面積\":12.5"))
        let places = try await site.client.get("\(path)/data.geojson", as: nil)
        #expect(places.text.contains("\"coordinates\":[139.615,35.683]"))
        #expect(try await site.client.get("\(path)/data.xlsx", as: nil).status == .ok)
        let package = try await site.client.get("\(path)/datapackage.json", as: nil).json
        #expect(package["resources"]?.array?.first?["schema"]?["fields"]?.array?.count == SampleCatalogue.heads.count)
        let described = try await site.client.get("\(path)/data.csv-metadata.json", as: nil).json
        #expect(described["url"]?.string == "data.csv")
        let catalogue = try await site.client.get("/opendata/catalog.jsonld", as: nil).json
        #expect(catalogue["@type"]?.string == "dcat:Catalog")
        let turtle = try await site.client.get("/opendata/catalog.ttl", as: nil)
        #expect(turtle.text.contains("a dcat:Dataset"))
        let feed = try await site.client.get("/opendata/feed.atom", as: nil)
        #expect(feed.text.contains("<entry><id>"))
    }

    @Test("A control character that stands in a title spoils the feed for nobody")
    func feed() async throws {
        let site = try await SampleCatalogue.site()
        let (dataset, _, _) = try await SampleCatalogue.publish(in: site.ward)
        let stamp = site.ward.stamp(by: .system)
        try await site.ward.database.write { connection in
            var told = dataset.told
            told.title = "鐘\u{7}と赤\u{1B}の公園"
            try dataset.rewrite(told, by: stamp, on: connection)
        }
        let feed = try await site.client.get("/opendata/feed.atom", as: nil)
        #expect(feed.text.contains("鐘と赤の公園"))
        #expect(!feed.text.utf8.contains { $0 < 0x20 && $0 != 0x0A })
    }

    @Test("Downloads are counted by release and day")
    func counting() async throws {
        let site = try await SampleCatalogue.site()
        _ = try await SampleCatalogue.publish(in: site.ward)
        for _ in 0..<3 { _ = try await site.client.get("/opendata/datasets/parks/data/1/data.csv", as: nil) }
        let day = site.ward.clock.today
        let total = try await site.ward.database.read { try Download.total(from: day, to: day, on: $0) }
        #expect(total == 3)
    }

    @Test("What is not public any more says so, and what is withheld says why")
    func withheld() async throws {
        let site = try await SampleCatalogue.site()
        let (dataset, _, _) = try await SampleCatalogue.publish(in: site.ward)
        let stamp = site.ward.stamp(by: .system)
        try await site.ward.database.write { connection in
            try dataset.decide(
                .withheld, reason: "個人に関する情報を含むため。", article: "条例第6条", by: stamp, on: connection)
        }
        #expect(try await site.client.get("/opendata/datasets/parks", as: nil).status == .gone)
        #expect(try await site.client.get("/opendata/datasets/parks/data/1/data.csv", as: nil).status == .gone)
        let page = try await site.client.get("/opendata/withheld", as: nil)
        #expect(page.text.contains("個人に関する情報を含むため。"))
        #expect(page.text.contains("条例第6条"))
    }

    @Test("A wish is public with its answer, not before, and one network may send a few a day")
    func requests() async throws {
        let site = try await SampleCatalogue.site()
        let stamp = site.ward.stamp(by: .system)
        let asked = try await site.ward.database.write { connection in
            try DataRequest.ask("街路灯の場所", purpose: nil, client: "c", by: stamp, on: connection)
        }
        #expect(asked.dueOn > stamp.today.adding(days: 20))
        #expect(!(try await site.client.get("/opendata/requests", as: nil).text.contains("街路灯の場所")))
        try await site.ward.database.write { connection in
            try asked.answer(RequestAnswer(outcome: .planned, words: "来月に公開します。"), by: stamp, on: connection)
        }
        let page = try await site.client.get("/opendata/requests", as: nil)
        #expect(page.text.contains("街路灯の場所"))
        #expect(page.text.contains("来月に公開します。"))
        for number in 2...DataRequest.clientMax {
            _ = try await site.ward.database.write {
                try DataRequest.ask("要望\(number)", purpose: nil, client: "c", by: stamp, on: $0)
            }
        }
        await #expect(throws: OpenDataRefusal.tooManyRequests) {
            _ = try await site.ward.database.write {
                try DataRequest.ask("多すぎる要望", purpose: nil, client: "c", by: stamp, on: $0)
            }
        }
        _ = try await site.ward.database.write {
            try DataRequest.ask("ほかの回線から", purpose: nil, client: "d", by: stamp, on: $0)
        }
    }
}
