import Foundation
import HTTPTypes
import SiteTesting
import Storage
import Testing
import Ward

@testable import Conversion
@testable import Standardization

/// The pages of a small workbench's rehearsal, asked as somebody.
enum SmallReview {
    struct Asking: Sendable {
        let client: SiteClient
        let record: RehearsalRecord
        let folder: URL
        let run: URL
        let ward: Ward
        let units: [String: ID<OfficeUnit>]

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
            return paths + paths.map { $0 + ".json" } + paths.map { $0 + "?format=csv" }
        }
    }

    static func use(
        _ workbench: SmallWorkbench, _ body: (Asking) async throws -> Void
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
        let client = try TestSite(ward, modules: [StandardizationModule()]).client
        try await body(
            Asking(client: client, record: result.record, folder: folder, run: result.folder, ward: ward, units: units))
    }
}
