import Japanese
import Site
import Storage
import Ward

/// A dataset of another catalogue for everybody: what it is, and the way to it.
struct HarvestedPage: PageView {
    let dataset: HarvestedDataset
    let source: HarvestSource

    static func load(_ request: PageRequest, on connection: any Connection) throws -> HarvestedPage {
        let dataset = try HarvestedDataset.load(request, on: connection)
        if dataset.hiddenAt != nil { throw PageRefusal.gone("このデータセットの案内は、取りやめました。元のカタログで確かめてください。") }
        return HarvestedPage(dataset: dataset, source: try HarvestSource.known(dataset.source, on: connection))
    }

    var page: Page {
        let record = dataset.record
        let gone: HTML =
            dataset.vanishedAt.map { "元のカタログには、\($0.date.japanese)からありません。" }
            .map { Notice(.warning, $0).html } ?? .empty
        let ended: HTML =
            source.endedOn.map { "\($0.japanese)から、元のカタログを読んでいません。元のページで、今の内容を確かめてください。" }
            .map { Notice(.information, $0).html } ?? .empty
        return Page(
            record.title, trail: [CataloguePage.link], home: PublicPlace.home,
            body: """
                \(gone)\(ended)\
                <p>これは、\(source.organisation)が公開しているデータです。データは、元のページにあります。</p>
                <p><a class="button button-primary" href="\(record.origin)">元のページを見る</a></p>
                \(Prose(record.notes))
                <h2>ファイル</h2>
                \(LinkList(
                    record.files.map { .init($0.title.isEmpty ? $0.address : $0.title, $0.address, note: "\($0.format)") },
                    empty: "元のページを見てください。"))
                <h2>このデータセットについて</h2>
                \(SummaryList([
                    ("公開している団体", "\(record.publisher.isEmpty ? source.organisation : record.publisher)"),
                    ("元のカタログ", "\(source.title)"), ("利用条件", "\(record.licence.isEmpty ? "書かれていません。元のページで確かめてください。" : record.licence)"),
                    ("タグ", "\(record.tags.joined(separator: "、"))"), ("元での更新", "\(record.modified)"),
                    ("識別子", "\(record.identifier)"), ("取り込んだ日", "\(dataset.takenAt.date.japanese)"),
                ]))
                """)
    }
}
