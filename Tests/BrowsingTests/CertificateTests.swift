import Foundation
import Scenarios
import Testing

@testable import Browsing

extension BrowserSuite {
    @Suite("A server that cannot prove who it is gets nothing", .serialized)
    struct CertificateTests {
        private static let openssl = "/usr/bin/openssl"
        private static let hasBoth =
            SampleRun.hasBrowser && FileManager.default.isExecutableFile(atPath: openssl)

        @Test(
            "A certificate that nobody vouches for, of the right name or of another, is an outcome of its own: no secret is asked for",
            .enabled(if: hasBoth), arguments: ["IP:127.0.0.1", "DNS:elsewhere.invalid"], BrowserOptions.Way.allCases)
        func certificate(_ name: String, _ way: BrowserOptions.Way) async throws {
            let run = SampleRun(by: way)
            let server = try Self.serve(name)
            defer {
                server.process.terminate()
                try? FileManager.default.removeItem(atPath: server.folder)
            }
            let plan = RunPlan(
                scenario: try SampleRun.scenario(Scenario.sampleText.replacing("retry: 2", with: "retry: 0")),
                contract: try SampleRun.contract(),
                base: "https://127.0.0.1:\(server.port)", items: SampleRun.records(2).map { RunPlan.Item($0) },
                folder: run.folder, browser: BrowserOptions(way: way))
            let report = try await Runner(plan, run.hands).run()
            guard case .stopped(.certificate(let error)) = report.ending else {
                Issue.record("\(report.ending)")
                return
            }
            #expect(error.hasPrefix("net::ERR_CERT_"))
            #expect(run.secretsTaken == 0)
            #expect(!run.entries.contains { $0.phase == .submit || $0.phase == .fill })
            #expect(run.entries.last?.note == RunOutcome.certificate(error: error).japanese)
            #expect(BrowserProcess.processes(of: run.folder) == [])
        }

        /// A server over TLS whose certificate it made itself.
        private static func serve(_ name: String) throws -> (process: Process, port: Int, folder: String) {
            let folder = NSTemporaryDirectory() + "/namiki-tls-" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let (key, certificate) = ("\(folder)/key.pem", "\(folder)/certificate.pem")
            let making = Process()
            making.executableURL = URL(fileURLWithPath: openssl)
            making.arguments = [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=sample", "-addext", "subjectAltName=\(name)", "-keyout", key, "-out", certificate,
            ]
            making.standardError = FileHandle.nullDevice
            try making.run()
            making.waitUntilExit()
            let process = Process()
            process.executableURL = URL(fileURLWithPath: openssl)
            process.arguments = [
                "s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-www",
            ]
            let output = Pipe()
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            process.standardInput = FileHandle.nullDevice
            try process.run()
            var told = ""
            while !told.contains("ACCEPT 127.0.0.1:") || !told.hasSuffix("\n") {
                let more = output.fileHandleForReading.availableData
                // It ended without listening.
                if more.isEmpty { break }
                told += String(decoding: more, as: UTF8.self)
            }
            let port = told.split(whereSeparator: \.isNewline).last.flatMap { $0.split(separator: ":").last }
            return (process, try #require(port.flatMap { Int($0) }), folder)
        }
    }
}
