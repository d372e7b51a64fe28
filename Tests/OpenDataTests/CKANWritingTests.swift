import SiteTesting
import Storage
import Testing
import Ward

@testable import OpenData

@Suite("Describing datasets by the Action API of CKAN")
struct CKANWritingTests {
    private static func count(_ site: TestSite) async throws -> Int {
        try await site.ward.database.read { try Dataset.list("", on: $0).count }
    }

    @Test(
        "What the page's form does not take is not taken here either",
        arguments: [
            ("title", "鐘\u{7}"), ("title", "赤\u{1B}[31m"), ("title", "一行目\n二行目"), ("title", "右\u{202E}左"),
            ("title", .string(String(repeating: "長", count: 121))), ("title", ["題"]),
            ("notes", "鐘\u{7}"), ("notes", .string(String(repeating: "長", count: 2_001))), ("name", "a\u{7}"),
            ("tags", .array((0..<20_000).map { ["name": .string("タグ\($0)")] })), ("tags", ["鐘\u{7}"]),
            ("tags", ["二つ、ある"]), ("tags", ["二行\nある"]), ("tags", "公園"), ("tags", [["title": "公園"]]),
            ("title", "台帳 1234-5678-9018"), ("notes", "番号は１２３４　５６７８　９０１８です。"), ("tags", ["123456789018"]),
            ("title", "\u{200B}"), ("title", "\u{3164}\u{2060}"), ("notes", "\u{AD}"),
            ("groups", ["nonsense"]), ("license_id", "secret"),
        ] as [(String, JSON)])
    func rules(field: String, sent: JSON) async throws {
        let site = try await SampleCatalogue.site()
        let token = try await CKANTests.token(site)
        let wish: JSON = ["name": "new-one", "title": "題", "notes": "説明"]
        guard case .object(var members) = wish else { return }
        members[field] = sent
        let refused = try await CKANTests.post(site, "package_create", .object(members), key: token)
        #expect(refused.status == .conflict)
        #expect(try refused.json["error"]?[field]?.array?.isEmpty == false)
        let count = try await Self.count(site)
        #expect(count == 0)
        let made = try await CKANTests.post(site, "package_create", wish, key: token)
        #expect(made.status == .ok)
        let patched = try await CKANTests.post(
            site, "package_patch", .object(["id": "new-one", field: sent]), key: token)
        #expect(patched.status == .conflict)
        let kept = try await site.ward.database.read { try Dataset.named("new-one", on: $0) }
        #expect(kept?.revision == 0)
    }

    @Test("Texts are taken as the page takes them, tags and groups each once; U+0000 is refused where it comes in")
    func taken() async throws {
        let site = try await SampleCatalogue.site()
        let token = try await CKANTests.token(site)
        let made = try await CKANTests.post(
            site, "package_create",
            [
                "name": "new-one", "title": "  題　", "notes": "一行目\r\n二行目",
                "tags": .array(Array(repeating: ["name": "公園"], count: 20_000)),
                "groups": [["name": "disaster"], ["name": "disaster"]],
            ], key: token)
        #expect(made.status == .ok)
        let kept = try #require(try await site.ward.database.read { try Dataset.named("new-one", on: $0) })
        #expect(kept.title == "題")
        #expect(kept.notes == "一行目\n二行目")
        #expect(kept.tags == ["公園"])
        #expect(kept.themes == [.disaster])
        for field in ["title", "id", "tags"] {
            let value: JSON = field == "tags" ? [["name": "公\u{0}園"]] : "公\u{0}園"
            let refused = try await CKANTests.post(
                site, "package_patch", .object(["id": "new-one"].merging([field: value]) { $1 }), key: token)
            #expect(refused.status == .badRequest)
            #expect(try refused.json["error"]?["__type"]?.string == "Validation Error")
        }
    }

    @Test("What no description takes is refused by its name, and nothing is written")
    func lost() async throws {
        let site = try await SampleCatalogue.site()
        let token = try await CKANTests.token(site)
        let refused = try await CKANTests.post(
            site, "package_create",
            [
                "name": "new-one", "private": true, "resources": [["url": "https://example.jp/a.csv"]],
                "maintainer": "公園課", "author": "", "extras": [],
            ], key: token)
        #expect(refused.status == .conflict)
        for field in ["private", "resources", "maintainer"] {
            #expect(try refused.json["error"]?[field]?.array?.count == 1, "\(field)")
        }
        for field in ["author", "extras", "name"] { #expect(try refused.json["error"]?[field] == nil, "\(field)") }
        let count = try await Self.count(site)
        #expect(count == 0)
        _ = try await SampleCatalogue.publish(in: site.ward)
        for (field, sent) in [("private", true), ("resources", [["name": "別のデータ"]]), ("state", "deleted")]
            as [(String, JSON)]
        {
            let patched = try await CKANTests.post(
                site, "package_patch", .object(["id": "parks", field: sent, "title": "直した題名"]), key: token)
            #expect(patched.status == .conflict, "\(field)")
            #expect(try patched.json["error"]?[field]?.array?.count == 1, "\(field)")
        }
        let kept = try await site.ward.database.read { try Dataset.named("parks", on: $0) }
        #expect(kept?.title == "公園の一覧")
    }

    @Test("What was shown may be sent back whole with a word changed")
    func roundTrip() async throws {
        let site = try await SampleCatalogue.site()
        let token = try await CKANTests.token(site)
        _ = try await SampleCatalogue.publish(in: site.ward)
        let shown = try await CKANTests.post(site, "package_show", ["id": "parks"], key: token).json["result"]
        guard case .object(var members)? = shown else {
            Issue.record("no dataset")
            return
        }
        members["title"] = "直した題名"
        let patched = try await CKANTests.post(site, "package_patch", .object(members), key: token)
        #expect(patched.status == .ok, "\(patched.text)")
        #expect(try patched.json["result"]?["title"]?.string == "直した題名")
        #expect(try patched.json["result"]?["tags"] == members["tags"])
    }

    @Test("The name of a public dataset stays, and whoever changes it is told so, by the API and on the page")
    func name() async throws {
        let site = try await SampleCatalogue.site()
        let token = try await CKANTests.token(site)
        let (dataset, _, _) = try await SampleCatalogue.publish(in: site.ward)
        let patched = try await CKANTests.post(site, "package_patch", ["id": "parks", "name": "gardens"], key: token)
        #expect(patched.status == .conflict)
        #expect(try patched.json["error"]?["name"]?.array?.count == 1)
        let page = try await site.client.post(
            dataset.path, as: TestPerson(.dataOfficer),
            [
                "title": "公園の一覧", "name": "gardens", "notes": "区の公園です。", "frequency": "MONTHLY",
                "licence": "PDL-1.0", "revision": "\(dataset.revision)",
            ])
        #expect(page.status == .unprocessableContent)
        #expect(page.text.contains("公開したデータセットの識別名"))
        let kept = try await site.ward.database.read { try Dataset.known(dataset.id, on: $0) }
        #expect(kept.name == "parks")
        #expect(kept.revision == dataset.revision)
    }
}
