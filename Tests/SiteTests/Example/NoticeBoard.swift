import ArgumentParser
import Japanese
import Site
import Storage
import Ward

/// The smallest whole module: notices that somebody writes and publishes. What a new module consists of can be read here, from
/// the table to the page.
struct NoticeBoard: Module {
    let name = "board"
    var routes: [Route] { NoticeRoutes.all }
    var migrations: [Migration] { Migration.numbered("board", [Array(Self.table.utf8)]) }
    var grants: Grants { Grants([.secretariat: [.readNotices, .writeNotices], .auditor: [.readNotices]]) }
    var area: Area? { Area("掲示板", order: 10, pages: [NavigationEntry(NoticeListPage.link, needs: .readNotices)]) }
    var duties: [DutySource] { [] }
    var commands: [any AsyncParsableCommand.Type] { [NoticesCommand.self] }
    var indicators: [Indicator] { [Notice.published] }
    var renderers: [String: SealRenderer] { [NoticeContent.kind: NoticeContent.renderer] }
    var auditTitles: [String: String] { ["board.notice.write": "お知らせを書く", "board.notice.publish": "お知らせを公表する"] }

    private static let table = """
        CREATE TABLE notice (
            id TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL, content TEXT NOT NULL, until TEXT, revision BIGINT NOT NULL,
            published_on TEXT
        );
        """
}

extension Permission {
    static let readNotices = Permission("board.notice.read", "お知らせを見る")
    static let writeNotices = Permission("board.notice.write", "お知らせを書いて公表する")
}

// MARK: the record

struct Notice: AddressedRecord, Revised {
    let id: ID<Notice>
    let title: String
    let content: String
    let until: CivilDate?
    let revision: Int
    let publishedOn: CivilDate?

    static let parameter = "notice"
    var path: String { "/notices/\(id)" }

    static let selection: SQL = "SELECT id, title, content, until, revision, published_on FROM notice"
    static let key: SQL = "notice.id"
    static let title = "お知らせ"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, title, content) = (try row["id"], try row["title"], try row["content"])
        (until, revision, publishedOn) = (try row["until"], try row["revision"], try row["published_on"])
    }

    /// Writes a new one.
    static func write(_ told: NoticeFields.Told, by stamp: Stamp, on connection: any Connection) throws -> Notice {
        let id: ID<Notice> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO notice (id, title, content, until, revision)
            VALUES (\(id), \(told.title), \(told.content), \(told.until), 0)
            """)
        try stamp.note("board.notice.write", "notice/\(id)", ["title": .string(told.title)], on: connection)
        return try known(id, on: connection)
    }

    func rewrite(_ told: NoticeFields.Told, by stamp: Stamp, on connection: any Connection) throws {
        guard publishedOn == nil else { throw NoticeRefusal.published }
        try connection.execute(
            """
            UPDATE notice SET title = \(told.title), content = \(told.content), until = \(told.until),
                revision = revision + 1
            WHERE id = \(id)
            """)
        try stamp.note("board.notice.write", "notice/\(id)", ["title": .string(told.title)], on: connection)
    }

    /// Seals it as it stands.
    func publish(by stamp: Stamp, on connection: any Connection) throws {
        guard publishedOn == nil else { throw NoticeRefusal.published }
        try NoticeContent(title: title, content: content).seal(id.text, reason: nil, by: stamp, on: connection)
        try connection.execute("UPDATE notice SET published_on = \(stamp.today) WHERE id = \(id)")
        try stamp.note("board.notice.publish", "notice/\(id)", on: connection)
    }

    static let published = Indicator(
        id: "board.published", name: "公表したお知らせ", unitName: "件", kind: .activity, rule: .cumulative
    ) { day, connection in
        let notices = try Notice.list("WHERE published_on <= \(day) ORDER BY id", on: connection)
        return IndicatorReading(value: ExactNumber(notices.count), records: notices.map { "notices/\($0.id)" })
    }
}

enum NoticeRefusal: Refusal {
    case published

    var words: String { "このお知らせは公表しています。直すときは、新しいお知らせを書いてください。" }
}

/// What is sealed when a notice is published.
struct NoticeContent: SealedDocument {
    static let kind = "board.notice"
    static let drawing = DocumentStyle.version

    let title: String
    let content: String

    func drawn(_ heading: SealHeading) -> [UInt8] {
        let page = DocumentStyle.document(
            title: title, edition: "\(title)　\(heading.contentHash)",
            body: "<main><h1>\(title)</h1><p>\(content)</p></main>")
        return Array(page.text.utf8)
    }
}

// MARK: pages

enum NoticeFields {
    typealias Told = (title: String, content: String, until: CivilDate?)

    static let title = Field.text("title", "題名", max: 80)
    static let content = Field.textArea("content", "本文", max: 400)
    static let until = Field.date("until", "掲載の終わり").optional

    static func drawn(_ notice: Notice?) -> [FormField] {
        [title(notice?.title), content(notice?.content), until(notice?.until)]
    }

    static func read(_ form: inout FormReader) throws(FormRefused) -> Told {
        try form.values(title, content, until)
    }
}

enum NoticeRoutes {
    static let all: [Route] = [
        .page("notices", needs: .readNotices, NoticeListPage.load),
        .action("notices", needs: .writeNotices, summary: "お知らせを書く", page: NoticeListPage.load) { form, change in
            let told = try NoticeFields.read(&form)
            return .done(
                "お知らせを書きました。",
                at: try Notice.write(told, by: change.stamp, on: change.connection).path)
        },
        .page("notices/:notice", needs: .readNotices, NoticePage.load),
        .action("notices/:notice", on: Notice.self, needs: .writeNotices, page: NoticePage.load) {
            notice, form, change in
            let told = try NoticeFields.read(&form)
            try form.checkRevision(of: notice)
            try notice.rewrite(told, by: change.stamp, on: change.connection)
            return .done("直しました。")
        },
        .action(
            "notices/:notice/publish", on: Notice.self, needs: .writeNotices, page: NoticePage.load,
            asks: { notice, _ in
                Confirmation(
                    "「\(notice.title)」を公表します", submit: "公表する", consequences: ["だれでも読めるようになります。"],
                    irreversible: "公表したお知らせは直せません。")
            }
        ) { notice, _, change in
            try notice.publish(by: change.stamp, on: change.connection)
            return .done("公表しました。")
        },
        .editions(
            "notices/:notice/editions/:edition", of: NoticeContent.self, on: Notice.self, needs: .readNotices
        ) { _ in "お知らせ" },
    ]
}

struct NoticeListPage: ProgramView {
    let notices: [Notice]
    let state: PageState

    static let link = Link("お知らせ", "/notices")

    static func load(_ request: PageRequest, on connection: any Connection) throws -> NoticeListPage {
        NoticeListPage(notices: try Notice.list("ORDER BY id", on: connection), state: request.state)
    }

    static let program = Route.ProgramSide("お知らせの一覧", answer: ["notices": .list(["title": .text])])
    var json: JSON { ["notices": .array(notices.map { ["title": .string($0.title)] })] }

    var page: Page {
        let rows: [[HTML]] = notices.map {
            ["<a href=\"\($0.path)\">\($0.title)</a>", "\($0.publishedOn?.japanese ?? "")"]
        }
        return Page(
            Self.link.title,
            body: """
                \(TableView(caption: "お知らせの一覧", columns: [.rowHeader("題名"), .text("公表日")], rows: rows, empty: "まだありません。"))
                \(FormView("/notices", state, submit: "書く", fields: NoticeFields.drawn(nil)))
                """)
    }
}

struct NoticePage: PageView {
    let notice: Notice
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> NoticePage {
        NoticePage(notice: try Notice.load(request, on: connection), state: request.state)
    }

    var page: Page {
        Page(
            notice.title, trail: [NoticeListPage.link],
            body: """
                \(FormView(notice.path, state, submit: "直す", revision: notice.revision, fields: NoticeFields.drawn(notice)))
                \(ButtonForm("公表する", "\(notice.path)/publish", state))
                """)
    }
}

// MARK: the command

struct NoticesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "notices", abstract: "お知らせの一覧を示します。")
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(.reading, WardMigrations.all + NoticeBoard().migrations) { ward in
                let notices = try await ward.database.read { try Notice.list("ORDER BY id", on: $0) }
                format.print(
                    json: ["notices": .array(notices.map { ["title": .string($0.title)] })],
                    text: notices.map(\.title).joined(separator: "\n"))
            }
        }
    }
}
