import Site
import Ward

/// The rows of a large table as they are compared with words that somebody looks for, made once: folding takes far longer than looking.
struct FoldedRows: Sendable {
    /// All cells with a NUL behind each.
    private let text: [UInt8]
    /// Where each row ends in it.
    private let ends: [Int]

    /// Different values of a column whose folded form is remembered while it is read: most columns repeat themselves.
    private static let rememberedMax = 50_000

    /// - Throws: `CancellationError` as soon as nobody waits for it any more.
    init(_ table: ReleaseTable) throws(CancellationError) {
        var watch = CancellationWatch()
        var text: [UInt8] = []
        text.reserveCapacity(table.rows.bytes)
        var ends: [Int] = []
        ends.reserveCapacity(table.rows.count)
        var remembered: [[String: [UInt8]]] = Array(repeating: [:], count: table.heads.count)
        for row in table.rows.indices {
            try watch.step()
            for column in table.heads.indices {
                let isPlain = table.rows.withBytes(row, column) { cell in
                    guard cell.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
                    text.append(contentsOf: cell)
                    return true
                }
                if !isPlain {
                    let value = table.rows.text(row, column)
                    if let known = remembered[column][value] {
                        text += known
                    } else {
                        let folded = SearchKeys.folded(value)
                        if remembered[column].count < Self.rememberedMax { remembered[column][value] = folded }
                        text += folded
                    }
                }
                text.append(0)
            }
            ends.append(text.count)
        }
        self.text = text
        self.ends = ends
    }

    /// Whether each word occurs in one of the cells.
    func holds(_ row: Int, _ words: SearchKeys) -> Bool {
        let range = (row == 0 ? 0 : ends[row - 1])..<ends[row]
        return text.withUnsafeBufferPointer { words.areIn(folded: UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// Tables with more rows are folded once; of smaller ones every look folds anew.
    static let rowsMin = 5_000
    private static let keptBytesMax = 256 << 20
    private static let kept = KeptValues<String, FoldedRows>(capacity: 8, weightMax: keptBytesMax) {
        $0.text.count + 8 * $0.ends.count
    }

    /// Of a release by the hash of its content; `nil` for a small one.
    static func kept(_ table: ReleaseTable, _ content: String) throws -> FoldedRows? {
        table.rows.count > rowsMin ? try kept.value(content) { try FoldedRows(table) } : nil
    }
}
