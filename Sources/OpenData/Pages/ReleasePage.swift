import Japanese
import Site
import Storage
import Ward

/// A release for everybody: what it holds, by which hash it is checked, what changed. Its address is permanent.
struct ReleasePage: PageView {
    let place: PublicPlace
    let table: Catalogue.Table
    let release: Release
    /// What changed is told of rows that were taken back since.
    let hidesRows: Bool

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ReleasePage {
        let place = try PublicPlace.load(request, on: connection)
        let (table, release) = (try place.known(), try place.knownRelease())
        return ReleasePage(
            place: place, table: table, release: release, hidesRows: try release.isComparedWithTakenDown(on: connection)
        )
    }

    var page: Page {
        let isLatest = release.id == table.latest.id
        let path = PublicPlace.path(place.entry, table, release)
        let newer: HTML =
            isLatest
            ? .empty
            : Notice(
                .information, "新しい版があります。",
                "<p><a href=\"\(table.path(in: place.dataset))/latest\">最新の版を見る</a></p>"
            ).html
        let columns = release.profile.columns.map { column -> [HTML] in
            ["\(column.name)", "\(Self.title(column.kind))", "\(column.empty)"]
        }
        let licence = release.licence(in: place.dataset)
        return Page(
            "\(table.resource.title) 第\(release.number ?? 0)版",
            trail: [
                CataloguePage.link, Link(place.dataset.title, place.dataset.publicPath),
                Link(table.resource.title, table.path(in: place.dataset)),
            ], home: PublicPlace.home,
            body: """
                \(newer)\(DownloadLinks(path: path, release: release))
                \(SummaryList([
                    ("公開した日", "\(release.releasedAt?.date.japanese ?? "")"), ("行数", "\(release.rowCount)行"),
                    ("利用条件", "<a href=\"\(licence.address)\">\(licence.title)</a>"),
                    ("大きさ", "\(release.size)バイト（UTF-8のCSV）"), ("SHA-256", "<code>\(release.content)</code>"),
                    ("元のファイルのSHA-256", "<code>\(release.original)</code>"), ("元のファイルの文字コード", "\(release.encoding)"),
                    ("点検", "指摘\(release.found)件、うち直したもの\(release.repaired)件"),
                ]))
                \(DiffSection(release.diff, hidesRows: hidesRows))
                \(release.ledger.isEmpty ? .empty : Details("直したところ（\(release.ledger.count)件）", Prose(release.ledger.joined(separator: "\n")).html).html)
                <h2>列</h2>
                \(TableView(caption: "列", columns: [.rowHeader("名前"), .text("型"), .number("空の行")], rows: columns, isCaptionHidden: true))
                <p><a href="\(path)/data.csv-metadata.json">CSVW（列の説明）</a>　<a href="\(path)/datapackage.json">Data Package</a></p>
                """)
    }

    private static func title(_ kind: ReleaseProfile.Kind) -> String {
        switch kind {
        case .text: "文字"
        case .integer: "整数"
        case .number: "数"
        case .date: "日付"
        }
    }
}

/// What changed since the release before.
struct DiffSection: Component {
    let diff: ReleaseDiff?
    let hidesRows: Bool

    /// - Parameter hidesRows: tells how much changed and of no row what.
    init(_ diff: ReleaseDiff?, hidesRows: Bool = false) {
        self.diff = diff
        self.hidesRows = hidesRows
    }

    var html: HTML {
        guard let diff else { return "<h2>前の版との違い</h2>\n<p>最初の版です。</p>\n" }
        let columns = [("加わった列", diff.addedColumns), ("なくなった列", diff.removedColumns)]
            .filter { !$0.1.isEmpty }
            .map { title, names -> HTML in "<p>\(title): \(names.joined(separator: "、"))</p>\n" }
        let rows = diff.changes.map { change -> [HTML] in
            ["\(change.key)", "\(change.kind.title)", "\(change.cells.joined(separator: "　"))"]
        }
        if hidesRows {
            return """
                <h2>前の版との違い</h2>
                <p>追加\(diff.added)行、削除\(diff.removed)行、変更\(diff.changed)行。前の版は公開を取りやめたので、行ごとの違いは示しません。</p>

                """
        }
        let count = diff.added + diff.removed + diff.changed
        let rest: HTML = count > rows.count ? "<p>ほか\(count - rows.count)行</p>\n" : .empty
        return """
            <h2>前の版との違い</h2>
            <p>追加\(diff.added)行、削除\(diff.removed)行、変更\(diff.changed)行\(diff.key.map { "（「\($0)」で見分けました）" } ?? "")</p>
            \(columns)\(rows.isEmpty ? .empty : Details("違いを行ごとに見る", TableView(
                caption: "行の違い", columns: [.rowHeader("行"), .text("違い"), .text("内容")], rows: rows, isCaptionHidden: true).html).html)\(rest)
            """
    }
}
