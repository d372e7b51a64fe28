import Foundation
import Japanese
import Synchronization
import Tabular

@testable import SyntheticWard

/// A ward of size S that several tests read, written once.
enum SyntheticFiles {
    static let seed: UInt64 = 20_260_401

    /// A ward with defects.
    static let ward = written(seed: seed)
    /// One of another seed.
    static let other = written(seed: 7)

    struct Written: Sendable {
        let folder: URL
        let summary: SyntheticWard.Summary
    }

    /// Folders that go when the tests end.
    private static let folders = Mutex<[URL]>([])

    static func written(seed: UInt64) -> Written? {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("namiki-ward-\(UUID().uuidString)")
        let isFirst = folders.withLock { folders in
            folders.append(folder)
            return folders.count == 1
        }
        if isFirst {
            atexit {
                for folder in SyntheticFiles.folders.withLock({ $0 }) {
                    try? FileManager.default.removeItem(at: folder)
                }
            }
        }
        let ward = SyntheticWard(seed: seed, size: .small)
        return (try? ward.write(to: folder)).map { Written(folder: folder, summary: $0) }
    }

    /// The population with its planted defects, as the writer made it.
    static let planted: (population: SyntheticWard.Population, plan: SyntheticWard.FlawPlan) = {
        var population = SyntheticWard.Population(seed: seed, size: .small)
        let plan = SyntheticWard.FlawPlan(&population)
        return (population, plan)
    }()

    static func sheet(_ target: String) -> SyntheticWard.Sheet? {
        SyntheticWard.Sheets.all.first { $0.target == target }
    }

    /// How the project's own readers are to read a file.
    static func profile(_ sheet: SyntheticWard.Sheet) -> RecordProfile? {
        guard let set = SourceCharacterSet(named: sheet.system.encoding) else { return nil }
        switch sheet.shape {
        case .csv(let isQuoted):
            return RecordProfile(
                set: set, form: .delimited(DelimitedForm(columnCount: sheet.columns.count, isQuoted: isQuoted)))
        case .tsv:
            return RecordProfile(
                set: set,
                form: .delimited(DelimitedForm(delimiter: .tab, columnCount: sheet.columns.count, isQuoted: false)))
        case .fixed(let terminator):
            var offset = 0
            let fields = sheet.columns.map { column in
                defer { offset += column.bytes }
                let kind: FixedField.Kind =
                    switch column.form {
                    case .text, .filler: .text
                    case .kanji: .doubles
                    case .zoned: .zoned(scale: 0)
                    case .packed: .packed(scale: 0)
                    }
                return FixedField(offset: offset, length: column.bytes, kind: kind)
            }
            return RecordProfile(
                set: set, form: .fixed(FixedForm(recordBytes: offset, terminator: terminator, fields: fields)))
        }
    }

    struct Table: Sendable {
        var records: [[String]] = []
        /// Numbers of the records that are broken, from 1.
        var broken: [Int] = []
        /// Values that could not be read: record and column.
        var malformed: [(record: Int, column: Int)] = []
    }

    /// Every value of a file, read with the project's readers.
    static func table(_ sheet: SyntheticWard.Sheet, in folder: URL) async throws -> Table {
        guard let profile = profile(sheet) else { return Table() }
        let file = try RecordFile(path: folder.appendingPathComponent(sheet.path).path, profile: profile)
        var table = Table()
        try await file.read(workers: 1) { chunk in
            var part = Table()
            for row in 0..<chunk.recordCount {
                part.records.append((0..<chunk.columnCount).map { chunk.string(row, $0) })
                for column in 0..<chunk.columnCount where chunk.notes(row, column).contains(.malformed) {
                    part.malformed.append((row, column))
                }
            }
            part.broken = chunk.broken.map { $0.number + 1 }
            return part
        } combine: { part, place in
            table.malformed += part.malformed.map { ($0.record + table.records.count, $0.column) }
            table.records += part.records
            table.broken += part.broken.map { $0 + place.recordsBefore }
        }
        return table
    }

    /// Lines of a tab-separated file by the names of its heading.
    static func lines(_ name: String, in folder: URL) throws -> [[String: String]] {
        let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        let lines = text.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
        guard let heading = lines.first else { return [] }
        return lines.dropFirst().map { line in
            Dictionary(zip(heading.map(String.init), line.map(String.init))) { first, _ in first }
        }
    }

    /// The key of a record as findings show it, from the key columns of its source file.
    static func key(_ record: [String], _ sheet: SyntheticWard.Sheet) -> String {
        sheet.columns.indices.filter { sheet.columns[$0].isKey }.map { record[$0] }.joined(separator: "/")
    }
}
