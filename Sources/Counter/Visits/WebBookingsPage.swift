import Site
import Storage
import Ward

/// What came in on the web and was not visited yet, with what makes a flood of made-up bookings visible; many are given up at
/// once.
struct WebBookingsPage: PageView {
    static let path = "/desk/bookings"
    static let link = Link("ウェブの予約", path)
    private static let reason = Field.text("reason", "取り消す理由", max: 200, hint: "例: 同じ端末から、実在しない方の予約が続けて入ったため")
    private static let box = "case"

    struct Row: Sendable {
        let deskCase: DeskCase
        let visit: DeskVisit?
        let isReported: Bool
        /// By which numbers of telephone are compared.
        let phone: String

        /// Whether both came from one browser, one network or one number of telephone.
        func isLike(_ other: Row) -> Bool {
            let (one, two) = (deskCase.origin, other.deskCase.origin)
            return deskCase.id == other.deskCase.id || phone == other.phone
                || one != nil && one?.browser == two?.browser || one?.client != nil && one?.client == two?.client
        }
    }

    let rows: [Row]
    /// All with something in common with this one are shown, ticked.
    let alike: ID<DeskCase>?
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> WebBookingsPage {
        WebBookingsPage(
            rows: try DeskCase.bookedOnTheWeb(on: connection).map { deskCase in
                Row(
                    deskCase: deskCase, visit: try VisitStore.current(of: deskCase.id, on: connection),
                    isReported: try !DeathStore.matches(deskCase.deceased, on: connection).isEmpty,
                    phone: PhoneNumber.key(deskCase.visitor.phone))
            }, alike: request.query["alike"].flatMap { ID(untrusted: $0) }, state: request.state)
    }

    private var shown: [Row] {
        rows.first { $0.deskCase.id == alike }.map { rows.filter($0.isLike) } ?? rows
    }

    var page: Page {
        guard !rows.isEmpty else {
            return Page(Self.link.title, trail: [DeskPage.link], body: "<p class=\"empty\">来庁前のウェブの予約はありません。</p>")
        }
        let all: HTML = alike == nil ? "" : "<p><a href=\"\(Self.path)\">すべてのウェブの予約を見る（\(rows.count)件）</a></p>"
        return Page(
            Self.link.title, trail: [DeskPage.link],
            body: """
                <p>ウェブで受けた、来庁前の予約です（\(shown.count)件）。続けて入った見慣れない予約は、電話で確かめてから、まとめて取り消せます。</p>\(all)
                \(FormView(
                    Self.path, state, submit: "選んだ予約を取り消す", isWide: true,
                    fields: [.content(table), Self.reason()]))
                """)
    }

    private var table: HTML {
        let sent = state.sent(to: Self.path)
        let ticked = sent.map { Set($0.all(Self.box)) } ?? (alike == nil ? [] : Set(shown.map(\.deskCase.id.text)))
        let rows = shown.map { row -> [HTML] in
            let deskCase = row.deskCase
            let count = self.rows.count(where: row.isLike)
            let common: HTML =
                count > 1 ? "<a href=\"\(Self.path)?alike=\(deskCase.id)\">同じ端末・回線・電話番号から\(count)件</a>" : ""
            return [
                """
                <input type="checkbox" id="box-\(deskCase.id)" name="\(Self.box)" value="\(deskCase.id)"\
                \("checked", if: ticked.contains(deskCase.id.text))><label for="box-\(deskCase.id)">\(deskCase.number)</label>
                """,
                "<a href=\"\(deskCase.path)\">\(deskCase.deceased.name)</a>",
                "\(deskCase.visitor.name)様　\(deskCase.visitor.phone)", "\(row.visit?.japanese ?? "未定")",
                "\(deskCase.openedAt.japanese)",
                "\(row.isReported ? HTML.empty : "\(Tag("死亡一覧にない", .warning)) ")\(common)",
            ]
        }
        return TableView(
            caption: "来庁前のウェブの予約",
            columns: [.rowHeader("番号"), .text("亡くなった方"), .text("来庁する方"), .text("来庁"), .text("受付"), .text("気を付けること")],
            rows: rows, isCaptionHidden: true
        ).html
    }

    // MARK: routes

    /// The bookings that were ticked.
    private struct Chosen: RouteSubject {
        let cases: [DeskCase]

        static func load(_ request: PageRequest, on connection: any Connection) throws -> Chosen {
            let ids = Set(request.form.all(box))
            return Chosen(cases: try DeskCase.bookedOnTheWeb(on: connection).filter { ids.contains($0.id.text) })
        }

        var path: String { WebBookingsPage.path }
    }

    private static let namedMax = 20

    static let routes: [Route] = [
        .page("desk/bookings", needs: .runDesk, load),
        .action(
            "desk/bookings", on: Chosen.self, needs: .runDesk, summary: "ウェブ予約をまとめて取り消す", page: load,
            asks: { chosen, _ in
                let rest = chosen.cases.count - namedMax
                return Confirmation(
                    "ウェブの予約\(chosen.cases.count)件を取り消します", submit: "\(chosen.cases.count)件を取り消す",
                    consequences: chosen.cases.prefix(namedMax).map {
                        "\($0.number)　\($0.deceased.name)（来庁する方：\($0.visitor.name)様）"
                    } + (rest > 0 ? ["ほか\(rest)件"] : []) + ["空いた時間は、すぐにほかのご家族が予約できるようになります。"],
                    irreversible: "取り消した案件は元に戻せません。ご家族には知らせが行きません。本当の予約が混じっていないか、確かめてください。")
            }
        ) { chosen, form, change in
            let reason = form.value(reason)
            if chosen.cases.isEmpty { form.errors.addGeneral("取り消す予約を、1つ以上選んでください。") }
            guard form.errors.isEmpty, let reason else { throw FormRefused(form.errors) }
            for deskCase in chosen.cases {
                try CaseStore.end(deskCase, because: reason, by: change.stamp, on: change.connection)
            }
            return .done("\(chosen.cases.count)件の予約を取り消しました。")
        },
    ]
}
