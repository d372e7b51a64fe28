import ArgumentParser
import HTTPTypes
import NIOCore
import SiteTesting
import Storage
import Testing
import Ward

@testable import Site

@Suite("Protocols of others")
struct ForeignTests {
    /// Says what it was sent.
    private struct EchoModule: Module {
        private static let spoken = ForeignProtocol(at: "echo", tokenHeaders: ["Authorization"], isShared: true) {
            status, _, words in
            ["refused": JSON(status), "words": .string(words)]
        }

        var name: String { "echo" }
        var migrations: [Migration] { [] }
        var grants: Grants { Grants() }
        var duties: [DutySource] { [] }
        var commands: [any AsyncParsableCommand.Type] { [] }
        var routes: [Route] {
            [Route.Method.get, .post].map { method in
                Route.foreign(method, "echo/:word", speaking: Self.spoken) { request in
                    .json(["json": request.foreign?.json ?? nil, "word": JSON(request.form["word"])])
                }
            } + [
                Route.foreign(.post, "echo/write", speaking: Self.spoken.unshared) { _ in .json([:]) },
                Route.foreign(.get, "echo/crowded", speaking: Self.spoken) { _ in throw ComputingLane.Full() },
            ]
        }
    }

    private static func post(_ body: String, _ type: String?) async throws -> SiteAnswer {
        let site = try await TestSite(modules: [EchoModule()])
        return try await site.client.execute(
            .post, "/echo/a", headers: type.map { [.contentType: $0] } ?? HTTPFields(), body: ByteBuffer(string: body))
    }

    @Test(
        "A body that begins with a brace is JSON whatever was said of it; numbers are what they are written as",
        arguments: [nil, "application/x-www-form-urlencoded", "text/plain", "application/json"])
    func json(type: String?) async throws {
        let answer = try await Self.post(" {\"a\": 34.842499, \"b\": 1.50, \"c\": 7}", type)
        #expect(answer.status == .ok)
        #expect(try answer.json["json"] == ["a": "34.842499", "b": "1.50", "c": 7])
    }

    @Test("The fields of a form stay what they were, and neither they nor JSON hold U+0000")
    func fields() async throws {
        let form = try await Self.post("word=a%7B", "application/x-www-form-urlencoded")
        #expect(try form.json["word"]?.string == "a{")
        for body in [#"{"a": ["b", {"c": "d\u0000"}]}"#, #"{"a\u0000": 1}"#, "word=%00", "{"] {
            let answer = try await Self.post(body, "application/x-www-form-urlencoded")
            #expect(answer.status == .badRequest, "\(body)")
            #expect(try answer.json["refused"]?.integer == 400, "\(body)")
        }
    }

    @Test("Below its place every refusal has its shape and may be read by pages of other sites")
    func refusals() async throws {
        let site = try await TestSite(modules: [EchoModule()])
        let asked: [(HTTPRequest.Method, String, Int)] = [
            (.put, "/echo/a", 405), (.get, "/echo/" + String(repeating: "a", count: 3_000), 400),
            (.get, "/echo/%FF", 400),
            (.get, "/echo/a?%GG", 400), (.get, "/echo/a/b", 404), (.get, "/echo", 404), (.get, "/echo/crowded", 503),
        ]
        for (method, path, status) in asked {
            let answer = try await site.client.execute(method, path, headers: [.accept: "text/html"])
            #expect(answer.status.code == status, "\(path.prefix(20))")
            #expect(try answer.json["refused"]?.integer == status, "\(path.prefix(20))")
            #expect(answer.headers[.accessControlAllowOrigin] == "*", "\(path.prefix(20))")
            #expect(answer.headers[.accessControlAllowCredentials] == nil)
        }
        let other = try await site.client.execute(.get, "/echoes", headers: [.accept: "text/html"])
        #expect(other.isPage)
        #expect(other.headers[.accessControlAllowOrigin] == nil)
    }

    @Test(
        "Pages of other sites are told before what they may ask: by GET and POST, with JSON, and nothing that changes")
    func options() async throws {
        let site = try await TestSite(modules: [EchoModule()])
        let reading = try await site.client.execute(.options, "/echo/a", headers: [:])
        #expect(reading.status == .noContent)
        #expect(reading.headers[.allow] == "GET, HEAD, POST, OPTIONS")
        #expect(reading.headers[.accessControlAllowOrigin] == "*")
        #expect(reading.headers[.accessControlAllowMethods] == "GET, POST")
        #expect(reading.headers[.accessControlAllowHeaders] == "Content-Type")
        #expect(reading.headers[.accessControlAllowCredentials] == nil)
        let writing = try await site.client.execute(.options, "/echo/write", headers: [:])
        #expect(writing.status == .noContent)
        #expect(writing.headers[.accessControlAllowOrigin] == nil)
        #expect(writing.headers[.accessControlAllowMethods] == nil)
        let written = try await site.client.execute(.post, "/echo/write", headers: [:])
        #expect(written.status == .ok)
        #expect(written.headers[.accessControlAllowOrigin] == nil)
        let page = try await site.client.execute(.options, "/sign-in", headers: [:])
        #expect(page.status == .methodNotAllowed)
    }
}
