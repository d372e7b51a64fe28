import Japanese
import Site
import Storage
import Ward

/// 確かめること: what is to be looked at as a list, and below it the counts, the movement and the criteria. No percentage for the
/// whole plan.
struct SignalPage: ProgramView {
    let review: SignalReview?
    let listing: SignalListing?
    let list: ListView<SignalListing.Row>?

    static let link = Link("確かめること", "/signals")

    static func load(_ request: PageRequest, on connection: any Connection) throws -> SignalPage {
        let asked = request.query[SignalListing.quarterKey].flatMap { $0.isEmpty ? nil : $0 }
        let quarter = asked.flatMap(Quarter.init(code:))
        if asked != nil, quarter == nil { throw PageRefusal.badRequest("四半期は 2026-2 のように書いてください。") }
        let review = try SignalReview.load(quarter, on: connection)
        if quarter != nil, review == nil { throw PageRefusal.notFound }
        let rounds = try RoundStore.list(on: connection).filter { $0.limitedTo == nil && $0.state != .planned }
        let listing = review.map { SignalListing($0, rounds: rounds) }
        return SignalPage(review: review, listing: listing, list: listing?.view(request))
    }

    static let program = Route.ProgramSide(
        "四半期の進捗区分の数と、確かめること",
        answer: [
            "quarter": .orNull(.text), "edition": .orNull(.integer),
            "marks": .list([
                "mark": .orNull(.text), "label": .text, "withRepeats": .integer, "unique": .integer,
                "entries": .list(.text),
            ]), "movement": .list(["initiative": .text, "from": .text, "to": .text, "movement": .text]),
            "disagreements": .list([
                "initiative": .text, "unit": .text, "mark": .text, "computed": .text, "reasons": .list(.text),
                "entry": .text,
            ]),
            "signals": .list([
                "rule": .text, "initiative": .text, "unit": .text, "level": .text, "sentence": .text,
                "inputs": .list(.text),
            ]),
        ], query: [Field.text("quarter", "四半期（2026-2のように）", max: 10).optional])

    var json: JSON { review?.json ?? Self.nothing }

    private static let nothing: JSON = [
        "quarter": nil, "edition": nil, "marks": [], "movement": [], "disagreements": [], "signals": [],
    ]
    var export: ListExport? { list?.export }

    var page: Page {
        Page(Self.link.title, section: Self.link.path, body: body)
    }

    private var body: HTML {
        guard let review, let listing, let list else {
            return "<p>照会を始めた四半期が、まだありません。始めると、ここに確かめることが出ます。</p>"
        }
        return """
            <p>\(review.round.title)（\(edition(review))）の記録から計算した結果です。進捗区分は課の判断のままで、ここから変わることはありません。</p>
            \(figures(listing, of: review))
            \(list.html)
            <h2>進捗区分ごとの件数</h2>
            \(counts(review))
            <h2>前の四半期からの動き</h2>
            \(movement(review))
            \(Details("確かめることの基準", criteria))
            """
    }

    private func edition(_ review: SignalReview) -> String {
        review.current.edition > 0 ? "確定 第\(review.current.edition)版" : "回答の途中"
    }

    /// Where to begin.
    private func figures(_ listing: SignalListing, of review: SignalReview) -> HTML {
        let path = "\(Self.link.path)?"
        let quarter = "&\(SignalListing.quarterKey)=\(review.round.quarter.code)"
        return Figures([
            .init(
                "食い違う取組", "\(listing.count(kind: SignalListing.disagreement))件",
                at: "\(path)\(SignalListing.kindKey)=\(SignalListing.disagreement)\(quarter)", note: "課の区分と記録が違うもの"),
            .init(
                "注意", "\(listing.count(.warn))件",
                at: "\(path)\(SignalListing.levelKey)=\(Signal.Level.warn.rawValue)\(quarter)"),
            .init(
                "確認", "\(listing.count(.ask))件",
                at: "\(path)\(SignalListing.levelKey)=\(Signal.Level.ask.rawValue)\(quarter)"),
        ]).html
    }

    private var criteria: HTML {
        let rules: [HTML] = SignalRule.all.map { "<dt>\($0.title)</dt><dd>\($0.criterion)</dd>" }
        return "<dl>\(rules)</dl>"
    }

    private func counts(_ review: SignalReview) -> HTML {
        let tally = review.tally
        let rows: [[HTML]] = tally.rows.map { row in
            let path = "\(review.round.path)?mark=\(row.mark?.symbol ?? RoundAnswers.noMark)"
            return [
                "\(row.mark.map { "\($0.symbol) \($0.label)" } ?? "未回答")",
                "\(row.shareWithRepeats?.japanese ?? "―")", "\(row.shareUnique?.japanese ?? "―")",
                row.items.isEmpty ? "―" : "<a href=\"\(path)\">\(row.items.count)件の回答を見る</a>",
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
        // Those that stayed are counted in the table; their names would only hide the others.
        let lists: [HTML] = Movement.allCases.filter { $0 != .same }.compactMap { movement in
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
}
