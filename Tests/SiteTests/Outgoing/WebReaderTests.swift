import ArgumentParser
import SiteTesting
import Storage
import Testing
import Ward

@testable import Site

@Suite("Reading what others publish")
struct WebReaderTests {
    private struct LeadingModule: Module {
        var name: String { "leading" }
        var migrations: [Migration] { [] }
        var grants: Grants { Grants() }
        var commands: [any AsyncParsableCommand.Type] { [] }
        var routes: [Route] {
            [
                Route(.get, "here", access: .open) { _ in .bytes(Array("内容\n".utf8), type: "text/plain") },
                Route(.get, "near", access: .open) { _ in .seeOther("/here") },
                Route(.get, "round", access: .open) { _ in .seeOther("/round") },
                // The same machine by another name, which nobody allowed.
                Route(.get, "inside", access: .open) { _ in .begun(flow: "x", to: "http://localhost:1/here") },
                Route(.get, "file", access: .open) { _ in .begun(flow: "x", to: "file:///etc/hostname") },
            ]
        }
    }

    private static func read(
        _ target: String, inside: Set<String>, bytesMax: Int = 1_000
    ) async throws -> Result<[UInt8], WebAway> {
        let site = try await TestSite(modules: [LeadingModule()], settings: SiteSettings(port: 0))
        return try await site.serving { port in
            let address = try #require(WebAddress("http://127.0.0.1:\(port)\(target)"))
            do throws(WebAway) {
                return .success(try await WebReader.live(inside: inside).read(address, bytesMax))
            } catch {
                return .failure(error)
            }
        }
    }

    @Test("A host inside is not asked unless a setting names it, and is asked then")
    func inside() async throws {
        #expect(try await Self.read("/here", inside: []) == .failure(.notPublic(host: "127.0.0.1")))
        #expect(try await Self.read("/here", inside: ["127.0.0.1"]) == .success(Array("内容\n".utf8)))
    }

    @Test(
        "An address that stands inside is known by itself, unless a setting names it",
        arguments: [
            ("http://10.0.0.1/", true), ("http://127.0.0.1:8080/", true), ("http://[::1]/", true),
            ("http://catalog/", true),
            ("http://localhost/", true), ("http://kanri.local/", true), ("http://named.local/", false),
            ("https://catalog.example.jp/", false), ("https://192.0.2.local.example.jp/", false),
        ])
    func written(text: String, isInside: Bool) throws {
        let address = try #require(WebAddress(text))
        let refusal = WebReader.refusal(of: address, inside: ["named.local"])
        #expect(refusal == (isInside ? .notPublic(host: address.host) : nil))
    }

    @Test(
        "What is wrong with an address is told apart",
        arguments: [
            ("ftp://x.example/", WebAddress.Fault.notWeb), ("x.example", .notWeb), ("http://", .notWeb),
            ("http://user:pw@x.example/", .credentials), ("http://user@x.example/", .credentials),
            ("http://x:99999/", .port("99999")), ("http://x.example:/", .port("")),
            ("http://x.example:8a/", .port("8a")),
        ])
    func faults(text: String, fault: WebAddress.Fault) {
        #expect(throws: fault) { _ = try WebAddress(checking: text) }
        #expect(WebAddress(text) == nil)
    }

    @Test("What an answer leads to is looked at as what was asked first")
    func redirects() async throws {
        let inside: Set = ["127.0.0.1"]
        #expect(try await Self.read("/near", inside: inside) == .success(Array("内容\n".utf8)))
        #expect(try await Self.read("/inside", inside: inside) == .failure(.notPublic(host: "localhost")))
        #expect(try await Self.read("/file", inside: inside) == .failure(.badRedirect))
        #expect(try await Self.read("/round", inside: inside) == .failure(.tooManyRedirects))
    }

    @Test("An answer that is too large, or says no, is none")
    func refused() async throws {
        #expect(try await Self.read("/here", inside: ["127.0.0.1"], bytesMax: 3) == .failure(.tooLarge(bytesMax: 3)))
        #expect(try await Self.read("/nowhere", inside: ["127.0.0.1"]) == .failure(.refused(status: 404)))
    }

    @Test("Names of this machine and numbers that stand for it are found out")
    func names() async throws {
        for text in ["http://localhost:1/", "http://[::1]:1/", "http://[::ffff:10.0.0.1]/", "http://192.168.1.1/"] {
            let address = try #require(WebAddress(text))
            await #expect(throws: WebAway.notPublic(host: address.host)) {
                try await WebReader.live(inside: []).read(address, 10)
            }
        }
    }

    @Test("The proxy is the one that curl would take; an empty value is none, and each kind of address has its own")
    func proxies() throws {
        let (plain, secure) = (
            try #require(WebAddress("http://example.jp")), try #require(WebAddress("https://example.jp"))
        )
        let all = ["http_proxy": "http://a:1", "HTTPS_PROXY": "http://b:2", "https_proxy": "http://c:3"]
        #expect(Curl.proxy(for: plain, in: all) == "http://a:1")
        #expect(Curl.proxy(for: secure, in: all) == "http://c:3")
        #expect(Curl.proxy(for: secure, in: ["https_proxy": "", "HTTPS_PROXY": "http://b:2"]) == "http://b:2")
        #expect(Curl.proxy(for: secure, in: ["HTTPS_PROXY": "", "http_proxy": "http://a:1"]) == nil)
    }

    @Test("An address is taken apart in one way only")
    func addresses() throws {
        let address = try #require(WebAddress("HTTPS://Catalog.Example.jp:8443/a/b?c=d#e"))
        #expect(address.description == "https://catalog.example.jp:8443/a/b?c=d")
        #expect(WebAddress("http://example.jp")?.description == "http://example.jp/")
        #expect(WebAddress("http://[2001:db8::1]:80/x")?.description == "http://[2001:db8::1]/x")
        #expect(address.with(target: "/z")?.description == "https://catalog.example.jp:8443/z")
        for text in [
            "", "example.jp", "ftp://example.jp/", "file:///etc/passwd", "http://", "http:///a", "http://a@example.jp/",
            "http://example.jp:0/", "http://example.jp:65536/", "http://example.jp:80:80/", "http://2130706433/",
            "http://0x7f.1/", "http://127.1/", "http://example..jp/", "http://-a.jp/", "http://例え.jp/",
            "http://example.jp/ a", "http://example.jp/\"", "http://example.jp\\@elsewhere.jp/", "http://[::1/",
            "http://[::1]x/", "javascript:alert(1)", "http://a,b/", "http://127.0.0.1.1/",
        ] {
            #expect(WebAddress(text) == nil, "\(text)")
        }
    }

    @Test(
        "Addresses that no network of everybody has are told from those that it has",
        arguments: [
            ("127.0.0.1", false), ("10.1.2.3", false), ("172.31.0.1", false), ("172.32.0.1", true),
            ("192.168.0.1", false), ("169.254.169.254", false), ("100.64.0.1", false), ("100.128.0.1", true),
            ("0.0.0.0", false), ("224.0.0.1", false), ("255.255.255.255", false), ("198.51.100.7", false),
            ("8.8.8.8", true), ("::1", false), ("::", false), ("fe80::1", false), ("fd00::1", false),
            ("::ffff:127.0.0.1", false), ("64:ff9b::7f00:1", false), ("2002:7f00:1::", false), ("2001:db8::1", false),
            ("2001::1", false), ("2400:4000::1", true), ("ff02::1", false),
        ])
    func places(_ text: String, _ isPublic: Bool) throws {
        #expect(try #require(NetworkAddress(text)).isPublic == isPublic)
    }
}
