import Japanese
import Tabular

/// What holds for all rows of a table: its columns and the rules for them.
struct TableJudge: Sendable {
    let columns: [ColumnPlan]
    let rows: RowRules
    let options: CheckOptions
    let layout: StandardLayout?
    /// Columns whose codes say who publishes: one code in a file.
    let codeColumns: [Int]
    let keyColumn: Int?

    init(headings: [String], sample: [[String]], options: CheckOptions) {
        self.options = options
        let recognised = Recognition(headings: headings)
        layout =
            options.layout
            ?? recognised.dataset.flatMap { StandardDataset.find($0) }.flatMap { dataset in
                recognised.generation.map { dataset.layout($0) }
            }
        columns = ColumnPlan.plans(headings: headings, sample: sample, layout: layout)
        rows = RowRules(columns, options)
        codeColumns = columns.filter { $0.kind == .municipalityCode }.map(\.position)
        keyColumn = columns.first { $0.isKey }?.position
    }

    func recognition(_ headings: [String]) -> Recognition {
        options.layout.map { Recognition(headings: headings, as: $0) } ?? Recognition(headings: headings)
    }
}

/// What a pass over some rows found.
struct RowsPart: Sendable {
    var tally: FindingTally
    var rows = 0
    var brokenRows = 0
    /// By column: code → how often, and on which row first.
    var codes: [Int: [String: CodeUse]] = [:]
    /// Of the key column, in order; 0 for an empty one.
    var keys: [UInt64] = []
    /// The row of each.
    var keyRows: [UInt32] = []
    var twelves = TwelveCounts()
    var lineFeeds = 0
    var returns = 0
    var pairs = 0
    var blankLines = 0

    struct CodeUse: Sendable {
        var count: Int
        var firstRow: Int
    }

    mutating func countCode(_ code: String, column: Int, row: Int) {
        if codes[column]?[code] != nil {
            codes[column]?[code]?.count += 1
        } else if codes[column, default: [:]].count < DataLimits.codesMax {
            codes[column, default: [:]][code] = CodeUse(count: 1, firstRow: row)
        }
    }
}

/// A chunk's rows, seen by the judge: at a glance, and in full where something may be wrong.
struct ChunkReader {
    let judge: TableJudge
    let chunk: RecordChunk
    private var glance: ValueGlance
    private var suspects: [Int] = []
    /// Numbers over several cells of the rows that were looked at.
    private(set) var split = SplitCounts()

    init(_ judge: TableJudge, _ chunk: RecordChunk) {
        self.judge = judge
        self.chunk = chunk
        glance = ValueGlance(judge.columns)
    }

    enum Sight {
        case fine
        /// All values are empty.
        case blank
        case suspect([Int])
    }

    /// The row at a glance.
    mutating func look(_ row: Int) -> Sight {
        suspects.removeAll(keepingCapacity: true)
        var empty = 0
        for column in 0..<chunk.columnCount {
            let bytes = chunk.text(row, column)
            if bytes.isEmpty { empty += 1 }
            if !glance.isFine(bytes, chunk.notes(row, column), at: column) { suspects.append(column) }
            split.add(bytes, at: column)
        }
        if empty == chunk.columnCount { return .blank }
        return suspects.isEmpty && !judge.rows.looksAtAllRows ? .fine : .suspect(suspects)
    }

    func texts(_ row: Int) -> [String] { (0..<chunk.columnCount).map { chunk.string(row, $0) } }

    /// Rows before a record of the chunk, blank lines included.
    func rowOffset(_ ordinal: Int, _ blanks: inout Int) -> Int {
        while blanks < chunk.blankBefore.count, Int(chunk.blankBefore[blanks]) <= ordinal { blanks += 1 }
        return ordinal + blanks
    }
}

/// FNV-1a over the bytes of a value.
func keyHash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard !bytes.isEmpty else { return 0 }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash == 0 ? 1 : hash
}
