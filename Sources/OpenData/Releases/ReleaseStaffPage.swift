import Japanese
import Site
import Storage
import Ward

/// A release for staff, before and after it is public.
struct ReleaseStaffPage: PageView {
    let release: Release
    let resource: Resource
    let dataset: Dataset
    let first: ReleaseTable
    let mayPublish: Bool
    let mayEdit: Bool
    let isOwn: Bool
    let isOlder: Bool
    let hidesRows: Bool
    let state: PageState

    private static let rowsShown = 20

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ReleaseStaffPage {
        let release = try Release.load(request, on: connection)
        let resource = try Resource.known(release.resource, on: connection)
        let dataset = try Dataset.known(resource.dataset, on: connection)
        let table = try release.table(on: connection)
        let person = try request.person
        return ReleaseStaffPage(
            release: release, resource: resource, dataset: dataset,
            first: table.prefix(rowsShown),
            mayPublish: person.may(.publishDatasets), mayEdit: EditedDataset.may(person, dataset.unit),
            isOwn: release.handedBy == person.person,
            isOlder: try Release.latest(of: release.resource, on: connection).map(release.isOlder(than:)) ?? false,
            hidesRows: try release.isComparedWithTakenDown(on: connection) && !person.may(.publishDatasets),
            state: request.state)
    }

    var page: Page {
        Page(
            "\(resource.title)　\(release.number.map { "第\($0)版" } ?? "公開待ち")",
            trail: [DatasetListPage.link, Link(dataset.title, dataset.path)],
            body: """
                \(takenDown)\(older)\(lost)\(SummaryList([
                    ("ファイル", "\(release.filename)"), ("行数", "\(release.rowCount)行、\(release.profile.columns.count)列"),
                    ("点検", "指摘\(release.found)件、うち直したもの\(release.repaired)件"), ("元の文字コード", "\(release.encoding)"),
                    ("SHA-256", "<code>\(release.content)</code>"),
                ]))
                \(release.number == nil ? ReviewSection(release.review).html : .empty)\
                \(release.takenDown == nil || mayPublish ? content : "<p>公開を取りやめた版の内容は、公開を決める人だけが見られます。</p>")
                \(file)\(actions)
                """)
    }

    private var older: HTML {
        isOlder ? Notice(.warning, OpenDataRefusal.olderThanPublished.words).html : .empty
    }

    /// By the difference that stands below; whoever publishes is told by the one that holds then.
    private var lost: HTML {
        guard release.number == nil, !hidesRows, let losses = release.diff?.losses(leaving: release.rowCount),
            !losses.isEmpty
        else { return .empty }
        return Notice(
            .warning, "前の版にあったものがなくなります。そのとおりでよいか確かめてください。", "<ul>\(losses.map { "<li>\($0)</li>" as HTML })</ul>"
        ).html
    }

    /// What becomes public as a whole, for who decides it.
    private var file: HTML {
        guard release.number == nil, mayPublish else { return .empty }
        return
            "<p><a href=\"\(release.path)/file\">公開する内容をすべて保存して確かめる（CSV、\(release.rowCount)行）</a></p>\n"
    }

    /// Of one that was taken back for those alone who decide about it.
    private var content: HTML {
        """
        \(DiffSection(release.diff, hidesRows: hidesRows))
        \(release.ledger.isEmpty ? .empty : Details("直したところ（\(release.ledger.count)件）", Prose(release.ledger.joined(separator: "\n")).html).html)
        <h2>データの中身</h2>
        \(TableView(
                    caption: "はじめの\(first.rows.count)行", columns: first.heads.map { .text($0) },
                    rows: first.rows.map { $0.map { "\($0)" } }, narrow: .scrolling))
        """
    }

    private var takenDown: HTML {
        guard let takenDown = release.takenDown else { return .empty }
        let notice = Notice(
            .warning, "\(takenDown.at.date.japanese)に公開を取りやめました。", "<p>理由: \(takenDown.words)</p>")
        return "\(notice)\(mayPublish ? correcting(takenDown) : .empty)"
    }

    /// What everybody reads of it may have to be written otherwise.
    private func correcting(_ takenDown: Release.TakenDown) -> HTML {
        let path = "\(release.path)/take-down/correct"
        return Details(
            "公開している理由の文を直す", for: [path], state,
            FormView(
                path, state, submit: "文を直す",
                fields: [TakingDownFields.cause(takenDown.cause), TakingDownFields.reason(takenDown.reason)]
            ).html
        ).html
    }

    private var takingDown: HTML {
        let path = "\(release.path)/take-down"
        return Details(
            "この版の公開を取りやめる", for: [path], state,
            FormView(
                path, state, submit: "公開を取りやめる",
                fields: [TakingDownFields.cause(), TakingDownFields.reason()]
            ).html
        ).html
    }

    private var actions: HTML {
        guard release.number == nil else { return release.isPublic && mayPublish ? takingDown : .empty }
        let publish: HTML =
            !mayPublish
            ? .empty
            : isOwn
                ? Notice(.information, "提出した人は公開できません。ほかのオープンデータ担当が公開します。").html
                : ButtonForm("公開する", "\(release.path)/publish", state, style: .primary).html
        return "\(publish)\(mayEdit ? ButtonForm("取り下げる", "\(release.path)/withdraw", state).html : .empty)"
    }
}
