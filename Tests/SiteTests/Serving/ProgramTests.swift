import HTTPTypes
import NIOCore
import SiteTesting
import Testing
import Ward

@testable import Site

@Suite("Programs that send JSON")
struct ProgramTests {
    private func send(
        _ client: SiteClient, _ path: String, _ body: String, as person: TestPerson? = TestPerson(.administrator),
        headers: HTTPFields = [:]
    ) async throws -> (status: Int, json: JSON) {
        var headers = headers
        headers[.contentType] = "application/json; charset=utf-8"
        if let person { headers[.cookie] = client.cookie(of: person) }
        let answer = try await client.execute(.post, path, headers: headers, body: ByteBuffer(string: body))
        #expect(answer.headers[.contentType]?.hasPrefix("application/json") == true, "\(answer.text.prefix(80))")
        return (answer.status.code, try JSON(parsing: answer.text))
    }

    private func findings(_ json: JSON) -> [JSON] { json["error"]?["findings"]?.array ?? [] }

    @Test("What a form does, a program does with the same fields, and is told what was done")
    func change() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            let done = try await send(client, "/units", #"{"code": "0100", "name": "総務課", "parent": null}"#)
            #expect(done.status == 200)
            #expect(done.json["message"]?.string == "「総務課」を追加しました。")
            #expect(done.json["at"]?.string?.hasPrefix("/units") == true)
            let units = try await client.ask("/units", as: .administrator)
            #expect(units.text.contains("総務課"))
            // What a program changes, it has read: the revision stands beside what it is of.
            let read = try JSON(parsing: try await client.ask("/units.json", as: .administrator).text)
            let unit = try #require(read["units"]?.array?.first)
            let path = "/units/\(unit["id"]?.string ?? "")"
            let changed = try await send(
                client, path, #"{"code": "0100", "name": "総務部総務課", "revision": \#(unit["revision"]?.integer ?? 0)}"#)
            #expect(changed.status == 200)
            let stale = try await send(
                client, path, #"{"code": "0100", "name": "人事課", "revision": \#(unit["revision"]?.integer ?? 0)}"#)
            #expect(stale.status == 409)
        }
    }

    @Test("All that is wrong is told at once, each with its place, what it is and how to mend it")
    func invalid() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            let refused = try await send(client, "/units", #"{"code": "", "name": ""}"#)
            #expect(refused.status == 422)
            #expect(refused.json["error"]?["code"]?.string == "invalid")
            let places = findings(refused.json).compactMap { $0["where"]?.string }
            #expect(places == ["$.code", "$.name"])
            #expect(findings(refused.json).allSatisfy { $0["what"]?.string?.isEmpty == false })
        }
    }

    @Test(
        "JSON that is broken, nested or of another shape is told with its place",
        arguments: [
            ("", "1行目1文字目", 400), ("{\n  \"名前\": }", "2行目9文字目", 400), ("{\"a\": 1.5}", "1行目8文字目", 400),
            (String(repeating: "[", count: 100_000), "1行目65文字目", 400), ("[1]", "$", 422),
            ("{\"a\": {\"b\": 1}}", "$.a", 422),
            ("{\"a\": [\"x\", [1]]}", "$.a[1]", 422), ("{\"a\": \"x\\u0000\"}", "$.a", 422),
            ("{\"a\": 1, \"a\": 2}", "1行目16文字目", 400),
        ])
    func malformed(body: String, place: String, status: Int) async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            let refused = try await send(client, "/units", body)
            #expect(refused.status == status)
            let finding = try #require(findings(refused.json).first)
            #expect(finding["where"]?.string == place)
            #expect(finding["how"]?.string?.isEmpty == false)
        }
    }

    @Test("JSON is bounded, and never waited for when it says that it is larger")
    func bounded() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            let large = "{\"a\": \"\(String(repeating: "a", count: BodyLimit.jsonBytesMax))\"}"
            let refused = try await send(client, "/units", large)
            #expect(refused.status == 413)
            #expect(findings(refused.json).first?["what"]?.string?.contains("1MB") == true)
        }
    }

    @Test("Every refusal is told to a program as JSON: who is not signed in, may not, or comes from another site")
    func refused() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            let body = #"{"code": "0100", "name": "総務課"}"#
            #expect(try await send(client, "/units", body, as: nil).status == 401)
            #expect(try await send(client, "/units", body, as: TestPerson(.auditor)).status == 403)
            let elsewhere: HTTPFields = [.origin: "https://example.org"]
            let foreign = try await send(client, "/units", body, headers: elsewhere)
            #expect(foreign.status == 403)
            #expect(findings(foreign.json).first?["where"]?.string == "/units")
            // A form without its word does not become right by being called JSON elsewhere.
            let undeclared = try await client.execute(
                .post, "/samples/1/change",
                headers: [.cookie: client.cookie(of: TestPerson(.secretariat)), .contentType: "application/json"],
                body: ByteBuffer(string: "{}"))
            #expect(undeclared.status == .badRequest)
        }
    }

    @Test("What only people fill in reads no JSON, so that nothing is done whose answer a program could not read")
    func peopleOnly() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            for path in [
                "account/password", "account/second-factor/begin", "account/second-factor/confirm",
                "account/second-factor/codes", "account/tokens", "sign-in",
            ] {
                let answer = try await client.execute(
                    .post, "/" + path,
                    headers: [.cookie: client.cookie(of: TestPerson(.secretariat)), .contentType: "application/json"],
                    body: ByteBuffer(string: "{}"))
                #expect(answer.status == .badRequest, "\(path)")
            }
            let routes = SiteServer.routes(of: [SampleModule()])
            let open = routes.filter { $0.method == .post && $0.access == .open && $0.program != nil }
            #expect(open.map(\.path) == [])
        }
    }

    @Test("U+0000, which no database keeps, is refused where it comes in: in a query, a form or JSON")
    func nul() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            #expect(try await client.ask("/samples?q=%00").status == .badRequest)
            #expect(try await client.ask("/samples?q=a").status == .ok)
            let form = try await client.ask(.post, "/samples/1/change", form: [("note", "a\u{0}b")])
            #expect(form.status == .badRequest)
            #expect(form.text.contains("U+0000"))
        }
    }

    @Test("Texts, numbers, truth and lists become the fields that a form would send")
    func fields() throws {
        let form = try JSONFields.form(
            Array(#"{"a": "並木", "b": 7, "c": true, "d": false, "e": null, "f": ["x", 2], "g": []}"#.utf8))
        #expect(form.fields.map(\.name) == ["a", "b", "c", "f", "f"])
        #expect(form.fields.map(\.value) == ["並木", "7", "on", "x", "2"])
    }
}
