import Japanese

/// Which standard dataset, of which generation, the headings of a file are.
///
///     Recognition(headings: file.headings).generation   // .current, .old or nil: a layout of its own
///
/// A heading counts whatever dash or width it is written with. A generation is recognised by its first columns and the order of the rest; a
/// file that has the columns of a dataset in another order belongs to no generation, and `resembles` says what it is near to.
public struct Recognition: Hashable, Sendable, Codable {
    /// `nil` for a layout of its own, and for a dataset whose layout is not known here.
    public var dataset: String?
    public var title: String?
    /// `nil` for a layout of its own.
    public var generation: StandardLayout.Generation?
    /// The layout's pinned name; see ``StandardLayout/id``.
    public var layout: String?
    /// Columns of the layout that the file has.
    public var matched: Int
    /// Columns of the layout that the file lacks.
    public var missing: [String]
    /// Columns of the file that the layout lacks.
    public var unknown: [String]
    /// The layout with the most columns in common where none is recognised.
    public var resembles: String?

    public init(headings: [String]) {
        self.init(keys: headings.map { TextKey($0) }, headings: headings)
    }

    /// What the file is taken for because somebody says so.
    public init(headings: [String], as layout: StandardLayout) {
        self.init(Match(layout, headings.map { TextKey($0) }), headings)
    }

    private init(keys: [TextKey], headings: [String]) {
        let head = Self.generation(keys)
        let matches = StandardDataset.all.flatMap { [$0.current, $0.old] }.filter { !$0.columns.isEmpty }
            .map { Match($0, keys) }
        let best = matches.filter { $0.layout.generation == head && $0.isIt }.max { $0.share < $1.share }
        if let best {
            self.init(best, headings)
            return
        }
        let nearest = matches.max { $0.share < $1.share }
        self.init(
            generation: head,
            resembles: nearest.flatMap {
                $0.share >= 0.4 ? $0.layout.title + "・" + $0.layout.generation.japanese : nil
            })
    }

    /// A layout of its own.
    private init(generation: StandardLayout.Generation?, resembles: String?) {
        dataset = nil
        title = nil
        self.generation = generation
        layout = nil
        matched = 0
        missing = []
        unknown = []
        self.resembles = resembles
    }

    private init(_ match: Match, _ headings: [String]) {
        dataset = match.layout.number
        title = match.layout.title
        generation = match.layout.generation
        layout = match.layout.id
        matched = match.common
        missing = match.layout.headings.enumerated().filter { !match.found.contains($0.offset) }.map(\.element)
        unknown = headings.indices.filter { match.positions[$0] == nil }.map { headings[$0] }
        resembles = nil
    }

    /// For people: 「AED設置箇所一覧・推奨データセット（旧）」.
    public var japanese: String {
        if let title, let generation { return title + "・" + generation.japanese }
        if let generation { return generation.japanese + "の形式（登録のない一覧）" }
        return "独自の形式" + (resembles.map { "（\($0)に似ています）" } ?? "")
    }

    /// By the first columns.
    private static func generation(_ keys: [TextKey]) -> StandardLayout.Generation? {
        func begins(_ headings: [String]) -> Bool { keys.starts(with: headings.map { TextKey($0) }) }
        if begins(["全国地方公共団体コード", "ID"]) || begins(["全国地方公共団体コード", "地域コード"]) { return .current }
        for code in ["都道府県コード又は市区町村コード", "市区町村コード"] {
            if begins([code, "NO", "都道府県名", "市区町村名"]) || begins([code, "地域コード", "都道府県名"]) { return .old }
        }
        return nil
    }
}

/// A layout beside the headings of a file.
private struct Match {
    let layout: StandardLayout
    /// By column of the file: its place in the layout.
    let positions: [Int?]
    let found: Set<Int>

    init(_ layout: StandardLayout, _ keys: [TextKey]) {
        self.layout = layout
        let places = Dictionary(layout.headings.enumerated().map { (TextKey($0.element), $0.offset) }) { first, _ in
            first
        }
        positions = keys.map { places[$0] }
        found = Set(positions.compactMap(\.self))
    }

    var common: Int { found.count }

    /// Of all columns of both, the share that both have.
    var share: Double { Double(common) / Double(max(1, positions.count + layout.columns.count - common)) }

    /// Enough columns in common, and nearly all of them in the layout's order. Who leaves out columns that hold nothing has fewer of them,
    /// but hardly others.
    var isIt: Bool {
        guard share >= 0.6 || share >= 0.45 && common * 10 >= positions.count * 9 else { return false }
        let order = positions.compactMap(\.self)
        let steps = zip(order, order.dropFirst()).count { $0 < $1 }
        return steps * 10 >= max(0, order.count - 1) * 9
    }
}
