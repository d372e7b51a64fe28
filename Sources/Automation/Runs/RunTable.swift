import Site

/// Runs as a table.
struct RunTable: Component {
    private let runs: [Run]
    private let caption: String
    private let isCaptionHidden: Bool

    init(_ runs: [Run], caption: String, isCaptionHidden: Bool = false) {
        self.runs = runs
        self.caption = caption
        self.isCaptionHidden = isCaptionHidden
    }

    var html: HTML {
        TableView(
            caption: caption,
            columns: [
                .rowHeader("いつ"), .name("状態"), .name("だれが報告"), .number("件数"), .number("登録済み"), .number("例外"),
                .number("不明"),
            ],
            rows: runs.map(Self.row), empty: "まだ実行していません。", isCaptionHidden: isCaptionHidden
        ).html
    }
}

extension RunTable {
    fileprivate static func row(_ run: Run) -> [HTML] {
        let trial: HTML = run.level < Run.submitting ? Tag("試運転", .neutral).html : .empty
        let counts = run.counts
        return [
            "<a href=\"\(run.path)\">\(run.beganAt.japanese)</a>", "\(run.state.tag)\(trial)", "\(run.source.title)",
            "\(counts.total.map(String.init) ?? "―")", "\(counts.done)", "\(counts.business + counts.technical)",
            "\(counts.unknown)",
        ]
    }
}
