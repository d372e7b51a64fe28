import Conversion
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
        /// `nil` where the ward has no key.
        let signature: ContentSignature?
        /// Why there is no PDF; `nil` when there is one or none was asked for.
        let pdfProblem: String?

        var json: JSON {
            [
                "id": .string(record.id.text), "number": JSON(record.number), "folder": .string(folder.path),
                "gate": .string(record.isGateOpen ? "open" : "closed"), "blocking": JSON(record.blocking),
                "contentHash": .string(record.contentHash), "signature": signature?.json ?? .null,
                "systems": content["systems"] ?? nil,
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
        let rehearsal = try await begin(workbench, in: folder, by: actor, ward: ward, workers: workers)
        return try await finish(rehearsal, by: actor, ward: ward, printer: printer, progress: progress)
    }

    private static let reportName = "report.html"
    private static let pdfName = "report.pdf"

    /// Begins a rehearsal with the decisions on record, or goes on with one that was not finished and recorded.
    static func begin(
        _ workbench: Workbench, in folder: URL, by actor: Actor, ward: Ward, workers: Int
    ) async throws -> Rehearsal {
        let id = try await WorkbenchName.settle(folder, by: actor, ward: ward)
        let (decisions, records) = try await ward.database.read { connection in
            (
                try DecisionStore.all(workbench: id, on: connection),
                try RehearsalStore.list(on: connection).filter { $0.workbenchID == id }
            )
        }
        // Only the newest can have been killed between its record and its list.
        if let last = records.max(by: { $0.number < $1.number }) { try await restore(last, ward: ward) }
        let recorded = Set(records.map(\.number))
        return try Rehearsal.begin(
            workbench, id: id, in: folder, decisions: decisions, at: ward.clock.now(), workers: workers,
            recordedMax: recorded.max() ?? 0
        ) { recorded.contains($0) }
    }

    /// Writes the report and the list of files beside a run again where they are missing: it may have been killed between its record and
    /// that. A folder that is not as the record says is left as it is.
    private static func restore(_ record: RehearsalRecord, ward: Ward) async throws {
        let run = URL(fileURLWithPath: record.folder).appendingPathComponent(record.runFolder)
        let url = run.appendingPathComponent(reportName)
        let manager = FileManager.default
        let list = run.appendingPathComponent(RunFileList.name)
        guard !manager.fileExists(atPath: url.path) || !manager.fileExists(atPath: list.path),
            let proof = try? RehearsalProof(of: run, isListed: false), proof.isWhole,
            proof.contentHash == record.contentHash
        else { return }
        let (html, pdf) = try await ward.database.read {
            (try record.rendering("text/html", on: $0), try record.rendering("application/pdf", on: $0))
        }
        try RunFileList.clear(run)
        if let html { try PrivateFile.write(Data(html), to: url.path) }
        guard !manager.fileExists(atPath: list.path) else { return }
        // What is signed is what the store holds, not what lies in the folder.
        let printed = run.appendingPathComponent(pdfName)
        if let pdf {
            try PrivateFile.write(Data(pdf), to: printed.path)
        } else if manager.fileExists(atPath: printed.path) {
            try manager.removeItem(at: printed)
        }
        guard RunFileList.holdsOwnFilesOnly(run) else { return }
        if !manager.fileExists(atPath: run.appendingPathComponent(RehearsalProof.signatureName).path) {
            _ = try sign(record, in: run, with: ward.signingKey)
        }
        try RunFileList.write(in: run, key: ward.signingKey)
    }

    /// Writes the signature of what is on record beside a run; `nil` where the ward has no key.
    private static func sign(
        _ record: RehearsalRecord, in run: URL, with key: SigningKey?
    ) throws -> ContentSignature? {
        guard let key else { return nil }
        let signature = try key.sign(kind: RehearsalRecord.sealKind, contentHash: record.contentHash)
        try PrivateFile.write(
            Data(signature.json.canonical.utf8), to: run.appendingPathComponent(RehearsalProof.signatureName).path)
        return signature
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
        let signature = try sign(record, in: rehearsal.folder, with: ward.signingKey)
        if let html = try await ward.database.read({ try record.rendering("text/html", on: $0) }) {
            try PrivateFile.write(Data(html), to: rehearsal.folder.appendingPathComponent(reportName).path)
        }
        var problem: String?
        if let printer {
            do {
                let pdf = try await SealedEdition.pdf(of: seal, with: printer, ward: ward, by: stamp)
                try PrivateFile.write(Data(pdf), to: rehearsal.folder.appendingPathComponent(pdfName).path)
            } catch let error as PrintingError {
                problem = error.words
            }
        }
        try RunFileList.write(in: rehearsal.folder, key: ward.signingKey)
        return Result(
            record: record, content: content, folder: rehearsal.folder, signature: signature, pdfProblem: problem)
    }
}
