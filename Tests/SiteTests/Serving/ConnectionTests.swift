import ArgumentParser
import SiteTesting
import Storage
import Synchronization
import Testing
import Ward

@testable import Site

@Suite("Connections")
struct ConnectionTests {
    private static let hour = Duration.seconds(3_600)
    private static let largeBytes = 32 * 1024 * 1024

    /// A module with what a connection is tried on.
    private struct TriedModule: Module {
        /// Told when a request is held.
        let held: AsyncStream<Void>.Continuation
        /// Goes on when the test says so.
        let gate: AsyncStream<Void>

        var name: String { "tried" }
        var migrations: [Migration] { [] }
        var grants: Grants { Grants() }
        var duties: [DutySource] { [] }
        var commands: [any AsyncParsableCommand.Type] { [] }
        var routes: [Route] {
            [
                Route(.get, "large", access: .open) { _ in
                    .bytes([UInt8](repeating: 0x61, count: largeBytes), type: "text/plain")
                },
                Route(.get, "whence", access: .open) { .json(["address": .string($0.visit.address)]) },
                Route(.get, "held", access: .open) { _ in
                    held.yield()
                    for await _ in gate { break }
                    return .json([:])
                },
            ]
        }
    }

    /// Serves with limits that the test sets; those it does not set are never reached.
    private func serving<Value: Sendable>(
        proxies: [String] = [],
        module: TriedModule = TriedModule(
            held: AsyncStream<Void>.makeStream().continuation, gate: AsyncStream { $0.finish() }),
        _ limit: (inout ServingLimits) -> Void = { _ in },
        _ body: @escaping @Sendable (_ port: Int) async throws -> Value
    ) async throws -> Value {
        var settings = SiteSettings(proxies: proxies, port: 0)
        settings.limits.head = Self.hour
        settings.limits.body = Self.hour
        settings.limits.answer = Self.hour
        settings.limits.linger = Self.hour
        limit(&settings.limits)
        return try await TestSite(modules: [module], settings: settings).serving(body)
    }

    private func status(_ answer: String) -> String { String(answer.prefix(12).dropFirst(9)) }

    private static let form = "Content-Type: application/x-www-form-urlencoded\r\n"
    private static let file = "GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n"

    /// Asks for a file, for which no database is asked, and leaves the connection open.
    private static func ask(_ line: RawConnection) throws -> String {
        line.send(file)
        let head = try line.receive(until: "\r\n\r\n")
        _ = try line.receive(until: "Disallow: /\n")
        return head
    }

    // MARK: Time

    @Test("Who sends a header byte by byte is cut off")
    func header() async throws {
        let isCut = try await serving {
            $0.head = .milliseconds(200)
        } _: { port in
            try await RawConnection.talk(port: port) { line in
                line.send("GET /robots.txt HTTP/1.1\r\nHost: x\r\nX-Slow: ")
                return line.drips("a", times: 4_000, restMicroseconds: 5_000)
            }
        }
        #expect(isCut)
    }

    @Test("A header that is never begun is not waited for, nor the next one on a connection that was used")
    func idle() async throws {
        let (silent, used) = try await serving {
            $0.head = .milliseconds(200)
        } _: { port in
            (
                try await RawConnection.talk(port: port) { try $0.receive() },
                try await RawConnection.talk(port: port) { line in
                    line.send(Self.file)
                    return try line.receive()
                }
            )
        }
        #expect(silent == "")
        #expect(status(used) == "200")
    }

    @Test("Who sends a body byte by byte is told so and cut off")
    func body() async throws {
        let (isCut, answer) = try await serving {
            $0.body = .milliseconds(200)
            $0.bytesPerSecondMin = 1_000_000
        } _: { port in
            try await RawConnection.talk(port: port) { line in
                line.send("POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n")
                // The answer lies there to be read: what is closed is seen in what can no longer be sent.
                var isCut = false
                for _ in 0..<4_000 where !isCut {
                    isCut = line.drips("a", times: 1, restMicroseconds: 5_000)
                }
                return (isCut, try line.receive())
            }
        }
        #expect(isCut)
        #expect(answer == "" || status(answer) == "408")
    }

    @Test("A body that comes fast enough may take longer than the time that every body has")
    func steadyBody() async throws {
        let answer = try await serving {
            $0.body = .milliseconds(100)
            // A second for each byte.
            $0.bytesPerSecondMin = 1
        } _: { port in
            try await RawConnection.talk(port: port) { line in
                line.send(
                    "POST /sign-in HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 100\r\n\(Self.form)\r\n")
                _ = line.drips("a", times: 100, restMicroseconds: 5_000)
                return try line.receive()
            }
        }
        // Read to its end, and refused for what it says.
        #expect(status(answer) == "403")
    }

    @Test("Who takes an answer too slowly is cut off")
    func answer() async throws {
        let received = try await serving {
            $0.answer = .milliseconds(200)
            $0.bytesPerSecondMin = 1_000_000_000
        } _: { port in
            try await RawConnection.talk(port: port) { line in
                line.send("GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                return try line.receiveSlowly(bytes: 32 * 1024, restMicroseconds: 5_000)
            }
        }
        #expect(received < Self.largeBytes)
        #expect(received > 0)
    }

    @Test("Of a body that is refused no more is read than a moment's worth, however long it is")
    func endlessBody() async throws {
        let (head, isCut) = try await serving {
            $0.linger = .milliseconds(200)
        } _: { port in
            try await RawConnection.talk(port: port) { line in
                line.send("POST /nowhere HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
                let head = try line.receive(until: "\r\n\r\n")
                return (head, line.drips("1\r\na\r\n", times: 4_000, restMicroseconds: 5_000))
            }
        }
        #expect(status(head) == "404")
        #expect(head.lowercased().contains("connection: close"))
        #expect(isCut)
    }

    @Test("A body that breaks off is not taken for a whole one")
    func brokenBody() async throws {
        let answer = try await serving { port in
            try await RawConnection.talk(port: port) { line in
                line.send("POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\ncsrf=1&loginName=a")
                line.endSending()
                return try line.receive()
            }
        }
        #expect(answer == "" || status(answer) == "400", "\(answer.prefix(40))")
    }

    // MARK: Number

    @Test("One address holds so many connections and no more, and others get in")
    func perAddress() async throws {
        let (kept, refused, other, later) = try await serving {
            $0.connectionsPerAddressMax = 3
        } _: { port in
            let lines = try (0..<3).map { _ in try RawConnection(port: port) }
            let kept = try await RawConnection.blocking { try lines.map(Self.ask) }
            let refused = try await RawConnection.exchange(port: port, [])
            let other = try await RawConnection.talk(port: port, from: "127.0.0.2") { try Self.ask($0) }
            lines[0].close()
            // Bounded in tries: the server hears of it when it comes to its turn.
            var later = ""
            for _ in 0..<400 where !later.hasPrefix("HTTP/1.1 200") {
                later = try await RawConnection.exchange(
                    port: port, Array("GET /robots.txt HTTP/1.0\r\n\r\n".utf8))
            }
            lines.dropFirst().forEach { $0.close() }
            return (kept, refused, other, later)
        }
        #expect(kept.map(status) == ["200", "200", "200"])
        #expect(status(refused) == "503")
        #expect(status(other) == "200")
        #expect(status(later) == "200")
    }

    @Test("A trusted proxy holds as many connections as it needs")
    func proxyIsUnbounded() async throws {
        let answers = try await serving(proxies: ["127.0.0.1"]) {
            $0.connectionsPerAddressMax = 1
        } _: { port in
            let lines = try (0..<3).map { _ in try RawConnection(port: port) }
            defer { lines.forEach { $0.close() } }
            return try await RawConnection.blocking { try lines.map(Self.ask) }
        }
        #expect(answers.map(status) == ["200", "200", "200"])
    }

    @Test("Where all places are taken, the one that has waited longest makes room")
    func displaced() async throws {
        let (last, left) = try await serving {
            $0.connectionsMax = 3
        } _: { port in
            try await RawConnection.talk(port: port, from: "127.0.0.1") { first in
                _ = try Self.ask(first)
                let others = try ["127.0.0.2", "127.0.0.3"].map { try RawConnection(port: port, from: $0) }
                defer { others.forEach { $0.close() } }
                _ = try others.map(Self.ask)
                let last = try RawConnection(port: port, from: "127.0.0.4")
                defer { last.close() }
                return (try Self.ask(last), try first.receive())
            }
        }
        #expect(status(last) == "200")
        #expect(left == "")
    }

    @Test("A request that is being answered makes room for nobody")
    func busy() async throws {
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let (isHeld, hold) = AsyncStream.makeStream(of: Void.self)
        let module = TriedModule(held: hold, gate: gate)
        let (refused, held) = try await serving(module: module) {
            $0.connectionsMax = 1
        } _: { port in
            let line = try RawConnection(port: port)
            defer { line.close() }
            line.send("GET /held HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            for await _ in isHeld { break }
            let refused = try await RawConnection.exchange(port: port, from: "127.0.0.2", [])
            open.yield()
            return (refused, try await RawConnection.blocking { try line.receive() })
        }
        #expect(status(refused) == "503")
        #expect(status(held) == "200")
    }

    // MARK: Headers

    @Test(
        "A request says exactly one host",
        arguments: [
            ("GET /robots.txt HTTP/1.1\r\nHost: a\r\nHost: a\r\n", "400"),
            ("GET /robots.txt HTTP/1.1\r\nHost: a\r\nhost: b\r\n", "400"), ("GET /robots.txt HTTP/1.1\r\n", "400"),
            ("GET /robots.txt HTTP/1.1\r\nHost: a, b\r\n", "400"),
            ("GET /robots.txt HTTP/1.1\r\nHost: a/b@c\r\n", "400"),
            ("GET /robots.txt HTTP/1.0\r\nHost: a\r\nHost: b\r\n", "400"), ("GET /robots.txt HTTP/1.0\r\n", "200"),
            ("GET /robots.txt HTTP/1.1\r\nHost: namiki.example:8080\r\nConnection: close\r\n", "200"),
            ("GET /robots.txt HTTP/1.1\r\nHost: [::1]:8080\r\nConnection: close\r\n", "200"),
            ("POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n", "400"),
        ])
    func host(head: String, expected: String) async throws {
        let answer = try await serving { port in
            try await RawConnection.exchange(port: port, Array("\(head)\r\n".utf8))
        }
        #expect(status(answer) == expected, "\(answer.prefix(60))")
    }

    private static func expecting(_ path: String, bytes: Int, _ expected: String = "100-continue") -> String {
        "POST \(path) HTTP/1.1\r\nHost: x\r\nExpect: \(expected)\r\nContent-Length: \(bytes)\r\n\(form)\r\n"
    }

    @Test("Who asks before sending a body is told to send it when somebody wants to read it")
    func wanted() async throws {
        let (word, answer) = try await serving { port in
            try await RawConnection.talk(port: port) { line in
                line.send(Self.expecting("/sign-in", bytes: 6))
                let word = try line.receive(until: "\r\n\r\n")
                line.send("csrf=1")
                return (word, try line.receive(until: "\r\n\r\n"))
            }
        }
        #expect(word == "HTTP/1.1 100 Continue\r\n\r\n")
        #expect(status(answer) == "403")
    }

    @Test(
        "Who asks before sending a body that is refused is told at once, and the body is never waited for",
        arguments: [
            ("/sign-in", 99_999_999, "100-continue", "413"), ("/nowhere", 6, "100-continue", "404"),
            ("/account/password", 6, "100-continue", "401"), ("/sign-in", 6, "a-miracle", "417"),
        ])
    func refusedBefore(path: String, bytes: Int, expectation: String, expected: String) async throws {
        let answer = try await serving {
            $0.linger = .milliseconds(1)
        } _: { port in
            try await RawConnection.talk(port: port) { line in
                line.send(Self.expecting(path, bytes: bytes, expectation))
                return try line.receive()
            }
        }
        #expect(status(answer) == expected)
        #expect(answer.lowercased().contains("connection: close"))
    }

    // MARK: Addresses

    @Test("Only a trusted proxy is believed about where a request comes from")
    func forwarded() async throws {
        let (trusted, foreign) = try await serving(proxies: ["127.0.0.1"]) { port in
            let request = Array(
                "GET /whence HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-For: 6.6.6.6, 192.0.2.7\r\n\r\n"
                    .utf8)
            return (
                try await RawConnection.exchange(port: port, request),
                try await RawConnection.exchange(port: port, from: "127.0.0.2", request)
            )
        }
        #expect(trusted.contains("\"192.0.2.7\""))
        #expect(foreign.contains("\"127.0.0.2\""))
    }

    @Test(
        "The last hop that is no trusted proxy counts",
        arguments: [
            ("10.0.0.1", "192.0.2.7", "192.0.2.7"), ("10.0.0.1", "6.6.6.6, 192.0.2.7", "192.0.2.7"),
            ("10.0.0.1", "192.0.2.7, 10.0.0.2", "192.0.2.7"), ("10.0.0.1", "10.0.0.2", "10.0.0.2"),
            ("10.0.0.1", nil, "10.0.0.1"), ("10.0.0.1", "", "10.0.0.1"), ("10.0.0.1", "unknown", "10.0.0.1"),
            ("10.0.0.1", "192.0.2.7,", "10.0.0.1"), ("192.0.2.9", "192.0.2.7", "192.0.2.9"),
            ("::ffff:10.0.0.1", "2001:DB8:0:0::7", "2001:db8::7"), ("fd00::1", "192.0.2.7", "192.0.2.7"),
            ("", "192.0.2.7", ""),
        ] as [(String, String?, String)])
    func lastHop(peer: String, forwarded: String?, client: String) {
        let proxies = TrustedProxies(["10.0.0.1", "10.0.0.2", "FD00:0:0::1"])
        #expect(proxies.client(peer: peer, forwarded: forwarded) == client)
    }

    @Test("Addresses of one network of IPv6 share a bound, others do not")
    func network() throws {
        let addresses = try [
            "2001:db8:0:1::1", "2001:db8:0:1:ffff::2", "2001:db8:0:2::1", "192.0.2.1", "::ffff:192.0.2.1",
        ]
        .map { try #require(NetworkAddress($0)).network }
        #expect(addresses[0] == addresses[1])
        #expect(addresses[0] != addresses[2])
        #expect(addresses[3] == addresses[4])
        #expect(NetworkAddress("localhost") == nil)
        #expect(NetworkAddress("1.2.3") == nil)
    }

    @Test("A process that may open few files holds fewer connections")
    func openFiles() {
        #expect(ServingLimits().fitting(openFilesMax: 256).connectionsMax == 128)
        #expect(ServingLimits().fitting(openFilesMax: 1 << 20).connectionsMax == 1_000)
    }
}
