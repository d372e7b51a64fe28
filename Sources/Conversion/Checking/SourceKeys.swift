import Foundation
import Tabular

/// Keys of protected people as the files of their systems have them: another system, or a record whose key was refused, may hold the
/// key in that form alone.
struct SourceKeys {
    let workbench: Workbench
    /// The workbench's folder.
    let folder: URL

    /// People who are looked up; more than a ward protects.
    private static let countMax = 20_000

    func add(to protected: inout ProtectedKeys) throws {
        guard protected.rows.count <= SourceKeys.countMax else { return protected.protectEverybody() }
        var files: [String: (file: MappedFile, profile: RecordProfile, columns: [Int])] = [:]
        var keys: Set<String> = []
        for (table, row, key) in protected.rows {
            guard let part = table.part(of: row), let origin = part.origins[row - part.rows.lowerBound],
                let system = workbench.systems.first(where: { $0.id == part.system }),
                system.mapping.groups.indices.contains(origin.entry)
            else { continue }
            let entry = system.mapping.groups[origin.entry]
            let name = "\(system.id)/\(entry.source)/\(entry.target)"
            if files[name] == nil { files[name] = try open(system, entry, table.group.items[key].name) }
            guard let known = files[name], origin.bytes.upperBound <= known.file.bytes.count else { continue }
            let values = try known.profile.values(of: Array(known.file.bytes[origin.bytes]))
            keys.formUnion(known.columns.filter(values.indices.contains).map { values[$0] }.filter { !$0.isEmpty })
        }
        protected.add(sourceKeys: keys)
    }

    private func open(
        _ system: Workbench.System, _ entry: GroupMapping, _ name: String
    ) throws -> (file: MappedFile, profile: RecordProfile, columns: [Int])? {
        guard let group = system.layout.group(named: entry.source), let path = system.files[entry.source],
            let profile = system.profile(of: group, packs: workbench.packs)
        else { return nil }
        let columns = entry.items.filter { $0.item == name }.flatMap(\.expression.columns)
        return (try MappedFile(path: folder.appendingPathComponent(path).path), profile, Set(columns).sorted())
    }
}

extension RecordProfile {
    /// The values of one record by itself; none where its bytes are no record.
    package func values(of bytes: [UInt8]) throws -> [String] {
        var profile = self
        switch profile.form {
        case .delimited(var form):
            form.hasHeading = false
            profile.form = .delimited(form)
        case .fixed(var form):
            form.terminator = []
            profile.form = .fixed(form)
        }
        let parts = try RecordFile(MappedFile(bytes), profile: profile).readInOrder { chunk in
            chunk.recordCount == 0 ? [] : (0..<chunk.columnCount).map { chunk.string(0, $0) }
        }
        return parts.first { !$0.isEmpty } ?? []
    }
}
