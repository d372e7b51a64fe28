import Japanese
import Tabular

/// What set rules need of all records of a target group, from all systems that fill it.
final class GroupTable: @unchecked Sendable {
    /// Records that came from one system.
    struct Part: Sendable {
        let system: String
        /// Rows of the table.
        let rows: Range<Int>
        let origins: OriginFile
    }

    let group: ItemGroup
    private(set) var parts: [Part] = []
    private(set) var count = 0
    private var columns: [Int: TextColumn]

    init(_ group: ItemGroup, keeps kept: Set<Int>) {
        self.group = group
        columns = Dictionary(uniqueKeysWithValues: kept.map { ($0, TextColumn()) })
    }

    /// Items that are kept, in their order.
    var kept: [Int] { columns.keys.sorted() }

    /// A column that a rule named when the table was made.
    subscript(column: Int) -> TextColumn { columns[column] ?? TextColumn() }

    /// Copies the kept items of a chunk.
    static func extract(_ chunk: RecordChunk, _ kept: [Int]) -> [TextColumn] {
        kept.map { column in
            let copy = TextColumn(capacity: chunk.recordCount * 16 + 64)
            for row in 0..<chunk.recordCount { copy.append(chunk.text(row, column)) }
            return copy
        }
    }

    func append(_ extracted: [TextColumn], _ kept: [Int]) {
        for (column, values) in zip(kept, extracted) { columns[column]?.append(values) }
    }

    /// Closes what was appended since the last part.
    func endPart(system: String, rows: Int, origins: OriginFile) {
        parts.append(Part(system: system, rows: count..<count + rows, origins: origins))
        count += rows
    }

    /// The part that a row belongs to.
    func part(of row: Int) -> Part? { parts.first { $0.rows.contains(row) } }

    /// A row as the record that its system wrote.
    func written(_ row: Int) -> WrittenRecord? {
        part(of: row).map {
            WrittenRecord(system: $0.system, target: group.name, number: row - $0.rows.lowerBound + 1)
        }
    }

    /// All kept values of a record, in the order of its items.
    func values(_ row: Int) -> [UnsafeBufferPointer<UInt8>] { kept.map { self[$0][row] } }

    /// Several items as one value.
    func joined(_ items: [Int]) -> TextColumn {
        if items.count == 1 { return self[items[0]] }
        let columns = items.map { self[$0] }
        let joined = TextColumn(capacity: count * 16 + 64)
        var value: [UInt8] = []
        for row in 0..<count {
            value.removeAll(keepingCapacity: true)
            var isWhole = true
            for column in columns {
                let bytes = column[row]
                if bytes.isEmpty { isWhole = false }
                if !value.isEmpty { value.append(0x1F) }
                value.append(contentsOf: bytes)
            }
            if !isWhole { value.removeAll(keepingCapacity: true) }
            value.withUnsafeBufferPointer { joined.append($0) }
        }
        return joined
    }
}
