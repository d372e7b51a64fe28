import HTTPTypes
import SiteTesting
import Testing
import Ward

@testable import Site

@Suite("A real server")
struct LiveServerTests {
    @Test("What no browser would say is refused or cut off, without a failure, and the next request is answered")
    func malformed() async throws {
        let site = try await TestSite.sample(settings: SiteSettings(port: 0))
        try await site.serving { port in
            let flood = (0..<5_000).map { "X-Header-\($0): \(String(repeating: "a", count: 50))\r\n" }.joined()
            let requests: [String] = [
                "GET /health HTTP/1.1\r\nHost: x\r\n\(flood)\r\n",
                "GET /health HTTP/1.1\r\nHost: x\r\nX: \(String(repeating: "a", count: 1_000_000))\r\n\r\n",
                "GET /\(String(repeating: "a", count: 1_000_000)) HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /\(String(repeating: "a", count: 10_000)) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /%00%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET http://example.org/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "\u{0}\u{1}\u{2}\r\n\r\n", "GET\r\n\r\n",
                "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n",
                "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nCookie: namiki=; namiki==;;=; \u{FF}\r\nConnection: close\r\n\r\n",
            ]
            for request in requests {
                let answer = try await RawConnection.exchange(port: port, Array(request.utf8))
                #expect(!answer.hasPrefix("HTTP/1.1 5"), "\(request.prefix(60)): \(answer.prefix(80))")
            }
            let tooLarge = try await RawConnection.exchange(port: port, Array(requests[12].utf8))
            #expect(tooLarge.hasPrefix("HTTP/1.1 403") || tooLarge.hasPrefix("HTTP/1.1 413"), "\(tooLarge.prefix(40))")
            let health = "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            let alive = try await RawConnection.exchange(port: port, Array(health.utf8))
            #expect(alive.hasPrefix("HTTP/1.1 200"), "\(alive.prefix(40))")
        }
    }

    @Test("A port that is taken is told in words, with what to do")
    func takenPort() async throws {
        try await RawConnection.occupyingPort { port in
            let site = try await TestSite.sample(settings: SiteSettings(port: port))
            await #expect(throws: ServerStartError.portTaken(port)) { try await site.server.run() }
            #expect(ServerStartError.portTaken(port).words.contains("番号\(port)はほかのプログラムが使っています"))
        }
    }

    @Test("An address of another machine is told in words")
    func foreignAddress() async throws {
        let site = try await TestSite.sample(settings: SiteSettings(host: "192.0.2.1", port: 0))
        await #expect(throws: ServerStartError.addressUnavailable("192.0.2.1")) { try await site.server.run() }
    }
}
