import HTTPTypes
import NIOCore
import SiteTesting
import Storage
import Testing
import Ward

@testable import OpenData
@testable import Site

@Suite("The Action API of CKAN")
struct CKANTests {
    /// As ckanapi asks: JSON by POST, the key in a header without a scheme.
    static func post(
        _ site: TestSite, _ action: String, _ json: JSON, key: String? = nil, base: String = "/api/action"
    ) async throws -> SiteAnswer {
        var headers: HTTPFields = [.contentType: "application/json"]
        if let key { headers[.authorization] = key }
        return try await site.client.execute(
            .post, "\(base)/\(action)", headers: headers, body: ByteBuffer(string: json.canonical))
    }

    /// - Returns: a token of somebody who keeps the catalogue.
    static func token(_ site: TestSite, mayWrite: Bool = true) async throws -> String {
        let now = site.ward.clock.now()
        let person = TestPerson(.dataOfficer).signedIn(WardGrants.all.merging(OpenDataGrants.all))
        let stamp = site.ward.stamp(by: person.actor)
        return try await site.ward.database.write { connection in
            try SettingStore.askSecondFactor(false, by: stamp, on: connection)
            try connection.execute(
                """
                INSERT INTO person (id, login_name, name, password_hash, password_set_at, is_active, created_at)
                VALUES (\(TestPerson.id), 'hanako', \(TestPerson.name), 'none', \(now), 1, \(now))
                """)
            try connection.execute(
                "INSERT INTO person_role (id, person, role) VALUES ('01J00000000000000000000009', \(TestPerson.id), \(Role.dataOfficer))"
            )
            return try AccessTokenStore.create(
                AccessTokenStore.Wish(
                    name: "見本", mayWrite: mayWrite, permissions: nil, lastDay: stamp.today.adding(days: 1)),
                for: person, by: stamp, on: connection)
        }
    }

    @Test("Lists, shows and searches answer by GET and POST at both addresses, with help, success and result")
    func reading() async throws {
        let site = try await SampleCatalogue.site()
        let (dataset, resource, _) = try await SampleCatalogue.publish(in: site.ward)
        for base in ["/api/action", "/api/3/action"] {
            let names = try await Self.post(site, "package_list", [:], base: base).json
            #expect(names["success"] == true)
            #expect(names["result"]?.array == ["parks"])
            let shown = try await site.client.get("\(base)/package_show?id=parks", as: nil).json
            #expect(shown["result"]?["id"]?.string == dataset.id.text)
            #expect(shown["result"]?["resources"]?.array?.first?["id"]?.string == resource.id.text)
        }
        let found = try await Self.post(site, "package_search", ["q": "広場", "fq": "tags:公園", "facet.field": ["tags"]])
            .json
        #expect(found["result"]?["count"]?.integer == 1)
        #expect(found["result"]?["facets"]?["tags"]?["公園"]?.integer == 1)
        // * stands for any value.
        for (filter, count) in [("tags:*", 1), ("-tags:*", 0)] {
            let any = try await Self.post(site, "package_search", ["fq": .string(filter)]).json
            #expect(any["result"]?["count"] == JSON(count), "\(filter)")
        }
        let sorted = try await Self.post(site, "package_search", ["sort": "name desc; drop"])
        #expect(sorted.status == .conflict)
        let others = try await Self.post(site, "package_search", ["fq": "organization:unit-9"]).json
        #expect(others["result"]?["count"]?.integer == 0)
        for action in ["status_show", "organization_list", "group_list", "tag_list", "license_list"] {
            let answer = try await Self.post(site, action, [:])
            #expect(answer.status == .ok, "\(action)")
            #expect(try answer.json["success"] == true, "\(action)")
        }
    }

    @Test(
        "A condition that cannot be read, or is longer than an address, is refused in the shape of CKAN",
        arguments: ["q=%GG", "q=%00", "q=" + String(repeating: "6", count: 8_000)])
    func malformed(query: String) async throws {
        let site = try await SampleCatalogue.site()
        let answer = try await site.client.get("/api/3/action/package_search?\(query)", as: nil)
        #expect(answer.status == .badRequest)
        #expect(answer.headers[.contentType]?.hasPrefix("application/json") ?? false)
        #expect(try answer.json["success"] == false)
    }

    @Test("Rows are filtered, ordered, paged and counted exactly; codes are text and figures are numbers")
    func rows() async throws {
        let site = try await SampleCatalogue.site()
        let (_, resource, _) = try await SampleCatalogue.publish(in: site.ward)
        let id = JSON.string(resource.id.text)
        let parks = try await Self.post(
            site, "datastore_search", ["resource_id": id, "filters": ["種別": "公園"], "sort": "名称 desc", "limit": 1])
        #expect(parks.text.contains("\"total\":2"))
        #expect(parks.text.contains("髙井戸公園"))
        #expect(!parks.text.contains("一丁目公園"))
        #expect(parks.text.contains("\"面積\":12.5"))
        #expect(parks.text.contains("\"ID\":\"0001\""))
        let next = try await Self.post(
            site, "datastore_search",
            ["resource_id": id, "filters": ["種別": ["公園"]], "sort": "名称 desc", "limit": 1, "offset": 1])
        #expect(next.text.contains("一丁目公園"))
        let sent = PercentCoding.encoded("{\"種別\":\"広場\"}")
        let got = try await site.client.get(
            "/api/3/action/datastore_search?resource_id=\(resource.id)&filters=\(sent)", as: nil)
        #expect(got.text.contains("\"total\":1"))
        let words = try await Self.post(site, "datastore_search", ["resource_id": id, "q": "アンテナ"])
        #expect(words.text.contains("\"total\":1"))
    }

    @Test("What is counted, sorted by or looked for again and again is so once, and what is too much is refused")
    func repeated() async throws {
        let site = try await SampleCatalogue.site()
        _ = try await SampleCatalogue.publish(in: site.ward)
        let counted = try await Self.post(
            site, "package_search",
            [
                "facet.field": .array(Array(repeating: "tags", count: 50_000)),
                "sort": .string(String(repeating: "name asc,", count: 50_000) + "name desc"),
                "q": .string(String(repeating: "公園 ", count: 5_000)),
                "fq_list": .array(Array(repeating: "tags:公園", count: 5_000)),
            ])
        #expect(counted.status == .ok)
        #expect(try counted.json["result"]?["count"]?.integer == 1)
        #expect(try counted.json["result"]?["facets"]?["tags"]?["公園"]?.integer == 1)
        let words = JSON.string((0..<101).map { "語\($0)" }.joined(separator: " "))
        let searched = try await Self.post(site, "package_search", ["q": words])
        #expect(searched.status == .conflict)
        #expect(try searched.json["error"]?["q"]?.array?.count == 1)
        let filtered = try await Self.post(
            site, "package_search", ["fq_list": .array((0..<101).map { .string("tags:\($0)") })])
        #expect(filtered.status == .conflict)
        #expect(try filtered.json["error"]?["__type"]?.string == "Search Query Error")
    }

    @Test("Pages of other sites read every answer of what reads, refusals too, and none of what writes")
    func sharing() async throws {
        let site = try await SampleCatalogue.site()
        let (_, resource, _) = try await SampleCatalogue.publish(in: site.ward)
        for path in [
            "package_list", "package_show?id=none", "datastore_search?resource_id=\(resource.id)", "no_such_action",
            "package_search?q=%GG",
        ] {
            let answer = try await site.client.get("/api/3/action/\(path)", as: nil)
            #expect(answer.headers[.accessControlAllowOrigin] == "*", "\(path)")
        }
        let asked = try await site.client.execute(.options, "/api/action/datastore_search", headers: [:])
        #expect(asked.status == .noContent)
        #expect(asked.headers[.accessControlAllowMethods] == "GET, POST")
        let writing = try await site.client.execute(.options, "/api/action/package_patch", headers: [:])
        #expect(writing.headers[.accessControlAllowOrigin] == nil)
        let refused = try await Self.post(site, "package_create", ["name": "new-one"])
        #expect(refused.status == .forbidden)
        #expect(refused.headers[.accessControlAllowOrigin] == nil)
    }

    @Test(
        "A body as curl sends it is read as JSON, and another method or a longer name is refused in the shape of CKAN")
    func clumsy() async throws {
        let site = try await SampleCatalogue.site()
        _ = try await SampleCatalogue.publish(in: site.ward)
        let shown = try await site.client.execute(
            .post, "/api/3/action/package_show", headers: [.contentType: "application/x-www-form-urlencoded"],
            body: ByteBuffer(string: "{\"id\":\"parks\"}"))
        #expect(try shown.json["result"]?["name"]?.string == "parks")
        let name = String(repeating: "a", count: 3_000)
        let asked: [(HTTPRequest.Method, String, Int)] = [
            (.put, "/api/3/action/package_show", 405), (.get, "/api/3/action/\(name)", 400), (.get, "/api/3/none", 404),
        ]
        for (method, path, status) in asked {
            let answer = try await site.client.execute(method, path, headers: [.accept: "text/html"])
            #expect(answer.status.code == status)
            #expect(try answer.json["success"] == false)
            #expect(try answer.json["error"]?["__type"]?.string != nil)
        }
    }

    @Test("What changes something comes by POST alone")
    func getting() async throws {
        let site = try await SampleCatalogue.site()
        let token = try await Self.token(site)
        for base in ["/api/action", "/api/3/action"] {
            let answer = try await site.client.execute(
                .get, "\(base)/package_create?name=by-get", headers: [.authorization: token])
            #expect(answer.status == .badRequest)
            #expect(try answer.json.string?.contains("POST") == true)
        }
        let count = try await site.ward.database.read { try Dataset.list("", on: $0).count }
        #expect(count == 0)
    }

    @Test("What is wrong has the types that clients know, with a list for each field")
    func errors() async throws {
        let site = try await SampleCatalogue.site()
        let (_, resource, _) = try await SampleCatalogue.publish(in: site.ward)
        let missing = try await Self.post(site, "package_show", ["id": "nothing"])
        #expect(missing.status == .notFound)
        #expect(try missing.json["error"]?["__type"]?.string == "Not Found Error")
        for name in ["no_such_action", "datastore_search_sql"] {
            let unknown = try await Self.post(site, name, [:])
            #expect(unknown.status == .badRequest)
            #expect(try unknown.json.string == "Bad request - Action name not known: \(name)")
        }
        let wrong = try await Self.post(
            site, "datastore_search", ["resource_id": .string(resource.id.text), "filters": ["ない列": "x"]])
        #expect(wrong.status == .conflict)
        #expect(try wrong.json["error"]?["__type"]?.string == "Validation Error")
        #expect(try wrong.json["error"]?["filters"]?.array?.count == 1)
        let query = try await Self.post(site, "package_search", ["sort": "nonsense asc"])
        #expect(try query.json["error"]?["__type"]?.string == "Search Query Error")
        let denied = try await Self.post(site, "package_create", ["name": "new-one"])
        #expect(denied.status == .forbidden)
        #expect(try denied.json["error"]?["__type"]?.string == "Authorization Error")
        let broken = try await site.client.execute(
            .post, "/api/3/action/package_list", headers: [.contentType: "application/json"],
            body: ByteBuffer(string: "{"))
        #expect(try broken.json["error"]?["__type"]?.string == "Validation Error")
    }

    @Test("With a token for changes a dataset is described and described anew; what is wrong is told at once")
    func writing() async throws {
        let site = try await SampleCatalogue.site()
        let token = try await Self.token(site)
        let wrong = try await Self.post(
            site, "package_create", ["name": "Not A Name", "license_id": "secret", "owner_org": "unit-none"], key: token
        )
        #expect(wrong.status == .conflict)
        for field in ["name", "license_id", "owner_org"] {
            #expect(try wrong.json["error"]?[field]?.array?.isEmpty == false, "\(field)")
        }
        let controls = try await Self.post(
            site, "package_create", ["name": "new-two", "title": "題\u{7}名", "tags": [["name": "見\u{1}本"]]], key: token)
        #expect(controls.status == .conflict)
        for field in ["title", "tags"] {
            let words = try controls.json["error"]?[field]?.array?.compactMap(\.string) ?? []
            #expect(words.count == 1, "\(field)")
            #expect(words.first?.contains("制御文字") == true, "\(field): \(words)")
        }
        let made = try await Self.post(
            site, "package_create",
            ["name": "new-one", "title": "新しいデータ", "license_id": "CC-BY-4.0", "tags": [["name": "見本"]]], key: token)
        #expect(made.status == .ok)
        #expect(try made.json["result"]?["private"] == true)
        let again = try await Self.post(site, "package_create", ["name": "new-one"], key: token)
        #expect(try again.json["error"]?["name"]?.array?.count == 1)
        let patched = try await Self.post(site, "package_patch", ["id": "new-one", "title": "直した題名"], key: token)
        #expect(try patched.json["result"]?["title"]?.string == "直した題名")
        #expect(try patched.json["result"]?["license_id"]?.string == "CC-BY-4.0")
        #expect(try await Self.post(site, "package_show", ["id": "new-one"]).status == .notFound)
        #expect(try await Self.post(site, "package_show", ["id": "new-one"], key: token).status == .ok)
    }

    @Test("A token for reading changes nothing, a wrong one lets nobody in, and a session counts for nothing")
    func keys() async throws {
        let site = try await SampleCatalogue.site()
        let token = try await Self.token(site, mayWrite: false)
        let read = try await Self.post(site, "package_create", ["name": "new-one"], key: token)
        #expect(read.status == .forbidden)
        let wrong = try await Self.post(site, "package_list", [:], key: "nonsense")
        #expect(wrong.status == .unauthorized)
        #expect(try wrong.json["error"]?["__type"]?.string == "Authorization Error")
        let session = try await site.client.execute(
            .post, "/api/3/action/package_create",
            headers: [.contentType: "application/json", .cookie: site.client.cookie(of: TestPerson(.dataOfficer))],
            body: ByteBuffer(string: "{\"name\":\"new-one\"}"))
        #expect(session.status == .forbidden)
        let count = try await site.ward.database.read { try Dataset.list("", on: $0).count }
        #expect(count == 0)
    }
}
