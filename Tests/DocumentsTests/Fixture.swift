import Documents
import Foundation

/// Files beside the tests, made by `Fixtures/make.py` with LibreOffice.
enum Fixture {
    static func bytes(_ name: String, path: String = #filePath) throws -> [UInt8] {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent("Fixtures")
        return [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    static func read(_ name: String, tools: DocumentTools = DocumentTools()) async throws -> PlacedDocument {
        try await DocumentReader(tools: tools).read(try bytes(name), name: name)
    }
}

/// The real programs, as the caller of the reader runs them.
enum Program {
    static func isInstalled(_ name: String) -> Bool {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }

    static let layout = DocumentTools { bytes throws(DocumentToolFailure) in
        try run("pdftotext", ["-bbox-layout", "-enc", "UTF-8", "FILE", "-"], bytes)
    }

    static let recognising = DocumentTools(
        layout: layout.layout,
        recognising: { bytes throws(DocumentToolFailure) in
            try run("tesseract", ["FILE", "-", "-l", "jpn", "tsv"], bytes)
        })

    /// The first page of a PDF as a picture.
    static func picture(_ pdf: [UInt8]) throws(DocumentToolFailure) -> [UInt8] {
        try run("pdftoppm", ["-r", "200", "-gray", "-png", "-singlefile", "FILE"], pdf)
    }

    private static func run(
        _ name: String, _ arguments: [String], _ bytes: [UInt8]
    ) throws(DocumentToolFailure) -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("namiki-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        do {
            try Data(bytes).write(to: file)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = [name] + arguments.map { $0 == "FILE" ? file.path : $0 }
            let pipe = Pipe()
            process.standardOutput = pipe
            process.standardError = FileHandle.nullDevice
            try process.run()
            let answer = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
            process.waitUntilExit()
            guard process.terminationStatus == 0 else {
                throw DocumentToolFailure.failed(reason: "\(process.terminationStatus)")
            }
            return answer
        } catch let error as DocumentToolFailure {
            throw error
        } catch {
            throw .failed(reason: "\(error)")
        }
    }
}

extension PlacedDocument {
    var texts: [String] { lines.map(\.text) }

    func line(_ text: String) -> PlacedLine? { lines.first { $0.text == text } }

    /// The numbers that are drawn, with the first characters of their lines.
    var numbered: [String] {
        lines.compactMap { line in line.look.automaticNumber.map { "\($0) \(line.text.prefix(6))" } }
    }

    /// Cells as `row,column rows×columns text`.
    func cells(table: Int = 1) -> [String] {
        lines.compactMap { line in
            guard let cell = line.cell, cell.table == table else { return nil }
            let span = cell.rowSpan * cell.columnSpan > 1 ? " \(cell.rowSpan)×\(cell.columnSpan)" : ""
            return "\(cell.row),\(cell.column)\(span) \(line.text)"
        }
    }

    func says(_ words: String, _ kind: DocumentNote.Kind) -> Bool {
        notes.contains { $0.kind == kind && $0.message.contains(words) }
    }
}

/// The refusal of a file; `nil` when it was read.
func refusal(
    _ bytes: [UInt8], name: String = "", tools: DocumentTools = DocumentTools(),
    limits: DocumentLimits = DocumentLimits()
) async -> DocumentRefusal? {
    do throws(DocumentRefusal) {
        _ = try await DocumentReader(tools: tools, limits: limits).read(bytes, name: name)
        return nil
    } catch {
        return error
    }
}
