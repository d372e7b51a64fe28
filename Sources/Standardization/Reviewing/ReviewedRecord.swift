import Foundation
import Japanese
import Tabular

/// One record before and after: as its source file holds it, and as it was written for the target.
struct ReviewedRecord {
    struct Value {
        let item: String
        let text: ProtectedText
    }

    let source: [Value]
    let target: [Value]
    /// Where the record stands in its file.
    let place: Range<Int>
    let path: String
    /// The bytes of the value the finding is about, from its file.
    let valueBytes: ProtectedBytes
    let isProtected: Bool
    /// What the finding is about is an individual number, and hidden.
    let hidesNumbers: Bool

    /// - Returns: `nil` when the files are not there any more, or are not those of the run.
    static func read(
        _ line: FindingLine, system: Workbench.System, workbench: Workbench, folder: URL, run: URL,
        inputs: [RunManifest.Input], protected: ProtectedKeys
    ) async throws -> ReviewedRecord? {
        guard let group = system.layout.group(named: line.source), let path = system.files[line.source],
            let profile = system.profile(of: group, packs: workbench.packs),
            let input = inputs.first(where: { $0.system == system.id && $0.group == line.source }),
            let file = try? MappedFile(path: folder.appendingPathComponent(path).path),
            file.bytes.count == input.bytes, line.bytes.upperBound <= file.bytes.count
        else { return nil }
        // The bytes are there only as long as the file is.
        defer { withExtendedLifetime(file) {} }
        let stage = run.appendingPathComponent("stages/convert-\(system.id)")
        let found = origin(of: line, system: system, stage: stage)
        let place = found?.origin.bytes ?? line.bytes
        guard place.upperBound <= file.bytes.count else { return nil }
        let values = try await self.values(Array(file.bytes[place]), profile)
        let row = found.flatMap { self.row($0.row, line.target, stage: stage) } ?? []
        // Nobody can be told apart in a record that was not read: it is treated like one of a protected person.
        let isProtected = values.isEmpty || (protected.concerns(values + row + [line.key]))
        // 個人番号 is shown to nobody without a look that is on record (番号法).
        func isNumber(_ name: String) -> Bool { name.contains("個人番号") || name.contains("マイナンバー") }
        func shown(_ names: [String], _ values: [String]) -> [Value] {
            zip(names, values).map {
                Value(item: $0, text: ProtectedText($1, isProtected: isProtected || isNumber($0) && !$1.isEmpty))
            }
        }
        let holdsNumber = line.field.isEmpty ? group.items.contains { isNumber($0.name) } : isNumber(line.field)
        let targetItems = workbench.target.group(named: line.target)?.items.map(\.name) ?? []
        return ReviewedRecord(
            source: shown(group.items.map(\.name), values), target: shown(targetItems, row), place: place, path: path,
            valueBytes: ProtectedBytes(
                Array(file.bytes[line.bytes].prefix(bytesShownMax)), isProtected: isProtected || holdsNumber),
            isProtected: isProtected, hidesNumbers: isNumber(line.field) || isNumber(line.item))
    }

    /// Bytes of a value that a page shows at most.
    static let bytesShownMax = 256

    private static func origin(
        of line: FindingLine, system: Workbench.System, stage: URL
    ) -> (row: Int, origin: Origin)? {
        let name = OutputFolder.safe(line.target)
        guard !line.target.isEmpty,
            let origins = try? OriginFile(path: stage.appendingPathComponent("origins/\(name).bin").path)
        else { return nil }
        for row in 0..<origins.count {
            guard let origin = origins[row], origin.record == line.record,
                system.mapping.groups.indices.contains(origin.entry),
                system.mapping.groups[origin.entry].source == line.source
            else { continue }
            return (row, origin)
        }
        return nil
    }

    /// The values of one record by itself.
    private static func values(_ bytes: [UInt8], _ profile: RecordProfile) async throws -> [String] {
        var profile = profile
        switch profile.form {
        case .delimited(var form):
            form.hasHeading = false
            profile.form = .delimited(form)
        case .fixed(var form):
            form.terminator = []
            profile.form = .fixed(form)
        }
        var values: [String] = []
        try await RecordFile(MappedFile(bytes), profile: profile).read(workers: 1) { chunk in
            chunk.recordCount == 0 ? [] : (0..<chunk.columnCount).map { chunk.string(0, $0) }
        } combine: { found, _ in
            if values.isEmpty { values = found }
        }
        return values
    }

    /// A record of the target's file.
    private static func row(_ row: Int, _ target: String, stage: URL) -> [String]? {
        let path = stage.appendingPathComponent("out/\(OutputFolder.safe(target)).csv").path
        guard let file = try? MappedFile(path: path) else { return nil }
        defer { withExtendedLifetime(file) {} }
        // The heading is line 0. Values of the target hold no line ends.
        var start = 0
        for _ in 0...row {
            guard let end = file.bytes[start...].firstIndex(of: 0x0A) else { return nil }
            start = end + 1
        }
        let end = file.bytes[start...].firstIndex(of: 0x0A) ?? file.bytes.count
        return (try? CSVReader.read(Array(file.bytes[start..<end]), delimiter: .comma))?.records.first?.fields.map(
            \.text)
    }
}
