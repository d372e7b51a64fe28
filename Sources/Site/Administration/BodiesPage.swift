import Japanese
import Storage
import Ward

/// The bodies that meet (会議体), each with its seats by post, and who runs them.
struct BodiesPage: ProgramView {
    struct Entry: Sendable {
        let body: Body
        let parentName: String?
        let secretariat: [String]
        let seats: [Seat]
    }

    let entries: [Entry]
    /// Seats whose post belongs to a unit that is gone.
    let unsettled: [Seat]
    let day: CivilDate
    let kinds: [Body.Kind]
    let mayManageUnits: Bool

    static let link = Link("会議体", "/bodies")
    static let routes: [Route] = [.page("bodies", needs: .viewOrganisation, load)]

    static func load(_ request: PageRequest, on connection: any Connection) throws -> BodiesPage {
        let day = request.today
        let bodies = try BodyStore.list(validOn: day, on: connection)
        let succession = try UnitStore.succession(on: connection)
        let names = Dictionary(bodies.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let entries = try bodies.map { body in
            Entry(
                body: body, parentName: body.parent.flatMap { names[$0] },
                secretariat: body.secretariat(on: day, in: succession).map(\.name),
                seats: try BodyStore.seats(of: body.id, validOn: day, on: connection))
        }
        return BodiesPage(
            entries: entries, unsettled: try BodyStore.seatsOfAbolishedUnits(validOn: day, on: connection), day: day,
            kinds: request.declared.bodyKinds, mayManageUnits: try request.person.may(.manageUnits))
    }

    static let program = Route.ProgramSide(
        "会議体の一覧",
        answer: [
            "on": .text, "bodies": .list(Entry.answer),
            "seatsOfAbolishedUnits": .list(["body": .text, "label": .text]),
        ])

    var json: JSON {
        [
            "on": JSON(day), "bodies": .array(entries.map(\.json)),
            "seatsOfAbolishedUnits": .array(
                unsettled.map { ["body": .string($0.body.text), "label": .string($0.label)] }),
        ]
    }

    var page: Page {
        Page(
            Self.link.title, section: Self.link.path,
            body: """
                \(toSettle)<p>\(day.japanese)の会議体です。席は職に付き、個人の名前は載せません（充て職）。</p>
                \(entries.isEmpty ? "<p class=\"empty\">会議体は、まだありません。通知文を取り込むと、ここに出ます。</p>" : HTML.empty)
                \(entries.map(section))
                """)
    }

    /// A seat stays with its post when the unit of the post ends without a successor.
    private var toSettle: HTML {
        guard !unsettled.isEmpty else { return .empty }
        let names = Dictionary(entries.map { ($0.body.id, $0.body.name) }) { first, _ in first }
        let seats: [HTML] = unsettled.map { seat in
            "<li><a href=\"\(Self.link.path)/\(seat.body)\">\(names[seat.body] ?? "終了した会議体")</a>　\(seat.label)</li>"
        }
        let mend: HTML =
            mayManageUnits
            ? "<a href=\"/units\">組織の一覧で継承先を決める</a>と、席も引き継がれます。" : "継承先は、組織を管理する人が決めます。"
        return Notice(
            .warning, "廃止した組織の職に付いた席が\(unsettled.count)件あります", "<ul>\(seats)</ul>\n<p>\(mend)</p>"
        ).html
    }

    private func section(_ entry: Entry) -> HTML {
        let seats: HTML =
            entry.seats.isEmpty
            ? .empty
            : TableView(
                caption: "\(entry.body.name)の席",
                columns: [.text("役"), .rowHeader("職または区分"), .number("人数")],
                rows: entry.seats.map { ["\($0.role.title)", "\($0.label)", "\($0.count)"] }
                    + [["", "合計（事務局を除く）", "\(Seat.total(entry.seats))"]],
                isCaptionHidden: true, totalRows: 1
            ).html
        return """
            <h2><a href="\(entry.body.path)">\(entry.body.name)</a></h2>
            \(SummaryList([
                ("種類", "\(entry.body.kind.declared(in: kinds).title)"), ("置かれているところ", "\(entry.parentName ?? "―")"),
                ("事務局", "\(entry.secretariat.isEmpty ? "―" : entry.secretariat.joined(separator: "、"))"),
            ]))
            \(seats)
            """
    }
}

extension Body: RouteSubject {
    public static func load(_ request: PageRequest, on connection: any Connection) throws -> Body {
        guard let body = try BodyStore.find(try request.id("body"), on: connection) else { throw PageRefusal.notFound }
        return body
    }

    public var path: String { "\(BodiesPage.link.path)/\(id)" }
}

extension BodiesPage.Entry {
    static let answer: AnswerShape = [
        "id": .text, "name": .text, "kind": .text, "parent": .orNull(.text), "secretariat": .list(.text),
        "seats": .list(["role": .text, "label": .text, "count": .orNull(.integer)]), "total": .orNull(.integer),
    ]

    var json: JSON {
        [
            "id": .string(body.id.text), "name": .string(body.name), "kind": .string(body.kind.rawValue),
            "parent": JSON(parentName),
            "secretariat": .array(secretariat.map { .string($0) }),
            "seats": .array(
                seats.map {
                    ["role": .string($0.role.rawValue), "label": .string($0.label), "count": JSON($0.count)]
                }),
            "total": JSON(Seat.total(seats)),
        ]
    }
}
