import ArgumentParser
import Foundation
import HTTPTypes
import SiteTesting
import Storage
import Testing
import Ward

@testable import Site

@Suite("Answers from disk")
struct FileAnswerTests {
    private struct FileModule: Module {
        /// A new file for each answer; told where it lies.
        let told: @Sendable (String) -> Void

        var name: String { "file" }
        var migrations: [Migration] { [] }
        var grants: Grants { Grants() }
        var duties: [DutySource] { [] }
        var commands: [any AsyncParsableCommand.Type] { [] }
        var routes: [Route] {
            [
                Route(.get, "file", access: .open) { _ in
                    let file = try TemporaryFile()
                    try file.append(content)
                    told(file.path)
                    return .file(file.path, type: "application/zip", filename: "一式.zip", keeping: file)
                },
                Route(.get, "missing", access: .open) { _ in .file("/nowhere/at/all", type: "text/plain") },
            ]
        }
    }

    private static let content = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

    @Test("A file is sent byte for byte as it is read, and a temporary one is gone afterwards")
    func file() async throws {
        let (paths, path) = AsyncStream.makeStream(of: String.self)
        let site = try await TestSite(modules: [FileModule { path.yield($0) }])
        let answer = try await site.client.get("/file", as: nil)
        #expect(answer.status == .ok)
        #expect(answer.body.readableBytesView.elementsEqual(Self.content))
        #expect(answer.headers[.contentLength] == "\(Self.content.count)")
        #expect(answer.headers[.contentType] == "application/zip")
        #expect(answer.filename == "一式.zip")
        let left = await paths.first { _ in true }
        #expect(left.map { FileManager.default.fileExists(atPath: $0) } == false)
    }

    @Test("By a connection it comes whole, too")
    func connection() async throws {
        let site = try await TestSite(modules: [FileModule { _ in }], settings: SiteSettings(port: 0))
        let length = try await site.serving { port in
            try await RawConnection.talk(port: port) { line in
                line.send("GET /file HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                _ = try line.receive(until: "\r\n\r\n")
                return try line.receiveSlowly(bytes: 65_536, restMicroseconds: 0)
            }
        }
        #expect(length == Self.content.count)
    }

    @Test("A file that is not there is a page that is not there")
    func missing() async throws {
        let site = try await TestSite(modules: [FileModule { _ in }])
        #expect(try await site.client.get("/missing", as: nil).status == .notFound)
    }
}
