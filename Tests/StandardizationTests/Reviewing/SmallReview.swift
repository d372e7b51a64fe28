import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Storage
import Testing
import Ward

@testable import Conversion
@testable import Site
@testable import Standardization

/// The pages of a small workbench's rehearsal, asked as somebody.
enum SmallReview {
    private static let csrf = "the-word-of-this-session"

    /// Sessions whose token is a role, or a role and a unit: `editor` or `editor.<unit>`.
    private static let sessions = SessionGate(resume: { token, _, grants in
        let parts = token.split(separator: ".").map(String.init)
        guard let role = Role(rawValue: parts[0]) else { return nil }
        return SessionGate.Resumed(
            session: ID("01J00000000000000000000000"),
            signedIn: SignedIn(
                person: ID("01J00000000000000000000001"), name: "見本 花子",
                assignments: [.init(role: role, unit: parts.count > 1 ? ID(parts[1]) : nil, body: nil)], grants: grants),
            csrfToken: csrf, verify: { $0 == csrf })
    })

    struct Asking: Sendable {
        let client: any TestClientProtocol
        let record: RehearsalRecord
        let folder: URL
        let run: URL
        let ward: Ward
        let units: [String: ID<OfficeUnit>]

        func get(_ path: String, as session: String) async throws -> (status: HTTPResponse.Status, text: String) {
            var headers = HTTPFields()
            headers[.cookie] = "namiki=\(session)"
            let response = try await client.execute(uri: path, method: .get, headers: headers)
            return (response.status, String(buffer: response.body))
        }

        func post(_ path: String, as session: String) async throws -> (status: HTTPResponse.Status, place: String?) {
            var headers = HTTPFields()
            headers[.cookie] = "namiki=\(session)"
            headers[.contentType] = "application/x-www-form-urlencoded"
            let response = try await client.execute(
                uri: path, method: .post, headers: headers,
                body: ByteBuffer(string: "\(FormView.csrfField)=\(SmallReview.csrf)"))
            return (response.status, response.headers[.location])
        }

        /// Every page and every JSON answer about this rehearsal that somebody can be led to.
        var addresses: [String] {
            var paths = ["/standardization", record.path, record.path + "/report", record.path + "/findings"]
            for system in ["juki", "jido"] {
                paths += ["\(record.path)/systems/\(system)", "\(record.path)/characters/\(system)"]
                for reason in Reason.allCases {
                    let list = "\(record.path)/findings/\(system)/\(reason.code)"
                    let file = FindingFile(run: run, system: system, reason: reason)
                    let total = file.entries(from: 0, count: 0).total
                    if total > 0 { paths.append(list) }
                    paths += (0..<total).map { "\(list)/\($0)" }
                }
            }
            return paths + paths.map { $0 + ".json" }
        }
    }

    static func use(
        _ workbench: SmallWorkbench, _ body: @escaping @Sendable (Asking) async throws -> Void
    ) async throws {
        let folder = try workbench.write()
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try await openDatabase(at: ":memory:")
        try await Migrator.migrate(database, StandardizationModule.allMigrations)
        let ward = Ward(database: database, clock: .system, random: .system)
        let (read, findings) = WorkbenchReader.read(folder)
        let declared = try #require(read, "\(findings.map(\.japanese))")
        let result = try await RehearsalRun.run(
            declared, in: folder, by: .commandLine, ward: ward, workers: 1, printer: nil)
        let stamp = ward.stamp(by: .commandLine)
        let units = try await database.write { connection in
            var units: [String: ID<OfficeUnit>] = [:]
            for (position, name) in ["区民課", "子育て支援課", "学務課"].enumerated() {
                units[name] = try UnitStore.create(code: "\(10 + position)", name: name, by: stamp, on: connection).id
            }
            return units
        }
        let server = try SiteServer(
            ward: ward, modules: [StandardizationModule()], sessions: sessions,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await server.application().test(.router) { client in
            try await body(
                Asking(
                    client: client, record: result.record, folder: folder, run: result.folder, ward: ward, units: units)
            )
        }
    }
}
