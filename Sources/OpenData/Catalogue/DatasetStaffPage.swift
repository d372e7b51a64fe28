import Japanese
import Site
import Storage
import Ward

/// A dataset for staff: what waits, its releases, its description and the publish decision.
struct DatasetStaffPage: PageView {
    let dataset: Dataset
    let unit: String
    let resources: [Resource]
    let releases: [Release]
    let units: [OfficeUnit]
    let mayEdit: Bool
    let mayPublish: Bool
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> DatasetStaffPage {
        let dataset = try Dataset.load(request, on: connection)
        let person = try request.person
        let resources = try Resource.of(dataset, on: connection)
        return DatasetStaffPage(
            dataset: dataset,
            unit: try dataset.unit.flatMap { try UnitStore.find($0, on: connection)?.name } ?? request.wardName,
            resources: resources,
            releases: try Release.list(
                "WHERE resource IN \(values: resources.map(\.id)) ORDER BY handed_at DESC, id DESC", on: connection),
            units: try EditedDataset.units(request, on: connection),
            mayEdit: EditedDataset.may(person, dataset.unit), mayPublish: person.may(.publishDatasets),
            state: request.state)
    }

    var page: Page {
        Page(
            dataset.title, trail: [DatasetListPage.link],
            body: """
                <p>\(dataset.state.tag)\(dataset.isSample ? SampleMark().html : .empty)　\(unit)\
                \(dataset.isPublic ? "　<a href=\"\(dataset.publicPath)\">公開のページ</a>" : .empty)</p>
                \(dataset.reason.map { "<p>公開しない理由: \($0)（\(dataset.article ?? "")）</p>" as HTML })
                <h2>データの版</h2>
                \(TableView(
                    caption: "データの版",
                    columns: [.rowHeader("ファイル"), .text("データ"), .name("状態"), .number("行数"), .number("指摘"), .number("直した"), .text("提出")],
                    rows: releases.map(row), empty: "まだ提出されていません。", isCaptionHidden: true))
                \(tables)\(mayEdit && dataset.source == nil ? handingIn : .empty)\
                \(dataset.source == nil ? .empty : "<p>このデータは、並木の記録から自動で作り、公開します。</p>")
                \(mayEdit ? describing : .empty)\(mayPublish ? deciding : .empty)\(mayEdit ? deleting : .empty)
                """)
    }

    private func row(_ release: Release) -> [HTML] {
        let resource = resources.first { $0.id == release.resource }?.title ?? ""
        return [
            "<a href=\"\(release.path)\">\(release.filename)</a>", "\(resource)",
            release.number.map {
                "\(release.isPublic ? Tag("第\($0)版", .done) : Tag("第\($0)版（公開を取りやめ）", .neutral))"
            } ?? "\(Tag("公開待ち", .waiting))",
            "\(release.rowCount)", "\(release.found)", "\(release.repaired)", "\(release.handedAt.date.japanese)",
        ]
    }

    /// For which files may be handed in.
    private var offered: [Resource] { resources.filter { $0.endedOn == nil } }

    private var tables: HTML {
        guard !resources.isEmpty else { return .empty }
        return """
            <h2>データ</h2>
            \(LinkList(resources.map { resource in
                .init(
                    resource.title, resource.path,
                    note: resource.endedOn.map { "\($0.japanese)に提供を終えました。" } ?? "識別名 \(resource.name)")
            }))
            """
    }

    /// While nothing of it was handed in.
    private var deleting: HTML {
        guard releases.isEmpty, dataset.source == nil else { return .empty }
        return "<p>\(ButtonForm("このデータセットを消す", "\(dataset.path)/delete", state))</p>\n"
    }

    private var handingIn: HTML {
        """
        <h2>ファイルを提出する</h2>
        <p>CSVかExcel（.xlsx）のファイルを選ぶと、書き方を点検します。直し方の案を確かめてから提出します。元のファイルも残ります。</p>
        \(FormView(
            "\(dataset.path)/files", state, submit: "点検する",
            fields: [HandingInFields.resource(offered)(offered.last?.id.text), HandingInFields.name(), HandingInFields.file()]))
        """
    }

    private var describing: HTML {
        Details(
            "データセットの説明を直す", for: [dataset.path], state,
            FormView(
                dataset.path, state, submit: "保存する", revision: dataset.revision,
                fields: DatasetFields.drawn(dataset, units: units)
            ).html
        ).html
    }

    private var deciding: HTML {
        let path = "\(dataset.path)/withhold"
        let back: HTML =
            dataset.state == .withheld
            ? "<p>\(ButtonForm("公開しない決定を取り消す", "\(dataset.path)/reopen", state))</p>" : .empty
        return back
            + Details(
                "公開しないことを決める", for: [path], state,
                FormView(
                    path, state, submit: "公開しない",
                    fields: [DecisionFields.reason(dataset.reason), DecisionFields.article(dataset.article)]
                ).html
            ).html
    }
}

enum DecisionFields {
    static let reason = Field.textArea("reason", "公開しない理由", max: 500, rows: 3, hint: "だれでも読めます。").published
    static let article = Field.text("article", "根拠の条項", max: 120, hint: "例: 情報公開条例第6条第2号")
}

/// The fields of a file that is handed in.
enum HandingInFields {
    /// A new table, in place of one that there is.
    static let new = "new"

    static func resource(_ resources: [Resource]) -> Field<String> {
        .select(
            "resource", "どのデータか", resources.map { Choice($0.id.text, $0.title) } + [Choice(new, "新しいデータ")])
    }

    static let name = Field.text("resourceTitle", "新しいデータの名前", max: 120, hint: "「新しいデータ」のときに書きます。書かないときは、題名と同じになります。")
        .optional
    static let file = Field<Form.File>.file("file", "ファイル", accept: ".csv,.txt,.xlsx", hint: "20MBまで。")
}
