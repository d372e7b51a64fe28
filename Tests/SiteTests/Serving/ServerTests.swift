import ArgumentParser
import HTTPTypes
import SiteTesting
import Storage
import Testing
import Ward

@testable import Site

@Suite("Server")
struct ServerTests {
    private let header = HTTPField.Name.self

    @Test("Every answer carries the security headers, errors and files too")
    func headers() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            for path in [
                "/samples", "/nowhere", "/fail", "/conflict", "/sign-in", "/health", StyleSheet.path, "/%00",
                "/samples.json",
                "/samples/1/file.csv", "/elsewhere",
            ] {
                let response = try await client.ask(path)
                let policy = response.headers[.contentSecurityPolicy]
                #expect(policy == SecurityHeaders.contentSecurityPolicy, "\(path)")
                #expect(response.headers[.xContentTypeOptions] == "nosniff", "\(path)")
                for name in [
                    "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy", "Cache-Control",
                ] {
                    #expect(response.headers[HTTPField.Name(name)!] != nil, "\(path) \(name)")
                }
            }
            let page = try await client.ask("/samples")
            #expect(page.headers[.cacheControl] == "no-store")
            #expect(!SecurityHeaders.contentSecurityPolicy.contains("unsafe"))
        }
    }

    @Test("Documents are shown in a sandbox with their own style")
    func documents() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            let response = try await client.ask("/samples/1/document")
            #expect(response.headers[.contentSecurityPolicy] == SecurityHeaders.documentPolicy)
            #expect(SecurityHeaders.documentPolicy.contains("sandbox"))
        }
    }

    @Test("The style sheet may be kept for ever, sets no cookie, and its address changes with its content")
    func styleSheet() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            let response = try await client.get(StyleSheet.path, as: nil)
            #expect(response.status == .ok)
            #expect(response.headers[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(response.headers[.setCookie] == nil)
            #expect(response.text == StyleSheet.text)
            #expect(StyleSheet.path.contains(ContentHash.of(StyleSheet.text).prefix(16)))
        }
    }

    @Test("The script of panes may be kept for ever, is one that the policy of pages lets run, and loads nothing")
    func paneScript() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            let response = try await client.get(PaneScript.path, as: nil)
            #expect(response.status == .ok)
            #expect(response.headers[.contentType] == "text/javascript; charset=utf-8")
            #expect(response.headers[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(response.headers[.setCookie] == nil)
            #expect(PaneScript.html.text.contains("src=\"\(PaneScript.path)\""))
            #expect(SecurityHeaders.contentSecurityPolicy.contains("script-src 'self'"))
            for word in ["fetch", "http:", "https:", "import", "eval", "innerHTML"] {
                #expect(!response.text.contains(word), "\(word)")
            }
        }
    }

    @Test("Nobody gets in where a sign-in is needed: pages lead to the sign-in and back, programs get 401")
    func unknownVisitor() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            let page = try await client.get("/samples/7?q=1", as: nil)
            #expect(page.status == .seeOther)
            #expect(page.headers[.location] == "/sign-in?to=%2Fsamples%2F7%3Fq%3D1")
            let json = try await client.get("/samples.json", as: nil)
            #expect(json.status == .unauthorized)
            #expect(json.text.contains("\"signInNeeded\""))
            let header = try await client.get("/samples", as: nil, headers: ["Accept": "application/json"])
            #expect(header.status == .unauthorized)
        }
    }

    @Test("JSON is asked for by a suffix or a header")
    func json() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            let suffix = try await client.ask("/samples.json")
            #expect(suffix.headers[.contentType] == "application/json; charset=utf-8")
            let header = try await client.ask("/samples", headers: ["Accept": "application/json"])
            #expect(header.text == suffix.text)
            let pageOnly = try await client.ask("/samples/1.json")
            #expect(pageOnly.status == .notAcceptable)
            #expect(pageOnly.text.contains("\"noJSON\""))
            let missing = try await client.ask("/nowhere.json", headers: ["Accept": "application/json"])
            #expect(missing.status == .notFound)
            #expect(missing.text.contains("\"notFound\""))
        }
    }

    @Test("HEAD answers as GET does, without a body")
    func head() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            let get = try await client.ask("/samples")
            let head = try await client.ask(.head, "/samples")
            #expect(head.status == .ok)
            #expect(head.body.readableBytes == 0)
            #expect(head.headers[.contentLength] == get.headers[.contentLength])
        }
    }

    @Test("A file is saved under its Japanese name")
    func download() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            let response = try await client.ask("/samples/1/file.csv")
            #expect(
                response.headers[.contentDisposition]
                    == "attachment; filename=\"download\"; filename*=UTF-8''%E8%A6%8B%E6%9C%AC%201.csv")
        }
    }

    @Test("No answer leads to another site")
    func openRedirect() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            let response = try await client.ask("/elsewhere")
            #expect(response.headers[.location] == "/")
            for path in ["//example.org", "/\\example.org", "https://example.org", "", "x", "/a b", "/\u{0}"] {
                #expect(LocalPath.safe(path) == "/", "\(path)")
            }
            #expect(LocalPath.safe("/rounds/1?x=%E3#a") == "/rounds/1?x=%E3#a")
        }
    }

    @Test("The log holds the pattern of the route and neither path nor query nor body")
    func log() async throws {
        let log = TestLog()
        let site = try await TestSite.sample(log: log)
        try await site.test { client in
            _ = try await client.ask("/samples/secret-path?q=secret-query")
            _ = try await client.ask(.post, "/samples/secret-path/change", form: [("note", "secret-body")])
            _ = try await client.ask("/secret-nowhere")
        }
        let text = log.lines.joined(separator: "\n")
        #expect(text.contains("method=GET ms="))
        #expect(text.contains("route=/samples/:sample status=200"))
        #expect(text.contains("route=/samples/:sample/change status=303"))
        #expect(text.contains("route=- status=404"))
        #expect(!text.contains("secret"))
    }

    @Test("Two routes for the same requests are refused at the start")
    func duplicates() async throws {
        struct Twice: Module {
            var name: String { "twice" }
            var routes: [Route] {
                [
                    Route(.get, "a/:one", access: .open) { _ in .json([:]) },
                    Route(.get, "a/:two", access: .open) { _ in .json([:]) },
                ]
            }
            var migrations: [Migration] { [] }
            var grants: Grants { Grants() }
            var duties: [DutySource] { [] }
            var commands: [any AsyncParsableCommand.Type] { [] }
        }
        await #expect(throws: ServerStartError.duplicateRoute(method: "GET", path: "a/:two")) {
            try await TestSite(modules: [Twice()])
        }
    }
}
