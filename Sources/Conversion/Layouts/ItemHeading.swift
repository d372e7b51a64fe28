import Japanese

/// Which column of an item list holds what: found by the words of its heading.
struct ItemHeading {
    enum Field: CaseIterable {
        case id, name, romaji, group, key, foreignKey, type, length, code, repeats, requirement, definition, note,
            implemented, remark
    }

    /// Columns from 0.
    let columns: [Field: Int]
    /// The second column of an id that is split into business and item.
    let idTail: Int?
    /// Rows before the first item.
    let firstRow: Int
    /// Headings that say nothing to this reader.
    let unused: [String]

    /// What lists call their columns. Of a heading in two lines, the lower one counts where it has a word.
    private static let words: [(Field, [String])] = [
        (.id, ["データ項目ID", "項目ID"]),
        (.name, ["データ項目", "データ項目名", "項目名", "項目名称"]),
        (.romaji, ["データ項目（ローマ字）", "ローマ字", "パラメータ名"]),
        (.group, ["名称", "グループ", "グループ名称", "グループ_名称"]),
        (.key, ["主キー", "グループ_主キー"]),
        (.foreignKey, ["外部キー", "グループ_外部キー"]),
        (.type, ["データ型", "型"]),
        (.length, ["桁数", "データ長", "長さ"]),
        (.code, ["コード", "コードID"]),
        (.repeats, ["繰り返し", "繰返し"]),
        (.requirement, ["データ出力条件", "必須"]),
        (.definition, ["項目定義"]),
        (.note, ["項目説明"]),
        (.implemented, ["実装類型"]),
        (.remark, ["備考"]),
    ]

    /// The first rows in which a heading is looked for.
    private static let rowsSearched = 60

    static func find(in rows: [[String]]) -> ItemHeading? {
        for (position, row) in rows.prefix(rowsSearched).enumerated() {
            let upper = columns(row)
            guard upper[.name] != nil, upper[.type] != nil else { continue }
            var found = upper
            var firstRow = position + 1
            // A second line of headings names no item: the first item of a list must not be taken for one.
            if rows.indices.contains(position + 1), let nameColumn = upper[.name] {
                let next = rows[position + 1]
                let lower = columns(next)
                if !lower.isEmpty, !next.indices.contains(nameColumn) || trimmed(next[nameColumn]).isEmpty {
                    for (field, column) in lower where field != .group || upper[.group] != nil { found[field] = column }
                    firstRow += 1
                }
            }
            let idTail = found[.id].flatMap { column -> Int? in
                let next = column + 1
                return found.values.contains(next) || row.indices.contains(next) && !trimmed(row[next]).isEmpty
                    ? nil : next
            }
            let taken = Set(found.values)
            let unused = row.indices.filter { !taken.contains($0) && $0 != idTail }.map { trimmed(row[$0]) }
            return ItemHeading(
                columns: found, idTail: idTail, firstRow: firstRow, unused: unused.filter { !$0.isEmpty })
        }
        return nil
    }

    private static func columns(_ row: [String]) -> [Field: Int] {
        var columns: [Field: Int] = [:]
        for (column, text) in row.enumerated() where !text.isEmpty {
            let key = TextKey(text)
            for (field, names) in words where columns[field] == nil && names.contains(where: { TextKey($0) == key }) {
                columns[field] = column
                break
            }
        }
        return columns
    }

    /// The cells of one row by what they are.
    struct Cells {
        let row: [String]
        let heading: ItemHeading

        /// Without spaces around it; `nil` when empty.
        subscript(_ field: Field) -> String? {
            guard let column = heading.columns[field] else { return nil }
            return text(column)
        }

        /// A name in one line: cells are often wrapped by hand.
        func name(_ field: Field) -> String? {
            self[field].map { text in
                text.unicodeScalars.split { $0 == "\n" || $0 == "\r" || $0 == "\t" }.map(String.init).joined()
            }
        }

        /// Three figures of the business and five of the item.
        var id: String? {
            guard let head = self[.id] else { return nil }
            guard let tail = heading.idTail.flatMap(text) else { return head }
            return head + String(repeating: "0", count: max(0, 5 - tail.utf8.count)) + tail
        }

        private func text(_ column: Int) -> String? {
            guard row.indices.contains(column) else { return nil }
            let text = ItemHeading.trimmed(row[column])
            return text.isEmpty ? nil : text
        }
    }

    /// Without spaces, full-width ones and line ends around it.
    static func trimmed(_ text: String) -> String {
        let blanks: Set<Unicode.Scalar> = [" ", "\u{3000}", "\n", "\r", "\t"]
        var scalars = Substring(text).unicodeScalars
        while let first = scalars.first, blanks.contains(first) { scalars.removeFirst() }
        while let last = scalars.last, blanks.contains(last) { scalars.removeLast() }
        return String(scalars)
    }
}

/// Which column of a list of codes (コード一覧) holds what.
struct CodeHeading {
    let id: Int
    let name: Int?
    let value: Int
    let meaning: Int?
    let firstRow: Int

    static func find(in rows: [[String]]) -> CodeHeading? {
        for (position, row) in rows.prefix(20).enumerated() {
            let keys = row.map { TextKey($0) }
            func column(_ name: String) -> Int? { keys.firstIndex(of: TextKey(name)) }
            guard let id = column("コードID"), let value = column("コード値") else { continue }
            return CodeHeading(
                id: id, name: column("コード名"), value: value, meaning: column("コード値の内容"), firstRow: position + 1)
        }
        return nil
    }
}
