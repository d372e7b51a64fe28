import Ward

/// What changed between two releases of a table, by rows (行の差分).
///
/// Rows are told apart by the first column that holds another value in every row of both, such as ID; where there is none, by all
/// their cells, and then none is changed.
struct ReleaseDiff: Hashable, Sendable, Codable {
    struct Change: Hashable, Sendable, Codable {
        enum Kind: String, Sendable, Codable {
            case added, removed, changed

            var title: String {
                switch self {
                case .added: "追加"
                case .removed: "削除"
                case .changed: "変更"
                }
            }
        }

        let kind: Kind
        /// The value of the key, or the whole row.
        let key: String
        /// For a changed row: 「列: 前 → 後」
        let cells: [String]
    }

    let key: String?
    let added: Int
    let removed: Int
    let changed: Int
    let addedColumns: [String]
    let removedColumns: [String]
    /// The first of them.
    let changes: [Change]

    static let changesMax = 200

    var isEmpty: Bool {
        added + removed + changed == 0 && addedColumns.isEmpty && removedColumns.isEmpty
    }

    /// What readers of the old one will miss, a sentence each: columns, and rows where many went.
    /// - Parameter rowCount: rows of the new one.
    func losses(leaving rowCount: Int) -> [String] {
        let before = rowCount - added + removed
        var losses: [String] = []
        if !removedColumns.isEmpty {
            losses.append("前の版にあった列「\(removedColumns.joined(separator: "」「"))」がなくなります。")
        }
        if rowCount < before, removed * Self.lossShare >= before {
            losses.append("前の版の\(before)行のうち\(removed)行がなくなり、\(rowCount)行になります。")
        }
        return losses
    }

    /// One row in so many that went is told.
    private static let lossShare = 10

    init(from old: ReleaseTable, to new: ReleaseTable) {
        let shared = new.heads.filter(old.heads.contains)
        let key = shared.first { Self.isKey($0, of: old) && Self.isKey($0, of: new) }
        self.key = key
        addedColumns = new.heads.filter { !old.heads.contains($0) }
        removedColumns = old.heads.filter { !new.heads.contains($0) }
        let places = shared.map { head in (head, old.column(head) ?? 0, new.column(head) ?? 0) }
        var changes: [Change] = []
        var counts = (added: 0, removed: 0, changed: 0)
        func note(_ kind: Change.Kind, _ key: String, _ cells: [String] = []) {
            switch kind {
            case .added: counts.added += 1
            case .removed: counts.removed += 1
            case .changed: counts.changed += 1
            }
            if changes.count < Self.changesMax { changes.append(Change(kind: kind, key: key, cells: cells)) }
        }
        if let key, let oldPlace = old.column(key), let newPlace = new.column(key) {
            var left = Dictionary(old.rows.map { ($0[oldPlace], $0) }, uniquingKeysWith: { first, _ in first })
            for row in new.rows {
                guard let before = left.removeValue(forKey: row[newPlace]) else {
                    note(.added, row[newPlace])
                    continue
                }
                let cells = places.filter { before[$0.1] != row[$0.2] }
                    .map { "\($0.0): \(before[$0.1]) → \(row[$0.2])" }
                if !cells.isEmpty { note(.changed, row[newPlace], cells) }
            }
            for row in old.rows where left[row[oldPlace]] != nil { note(.removed, row[oldPlace]) }
        } else {
            var left = Dictionary(grouping: old.rows, by: { row in places.map { row[$0.1] } }).mapValues(\.count)
            for row in new.rows {
                let cells = places.map { row[$0.2] }
                if let count = left[cells], count > 0 {
                    left[cells] = count - 1
                } else {
                    note(.added, cells.joined(separator: " / "))
                }
            }
            for (cells, count) in left.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) where count > 0 {
                for _ in 0..<count { note(.removed, cells.joined(separator: " / ")) }
            }
        }
        (added, removed, changed) = counts
        self.changes = changes
    }

    private static func isKey(_ head: String, of table: ReleaseTable) -> Bool {
        guard let column = table.column(head), !table.rows.isEmpty else { return false }
        var seen: Set<String> = []
        return table.rows.allSatisfy { !$0[column].isEmpty && seen.insert($0[column]).inserted }
    }
}
