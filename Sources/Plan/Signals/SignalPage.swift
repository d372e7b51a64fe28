import Japanese
import Site
import Storage
import Ward

/// 確かめること: the counts, the movement, where the record and the section's mark differ, and the signals with their
/// criteria. No percentage for the whole plan.
struct SignalPage: PageView {
    let review: SignalReview?
    let rounds: [Round]

    static let link = Link("確かめること", "/signals")

    static func load(_ request: PageRequest, on connection: any Connection) throws -> SignalPage {
        let asked = request.query["quarter"]
        let quarter = asked.flatMap(Quarter.init(code:))
        if asked != nil, quarter == nil { throw PageRefusal.badRequest("四半期は 2026-2 のように書いてください。") }
        let review = try SignalReview.load(quarter, on: connection)
        if quarter != nil, review == nil { throw PageRefusal.notFound }
        return SignalPage(
            review: review,
            rounds: try RoundStore.list(on: connection).filter { $0.limitedTo == nil && $0.state != .planned })
    }

    var json: JSON? { review?.json ?? ["signals": []] }

    var page: Page {
        Page(Self.link.title, section: Self.link.path, body: body)
    }

    private var body: HTML {
        guard let review else {
            return "<p>照会を始めた四半期が、まだありません。始めると、ここに確かめることが出ます。</p>"
        }
        return """
            <p>記録から計算した結果です。進捗区分は課の判断のままで、ここから変わることはありません。</p>
            \(chooser)
            <h2>\(review.round.title)の進捗区分（\(edition(review))）</h2>
            \(counts(review))
            <h2>前の四半期からの動き</h2>
            \(movement(review))
            <h2>自己評価と記録が食い違う取組（\(review.disagreements.count)件）</h2>
            \(disagreements(review))
            <h2>確かめる点</h2>
            \(signals(review))
            """
    }

    private func edition(_ review: SignalReview) -> String {
        review.current.edition > 0 ? "確定 第\(review.current.edition)版" : "回答の途中"
    }

    private var chooser: HTML {
        guard rounds.count > 1 else { return .empty }
        let links: [HTML] = rounds.prefix(SignalStore.roundsMax).map { round in
            round.id == review?.round.id
                ? "<li><strong>\(round.title)</strong></li>"
                : "<li><a href=\"\(Self.link.path)?quarter=\(round.quarter.code)\">\(round.title)</a></li>"
        }
        return Details("ほかの四半期を見る", "<ul>\(links)</ul>").html
    }

    private func entries(_ ids: [String], _ review: SignalReview) -> HTML {
        let parts: [HTML] = ids.compactMap { id in
            review.current.entries.first { $0.id == id }.map { "<a href=\"/entries/\(id)\">\($0.shortName)</a>" }
        }
        guard let first = parts.first else { return "―" }
        return parts.dropFirst().reduce(first) { "\($0)、\($1)" }
    }

    private func counts(_ review: SignalReview) -> HTML {
        let tally = review.tally
        let rows: [[HTML]] = tally.rows.map { row in
            [
                "\(row.mark.map { "\($0.symbol) \($0.label)" } ?? "未回答")",
                "\(row.shareWithRepeats?.japanese ?? "―")", "\(row.shareUnique?.japanese ?? "―")",
                entries(row.items, review),
            ]
        }
        return """
            \(TableView(
                caption: "進捗区分ごとの件数",
                columns: [.rowHeader("進捗区分"), .text("再掲を含む"), .text("再掲を除く"), .text("数えた回答")], rows: rows,
                empty: "回答の欄がありません。", isCaptionHidden: true))
            <p>再掲を含めて\(tally.withRepeats)件、除いて\(tally.unique)件です。計画全体の達成率は、遅れを隠すため計算しません。</p>
            """
    }

    private func movement(_ review: SignalReview) -> HTML {
        guard let matrix = review.movement, let previous = review.previous else {
            return "<p>前の四半期の確定版がないため、動きは示しません。</p>"
        }
        let columns = matrix.columns
        let rows: [[HTML]] = matrix.table.map { row in
            ["\(row.from.title(isEarlier: true))"] + row.counts.map { "\($0)" } + ["\(row.total)"]
        }
        let lists: [HTML] = Movement.allCases.compactMap { movement in
            let items = matrix.items(movement)
            guard !items.isEmpty else { return nil }
            let names: [HTML] = items.map {
                "<li>\($0.title)　\($0.from.title(isEarlier: true)) → \($0.to.title(isEarlier: false))</li>"
            }
            return Details("\(movement.title)（\(items.count)件）", isOpen: movement == .worse, "<ul>\(names)</ul>").html
        }
        return """
            \(TableView(
                caption: "\(previous.quarter)（縦）から\(review.current.quarter)（横）への動き",
                columns: [.rowHeader("前の四半期")]
                    + columns.map { TableView.Column.number($0.title(isEarlier: false)) } + [.number("計")],
                rows: rows, narrow: .scrolling))
            \(lists)
            """
    }

    private func disagreements(_ review: SignalReview) -> HTML {
        TableView(
            caption: "自己評価と記録が食い違う取組",
            columns: [.rowHeader("取組"), .text("主管課"), .name("自己評価"), .text("記録からの判定"), .text("理由")],
            rows: review.disagreements.map { item in
                [
                    "<a href=\"/entries/\(item.source.entry)\">\(item.initiative)</a>", "\(item.unit)",
                    "\(item.mark.title)", "\(item.computed.title)",
                    "\(item.computed.reasons.joined())\(inputs(item.computed.inputs))",
                ]
            }, empty: "食い違いはありません。", isCaptionHidden: true
        ).html
    }

    private func inputs(_ inputs: [Signal.Input]) -> HTML {
        let items: [HTML] = inputs.map { "<li>\($0.japanese)</li>" }
        return items.isEmpty ? .empty : Details("計算に使った記録", "<ul>\(items)</ul>").html
    }

    private func signals(_ review: SignalReview) -> HTML {
        let parts: [HTML] = SignalRule.all.map { rule in
            let found = review.signals.filter { $0.rule == rule }
            return """
                <h3>\(rule.title)（\(found.count)件）</h3>
                <p>基準　\(rule.criterion)</p>
                \(found.isEmpty ? "<p>該当する取組はありません。</p>" : table(rule, found))
                """
        }
        return "\(parts)"
    }

    private func table(_ rule: SignalRule, _ found: [Signal]) -> HTML {
        TableView(
            caption: rule.title, columns: [.rowHeader("取組"), .text("主管課"), .text("確かめること")],
            rows: found.map { signal in
                let title: HTML =
                    signal.entry.map { "<a href=\"/entries/\($0)\">\(signal.initiative)</a>" } ?? "\(signal.initiative)"
                return [title, "\(signal.unit)", "\(signal.sentence)\(inputs(signal.inputs))"]
            }, isCaptionHidden: true
        ).html
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
