import Foundation
import Tabular

@testable import Conversion

/// Tables of set rules, and chunks of record rules, from rows of a test.
enum BuiltTable {
    static func table(_ name: String, _ items: [String], _ rows: [[String]]) -> GroupTable {
        var group = ItemGroup(name: name, items: items.map { Item(name: $0, type: .any) })
        group.items[0].isKey = true
        let table = GroupTable(group, keeps: Set(items.indices))
        let columns = items.indices.map { column in
            let values = TextColumn()
            for row in rows { Array(row[column].utf8).withUnsafeBufferPointer { values.append($0) } }
            return values
        }
        table.append(columns, Array(items.indices))
        table.endPart(system: "test", rows: rows.count, origins: OriginFile())
        return table
    }

    static func rule(_ group: String, _ check: Rule.Check, _ reason: Reason, filters: [Rule.Filter] = []) -> Rule {
        Rule(id: "r", group: group, reason: reason, filters: filters, check: check)
    }

    /// Rows that a set rule tells, with the reasons.
    static func failures(
        _ check: SetCheck, of group: String, _ reason: Reason, _ tables: [GroupTable], filters: [Rule.Filter] = []
    ) -> [SetChecker.Failure] {
        var checker = SetChecker(tables: Dictionary(uniqueKeysWithValues: tables.map { ($0.group.name, $0) }))
        return checker.run(rule(group, .set(check), reason, filters: filters), check)
    }

    /// Rows of a file that a record rule tells.
    static func rows(
        _ check: RecordCheck, _ rows: [[String]], filters: [Rule.Filter] = [], towns: TownList = TownList([])
    ) async throws
        -> [Int]
    {
        let kernel = RecordKernel(
            rule: rule("g", .record(check), .ownRule, filters: filters), check: check, towns: towns)
        let text = CSVWriter.bytes(rows: rows)
        let profile = RecordProfile(
            set: .utf8, form: .delimited(DelimitedForm(columnCount: rows[0].count, hasHeading: false)))
        var found: [Int] = []
        try await RecordFile(MappedFile(text), profile: profile, chunkBytes: 512).read { chunk in
            var rows: [UInt32] = []
            kernel.failures(chunk, into: &rows)
            return rows.map(Int.init)
        } combine: { rows, place in
            found += rows.map { $0 + place.recordsBefore }
        }
        return found
    }
}
