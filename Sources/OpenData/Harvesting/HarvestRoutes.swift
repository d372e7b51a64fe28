import Site
import Storage
import Ward

/// The addresses at which the catalogues of others are kept, and their datasets shown.
enum HarvestRoutes {
    static let all: [Route] = [
        .page("datasets/sources", needs: .readCatalogue, HarvestSourcesPage.load),
        .action(
            "datasets/sources", needs: .manageHarvests, summary: "取込み元を登録する", fields: HarvestFields.declared,
            page: HarvestSourcesPage.load
        ) { form, change in
            let told = try HarvestFields.read(&form)
            let made = try form.blaming(HarvestFields.title) {
                try HarvestSource.create(told, by: change.stamp, on: change.connection)
            }
            return .done("登録しました。間もなく、最初の取込みを始めます。", at: made.path)
        },
        .page("datasets/sources/:source", needs: .readCatalogue, HarvestSourcePage.load),
        .action(
            "datasets/sources/:source", on: HarvestSource.self, needs: .manageHarvests, summary: "取込み元を直す",
            fields: HarvestFields.declared + [FormReader.declaredRevision], page: HarvestSourcePage.load
        ) { source, form, change in
            let told = try HarvestFields.read(&form)
            try form.checkRevision(of: source)
            try form.blaming(HarvestFields.title) {
                try source.rewrite(told, by: change.stamp, on: change.connection)
            }
            return .done("保存しました。")
        },
        .action(
            "datasets/sources/:source/harvest", on: HarvestSource.self, needs: .manageHarvests,
            summary: "取込み元を今すぐ読む", fields: [], page: HarvestSourcePage.load
        ) { source, _, change in
            let job = try HarvestJob.request(source, by: change.stamp, on: change.connection)
            return .done("取込みを頼みました（\(job.state.title)）。終わると、このページに結果が出ます。")
        },
        .action(
            "datasets/sources/:source/end", on: HarvestSource.self, needs: .manageHarvests, summary: "取込みを終える",
            fields: [], page: HarvestSourcePage.load,
            asks: { source, _ in
                Confirmation(
                    "「\(source.title)」の取込みを終えます", submit: "取込みを終える",
                    consequences: ["これからは、このカタログを読みません。", "取り込んだデータセットは残り、更新が止まったことを示します。"],
                    irreversible: "終えた取込み元は、元に戻せません。もう一度取り込むときは、新しく登録します。")
            }
        ) { source, _, change in
            try source.end(by: change.stamp, on: change.connection)
            return .done("取込みを終えました。")
        },
        .page("opendata/others/:harvested", access: .open, HarvestedPage.load),
    ]
}

/// A dataset of another catalogue for everybody: what it is, and the way to it.
struct HarvestedPage: PageView {
    let dataset: HarvestedDataset
    let source: HarvestSource

    static func load(_ request: PageRequest, on connection: any Connection) throws -> HarvestedPage {
        let dataset = try HarvestedDataset.load(request, on: connection)
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
