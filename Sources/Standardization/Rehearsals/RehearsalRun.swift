import Foundation
import Japanese
import Site
import Storage
import Ward

/// A rehearsal from beginning to seal: what the command, the page and the job do through one function.
enum RehearsalRun {
    struct Result: Sendable {
        let record: RehearsalRecord
        let content: JSON
        /// Of the run.
        let folder: URL
        /// Why there is no PDF; `nil` when there is one or none was asked for.
        let pdfProblem: String?

        var json: JSON {
            [
                "id": .string(record.id.text), "number": JSON(record.number), "folder": .string(folder.path),
                "gate": .string(record.isGateOpen ? "open" : "closed"), "blocking": JSON(record.blocking),
                "contentHash": .string(record.contentHash), "systems": content["systems"] ?? nil,
                "accuracy": content["accuracy"] ?? nil,
            ]
        }
    }

    /// - Parameters:
    ///   - folder: the workbench's, as an absolute path: decisions and rehearsals are kept under it.
    ///   - printer: `nil` for no PDF.
    static func run(
        _ workbench: Workbench, in folder: URL, by actor: Actor, ward: Ward, workers: Int, printer: PDFPrinter?,
        progress: (Rehearsal.Progress) -> Void = { _ in }
    ) async throws -> Result {
        let lock = try RunLock(folder)
        defer { withExtendedLifetime(lock) {} }
        let rehearsal = try await begin(workbench, in: folder, ward: ward, workers: workers)
        return try await finish(rehearsal, by: actor, ward: ward, printer: printer, progress: progress)
    }

    private static let reportName = "report.html"

    /// Begins a rehearsal with the decisions on record, or goes on with one that was not finished and recorded.
    static func begin(_ workbench: Workbench, in folder: URL, ward: Ward, workers: Int) async throws -> Rehearsal {
        let path = folder.path
        let (decisions, recorded) = try await ward.database.read { connection in
            (
                try DecisionStore.all(folder: path, on: connection),
                Set(try RehearsalStore.list(on: connection).filter { $0.folder == path }.map(\.number))
            )
        }
        return try Rehearsal.begin(
            workbench, in: folder, decisions: decisions, at: ward.clock.now(), workers: workers
        ) { number in
            let report = folder.appendingPathComponent(RunManifest.folder(number)).appendingPathComponent(reportName)
            return recorded.contains(number) && FileManager.default.fileExists(atPath: report.path)
        }
    }

    /// Runs what is left, records and seals the result, and writes the report beside it.
    static func finish(
        _ rehearsal: Rehearsal, by actor: Actor, ward: Ward, printer: PDFPrinter?,
        progress: (Rehearsal.Progress) -> Void = { _ in }
    ) async throws -> Result {
        let content = try await rehearsal.run(progress: progress)
        let path = rehearsal.source.path
        let stamp = ward.stamp(by: actor)
        let (record, seal) = try await ward.database.write { connection in
            try RehearsalStore.record(content, folder: path, by: stamp, on: connection)
        }
        let sealed = try await ward.database.read { connection -> (html: [UInt8]?, pdf: [UInt8]?) in
            (
                try SealStore.rendering(of: seal, type: "text/html", on: connection),
                try SealStore.rendering(of: seal, type: "application/pdf", on: connection)
            )
        }
        if let html = sealed.html {
            try Data(html).write(to: rehearsal.folder.appendingPathComponent(reportName), options: .atomic)
        }
        var problem: String?
        if let printer, let html = sealed.html {
            do {
                let pdf: [UInt8]
                if let known = sealed.pdf {
                    pdf = known
                } else {
                    pdf = try await printer.pdf(HTML(trusted: String(decoding: html, as: UTF8.self)))
                    try await ward.database.write { connection in
                        try SealStore.attach(
                            Rendering(type: "application/pdf", bytes: pdf), to: seal, by: stamp, on: connection)
                    }
                }
                try Data(pdf).write(to: rehearsal.folder.appendingPathComponent("report.pdf"), options: .atomic)
            } catch let error as PrintingError {
                problem = error.words
            }
        }
        return Result(record: record, content: content, folder: rehearsal.folder, pdfProblem: problem)
    }
}
