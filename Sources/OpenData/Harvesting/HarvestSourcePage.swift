import Japanese
import Site
import Storage
import Ward

/// A source: what came of its last reading, record by record where one was not taken, and of those before.
struct HarvestSourcePage: PageView {
    let source: HarvestSource
    let harvests: [Harvest]
    let rejections: ListView<Row>
    let count: Int
    /// The reading that was asked for and is not over.
    let reading: Job?
    let mayEdit: Bool
    let state: PageState

    struct Row: Sendable {
        let position: Int
        let record: RejectedRecord
    }

    private static let harvestsShown = 50

    static func load(_ request: PageRequest, on connection: any Connection) throws -> HarvestSourcePage {
        let source = try HarvestSource.load(request, on: connection)
        let harvests = try Harvest.list(
            "WHERE source = \(source.id) ORDER BY ended_at DESC, id DESC LIMIT \(harvestsShown)", on: connection)
        let rows = try (harvests.first?.rejections(on: connection) ?? []).enumerated().map {
            Row(position: $0.offset + 1, record: $0.element)
        }
        return HarvestSourcePage(
            source: source, harvests: harvests, rejections: ListView(listing(source, rows), rows, request),
            count: try connection.value(
                "SELECT COUNT(*) FROM opendata_harvested WHERE source = \(source.id) AND vanished_at IS NULL") ?? 0,
            reading: try HarvestJob.open(source, on: connection),
            mayEdit: try request.person.may(.manageHarvests), state: request.state)
    }

    private static func listing(_ source: HarvestSource, _ rows: [Row]) -> Listing<Row> {
        Listing(
            "受け取らなかった記録", at: source.path, file: "rejections", identity: { "\($0.position)" },
            columns: [
                .heading("identifier", "識別子") {
                    .text($0.record.identifier.isEmpty ? "\($0.position)件目（識別子なし）" : $0.record.identifier)
                },
                ListColumn("title", "題名") { .text($0.record.title) },
                ListColumn("reasons", "理由") { .text($0.record.reasons.joined(separator: "\n")) }.beneath,
            ],
            filters: [ListFilter("reason", "理由", ofAll: rows) { $0.record.reasons }],
            empty: "<p>前回の取込みで、受け取らなかった記録はありません。</p>")
    }

    var export: ListExport? { rejections.export }

    var page: Page {
        let last: HTML? = harvests.first.map { last in
            last.isGood
                ? "<p>前回（\(last.endedAt.date.japanese)）: \(last.summary)</p>\n"
                : Notice(.error, "前回の取込みに問題があります", "<p>\(last.endedAt.date.japanese): \(last.summary)</p>").html
        }
        let reading: HTML? = reading.map {
            Notice(.information, "取込みを頼んでいます（\($0.state.title)）。終わると、このページに結果が出ます。").html
        }
        let rows = harvests.map { harvest -> [HTML] in
            [
                "\(harvest.endedAt.japanese)", "\(harvest.startedAt.japanese)",
                Tag(harvest.isGood ? "正常" : "問題あり", harvest.isGood ? .done : .danger).html,
                "\(harvest.taken)", "\(harvest.unchanged)", "\(harvest.rejected)", "\(harvest.vanished)",
                "\(harvest.failure ?? "")",
            ]
        }
        return Page(
            source.title, trail: [DatasetListPage.link, HarvestSourcesPage.link],
            body: """
                \(reading)\(last ?? "<p>まだ取り込んでいません。</p>\n")\
                \(SummaryList([
                    ("種類", "\(source.kind.title)"), ("アドレス", "<a href=\"\(source.address)\">\(source.address)</a>"),
                    ("公開している団体", "\(source.organisation)"), ("取り込む間隔", "\(source.hours)時間"),
                    ("取り込んでいるデータセット", "<a href=\"\(HarvestedListPage.path(source))\">\(count)件</a>"), ("登録した日", "\(source.createdAt.date.japanese)"),
                    ("状態", "\(source.endedOn.map { "\($0.japanese)に終えました" } ?? "使用中")"),
                ]))
                \(mayEdit && source.endedOn == nil ? changing : .empty)
                <h2>受け取らなかった記録</h2>
                \(rejections.html)
                <h2>これまでの取込み</h2>
                \(TableView(
                    caption: "これまでの取込み",
                    columns: [
                        .rowHeader("終わった時刻"), .text("始めた時刻"), .name("結果"), .number("取込み"), .number("変更なし"), .number("受け取らず"),
                        .number("元から消えた"), .text("読めなかった理由"),
                    ], rows: rows, empty: "まだありません。", isCaptionHidden: true))
                """)
    }

    private var changing: HTML {
        """
        <div class="actions">\(ButtonForm("今すぐ取り込む", "\(source.path)/harvest", state))\
        \(ButtonForm("取込みを終える", "\(source.path)/end", state))</div>
        \(Details(
            "取込み元を直す", for: [source.path], state,
            FormView(
                source.path, state, submit: "保存する", revision: source.revision, fields: HarvestFields.drawn(source)
            ).html))
        """
    }
}
