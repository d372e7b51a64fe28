import Conversion
import Foundation
import Japanese
import Tabular

/// One record before and after: as its source file holds it, and as it was written for the target.
struct ReviewedRecord {
    struct Value {
        let item: String
        let text: ProtectedText
    }

    /// The source group, and the record in its file, from 1.
    let group: String
    let number: Int
    let source: [Value]
    let target: [Value]
    let path: String
    /// The key as a page may show it; empty where the record was not written.
    let key: ProtectedText
    /// The bytes of the value the finding is about, from its file.
    let valueBytes: ProtectedText
    let isProtected: Bool
    /// What the finding is about is an individual number, and hidden.
    let hidesNumbers: Bool

    /// Bytes of a value that a page shows at most.
    static let bytesShownMax = 256
}

/// Reads single records of a run from its files.
struct RecordReader {
    let workbench: Workbench
    /// The workbench's folder, and the run's.
    let folder: URL
    let run: URL
    let inputs: [RunManifest.Input]
    let protected: ProtectedKeys

    /// Where a record stands: in its source file, and where it was written, in the target's file.
    private struct Place {
        let system: Workbench.System
        let source: String
        let target: String
        let number: Int
        let bytes: Range<Int>
        /// From 0; `nil` for a record that was not written.
        let row: Int?
    }

    /// What a finding is about.
    private struct Subject {
        var field = ""
        var item = ""
        var bytes: Range<Int>?
        var key = ""
        /// Whether its values are hidden whoever the record speaks of.
        var isProtected = false
    }

    /// The record that a finding is about.
    /// - Returns: `nil` when the files are not there any more, or are not those of the run.
    func record(of line: FindingLine, system: Workbench.System) throws -> ReviewedRecord? {
        let found = written(line, system: system)
        let place = Place(
            system: system, source: line.source, target: line.target, number: line.record,
            bytes: found?.origin.bytes ?? line.bytes, row: found?.row)
        return try read(
            place, Subject(field: line.field, item: line.item, bytes: line.bytes, key: line.key))
    }

    /// A record that another one was compared with.
    /// - Parameter isProtected: hides it whoever it speaks of.
    /// - Returns: `nil` when the files are not there any more, or are not those of the run.
    func record(_ other: WrittenRecord, isProtected: Bool) throws -> ReviewedRecord? {
        guard let system = workbench.systems.first(where: { $0.id == other.system }),
            let origins = origins(of: other.target, system: system), let origin = origins[other.number - 1],
            system.mapping.groups.indices.contains(origin.entry)
        else { return nil }
        let place = Place(
            system: system, source: system.mapping.groups[origin.entry].source, target: other.target,
            number: origin.record, bytes: origin.bytes, row: other.number - 1)
        return try read(place, Subject(isProtected: isProtected))
    }

    private func read(_ place: Place, _ subject: Subject) throws -> ReviewedRecord? {
        guard let group = place.system.layout.group(named: place.source),
            let path = place.system.files[place.source],
            let profile = place.system.profile(of: group, packs: workbench.packs),
            let input = inputs.first(where: { $0.system == place.system.id && $0.group == place.source }),
            let file = try? MappedFile(path: folder.appendingPathComponent(path).path),
            file.bytes.count == input.bytes, place.bytes.upperBound <= file.bytes.count,
            (subject.bytes?.upperBound ?? 0) <= file.bytes.count, KnownInputs.isSame(file, as: input.sha256)
        else { return nil }
        // The bytes are there only as long as the file is.
        defer { withExtendedLifetime(file) {} }
        let values = try profile.values(of: Array(file.bytes[place.bytes]))
        let row = place.row.flatMap { self.row($0, place.target, of: place.system) } ?? []
        // Nobody can be told apart in a record that was not read: it is treated like one of a protected person.
        let isProtected =
            subject.isProtected || values.isEmpty || isProtected(values, row, group, place, key: subject.key)
        // 個人番号 is shown to nobody without a look that is on record (番号法).
        let sources = sourcesOfNumbers(place, group)
        func isNumber(_ name: String) -> Bool { RecordReader.isNumber(name) || sources.contains(name) }
        func shown(_ names: [String], _ values: [String]) -> [ReviewedRecord.Value] {
            zip(names, values).map {
                .init(item: $0, text: ProtectedText($1, isProtected: isProtected || isNumber($0) && !$1.isEmpty))
            }
        }
        let hidesNumbers = isNumber(subject.field) || RecordReader.isNumber(subject.item)
        let holdsNumber = subject.field.isEmpty ? group.items.contains { isNumber($0.name) } : hidesNumbers
        let target = workbench.target.group(named: place.target)
        let keyColumns = target?.keyColumns.filter(row.indices.contains) ?? []
        let holdsKeyNumber = keyColumns.contains { RecordReader.isNumber(target?.items[$0].name ?? "") }
        return ReviewedRecord(
            group: place.source, number: place.number, source: shown(group.items.map(\.name), values),
            target: shown(target?.items.map(\.name) ?? [], row), path: path,
            key: ProtectedText(
                keyColumns.map { row[$0] }.joined(separator: "/"), isProtected: isProtected || holdsKeyNumber),
            valueBytes: ProtectedText(
                file.bytes[subject.bytes ?? place.bytes].prefix(ReviewedRecord.bytesShownMax),
                isProtected: isProtected || holdsNumber),
            isProtected: isProtected, hidesNumbers: hidesNumbers)
    }

    /// Whether a record may speak of a protected person: by its own flag, by its keys in whatever form, or because it has none.
    private func isProtected(
        _ values: [String], _ row: [String], _ group: ItemGroup, _ place: Place, key: String
    ) -> Bool {
        let flags = workbench.flagNames
        let target = workbench.target.group(named: place.target)
        let flagged = (target?.items ?? []).enumerated().filter { position, item in
            flags.contains(item.name) && row.indices.contains(position) && !row[position].isEmpty
        }
        if flagged.contains(where: { row[$0.offset] != "0" }) { return true }
        // What was not written is asked of the source.
        let unwritten = flags.subtracting(flagged.map(\.element.name))
        if place.system.mapping.setsFlag(unwritten, source: place.source, values: values) { return true }
        let sourceKeys = group.keyColumns.filter(values.indices.contains).map { values[$0] }
        let targetKeys = (target?.keyColumns ?? []).filter(row.indices.contains).map { row[$0] }
        // Of a record without a key nobody can say whose it is.
        if !flags.isEmpty, (row.isEmpty ? sourceKeys : targetKeys).contains("") { return true }
        let parts = key.split(separator: "/").map(String.init)
        let names = workbench.personKeyNames
        let columns = place.system.mapping.columns(filling: names, source: place.source)
        let written = (target?.items ?? []).enumerated().filter { names.contains($0.element.name) }.map(\.offset)
        let people =
            columns.sorted().filter(values.indices.contains).map { values[$0] }
            + written.filter(row.indices.contains).map { row[$0] }
        return protected.concerns(
            .init(
                values: values + row + parts + [key], keys: sourceKeys + targetKeys + parts + people,
                people: people.isEmpty ? sourceKeys + targetKeys : people, group: place.target))
    }

    private static func isNumber(_ name: String) -> Bool { name.contains("個人番号") || name.contains("マイナンバー") }

    /// Source items that fill individual numbers of the target, whatever they are called.
    private func sourcesOfNumbers(_ place: Place, _ group: ItemGroup) -> Set<String> {
        let entries = place.system.mapping.groups.filter { $0.source == place.source }
        let columns = entries.flatMap(\.items).filter { RecordReader.isNumber($0.item) }.flatMap(\.expression.columns)
        return Set(columns.filter(group.items.indices.contains).map { group.items[$0].name })
    }

    // MARK: files

    private func stage(_ system: Workbench.System) -> URL {
        run.appendingPathComponent("stages/convert-\(system.id)")
    }

    private func origins(of target: String, system: Workbench.System) -> OriginFile? {
        if target.isEmpty { return nil }
        return try? OriginFile(
            path: stage(system).appendingPathComponent("origins/\(OutputFolder.safe(target)).bin").path)
    }

    private func written(_ line: FindingLine, system: Workbench.System) -> (row: Int, origin: Origin)? {
        guard let origins = origins(of: line.target, system: system) else { return nil }
        for row in 0..<origins.count {
            guard let origin = origins[row], origin.record == line.record,
                system.mapping.groups.indices.contains(origin.entry),
                system.mapping.groups[origin.entry].source == line.source
            else { continue }
            return (row, origin)
        }
        return nil
    }

    /// A record of the target's file.
    private func row(_ row: Int, _ target: String, of system: Workbench.System) -> [String]? {
        let path = stage(system).appendingPathComponent("out/\(OutputFolder.safe(target)).csv").path
        guard let file = try? MappedFile(path: path) else { return nil }
        defer { withExtendedLifetime(file) {} }
        // The heading is line 0. Values of the target hold no line ends.
        var start = 0
        for _ in 0...row {
            guard let end = file.firstIndex(of: 0x0A, from: start) else { return nil }
            start = end + 1
        }
        let end = file.firstIndex(of: 0x0A, from: start) ?? file.bytes.count
        return (try? CSVReader.read(Array(file.bytes[start..<end]), delimiter: .comma))?.records.first?.fields.map(
            \.text)
    }
}
