import Japanese
import Site
import Ward

/// Everything there is to check in a quarter as one list: signals, and answers whose mark the record contradicts.
struct SignalListing {
    struct Row: Sendable {
        /// The rule's code, or ``disagreement``.
        let kind: String
        let title: String
        let level: Signal.Level
        let lineage: String
        let initiative: String
        let unit: String
        let sentence: String
        let inputs: [String]
        /// The newest answer it was computed from.
        let entry: String?
        let position: Int

        var identity: String { "\(kind)-\(lineage)-\(position)" }
    }

    static let disagreement = "mark"
    static let disagreementTitle = "自己評価と記録の食い違い"
    static let kindKey = "kind"
    static let levelKey = "level"
    static let quarterKey = "quarter"

    let rows: [Row]
    let rounds: [Round]

    init(_ review: SignalReview, rounds: [Round]) {
        self.rounds = rounds
        let differing = review.disagreements.map { item in
            (
                Self.disagreement, Self.disagreementTitle, Signal.Level.warn, item.lineage, item.initiative, item.unit,
                item.sentence, item.computed.inputs.map(\.japanese), Optional(item.source.entry)
            )
        }
        let found = review.signals.map { signal in
            (
                signal.rule.rawValue, signal.rule.title, signal.level, signal.lineage, signal.initiative, signal.unit,
                signal.sentence, signal.inputs.map(\.japanese), signal.entry
            )
        }
        rows = (differing + found).enumerated().map { position, row in
            Row(
                kind: row.0, title: row.1, level: row.2, lineage: row.3, initiative: row.4, unit: row.5,
                sentence: row.6, inputs: row.7, entry: row.8, position: position)
        }
    }

    func count(kind: String) -> Int { rows.count { $0.kind == kind } }
    func count(_ level: Signal.Level) -> Int { rows.count { $0.level == level } }

    /// The list as a request asks for it. The quarter was chosen before the rows were computed: all of them are of it.
    func view(_ request: PageRequest) -> ListView<Row> {
        let query = ListQuery(request, of: listing(from: nil))
        return ListView(listing(from: query.origin(of: listing(from: nil))), rows, request)
    }

    private func listing(from origin: ListOrigin?) -> Listing<Row> {
        Listing(
            "確かめること", at: SignalPage.link.path, file: "tashikameru", identity: \.identity,
            columns: [
                .heading("title", "取組", { .text($0.initiative) }) { row in
                    guard let path = row.entry.map({ "/entries/\($0)" }) else { return "\(row.initiative)" }
                    return "<a href=\"\(origin?.carried(to: path) ?? path)\">\(row.initiative)</a>"
                },
                ListColumn("unit", "主管課") { .text($0.unit) }.whole,
                ListColumn(Self.levelKey, "強さ", order: { .count($0.level == .warn ? 0 : 1) }, { .text($0.level.title) })
                {
                    Tag($0.level.title, $0.level == .warn ? .warning : .neutral).html
                },
                ListColumn(Self.kindKey, "種類") { .text($0.title) },
                ListColumn("sentence", "確かめること", isSearched: false, { .text($0.sentence) }) {
                    MarkSentence($0.sentence).html
                },
                ListColumn("inputs", "計算に使った記録", isShown: false, isSearched: false) {
                    .text($0.inputs.joined(separator: "、"))
                },
            ], filters: filters, empty: "<p>この四半期に、確かめることはありません。</p>")
    }

    private var filters: [ListFilter<Row>] {
        let kinds =
            [Choice(Self.disagreement, Self.disagreementTitle)] + SignalRule.all.map { Choice($0.rawValue, $0.title) }
        return [
            ListFilter(Self.kindKey, "種類", choices: kinds.filter { count(kind: $0.value) > 0 }) { $0.kind == $1 },
            ListFilter(Self.levelKey, "強さ", choices: Signal.Level.allCases.map { Choice($0.rawValue, $0.title) }) {
                $0.level.rawValue == $1
            },
            ListFilter("unit", "主管課", of: rows, \.unit),
            ListFilter(
                Self.quarterKey, "四半期",
                choices: rounds.prefix(SignalStore.roundsMax).map { Choice($0.quarter.code, $0.title) }
            ) { _, _ in true },
        ]
    }
}

extension Signal {
    /// The newest answer it was computed from, for a link.
    fileprivate var entry: String? {
        inputs.lazy.compactMap { input in
            if case .entry(let source) = input.reference { source.entry } else { nil }
        }.first
    }
}
