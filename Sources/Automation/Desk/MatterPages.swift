import Japanese
import Site
import Storage
import Ward

enum MatterFields {
    static func decision(_ matter: Matter) -> Field<Matter.Decision> {
        Field<String>.radios(
            "decision", "どうするか", matter.decisions.map { Choice($0.rawValue, $0.title) }
        ).mapped(to: { Matter.Decision(rawValue: $0) }, from: { $0.rawValue }) { _ in "「どうするか」を選び直してください。" }
    }

    static let remark = Field.textArea("remark", "メモ", max: 500, rows: 3, hint: "調べたことや、直した所を書きます。個人の名前は書きません。")
        .optional
    static let minutes = Field.integer(
        "minutes", "かかった時間", in: 0...600, unit: "分", hint: "ロボットで減った時間から差し引きます。手作業の入力そのものの時間は含めません。すぐ終わったときは0にします。")
}

/// 例外デスク: what waits for a person, of all robots.
struct MatterListPage: PageView {
    static let path = "/automation/matters"
    static let link = Link("例外・承認", path)

    struct Row: Sendable {
        let matter: Matter
        let robot: Robot
        let unit: String
    }

    let list: ListView<Row>

    private static let settledShown = 500

    static func load(_ request: PageRequest, on connection: any Connection) throws -> MatterListPage {
        let units = try UnitStore.names(on: connection)
        let robots = Dictionary(
            try Robot.list("ORDER BY id", on: connection).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let matters =
            try Matter.open(on: connection)
            + Matter.list(
                "WHERE settled_at IS NOT NULL ORDER BY settled_at DESC, id LIMIT \(settledShown)", on: connection)
        let rows = matters.compactMap { matter in
            robots[matter.robot].map { Row(matter: matter, robot: $0, unit: units[$0.unit] ?? "") }
        }
        return MatterListPage(list: ListView(listing(rows), rows, request))
    }

    private static func listing(_ rows: [Row]) -> Listing<Row> {
        Listing(
            "例外・承認", at: path, file: "matters", identity: \.matter.id.text,
            columns: [
                .heading("title", "件名", { .text($0.matter.title) }) {
                    "<a href=\"\($0.matter.path)\">\($0.matter.title)</a>"
                },
                ListColumn("kind", "区分", { .text($0.matter.kind.title) }, drawn: { "\($0.matter.kind.tag)" }).whole,
                ListColumn("robot", "ロボット") { .text($0.robot.name) },
                ListColumn("unit", "担当課") { .text($0.unit) }.whole,
                ListColumn("opened", "いつから") { .moment($0.matter.openedAt) },
                ListColumn("decision", "処理") { .text($0.matter.isOpen ? "まだ" : $0.matter.decision?.title) },
            ],
            filters: [
                ListFilter("open", "処理", yes: "まだのもの") { $0.matter.isOpen },
                ListFilter("kind", "区分", of: rows) { $0.matter.kind.title },
                ListFilter("unit", "担当課", of: rows, \.unit), ListFilter("robot", "ロボット", of: rows) { $0.robot.name },
            ], empty: "<p>人を待っていることはありません。</p>")
    }

    var export: ListExport? { list.export }
    var page: Page { Page(Self.link.title, body: list.html) }
}

/// One matter, where it is decided.
struct MatterPage: PageView {
    let matter: Matter
    let robot: Robot
    let run: Run?
    let maySettle: Bool
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> MatterPage {
        let matter = try Matter.load(request, on: connection)
        let robot = try Robot.known(matter.robot, on: connection)
        return MatterPage(
            matter: matter, robot: robot, run: try matter.run.map { try Run.known($0, on: connection) },
            maySettle: try request.person.may(.settleMatters, unit: robot.unit), state: request.state)
    }

    var page: Page {
        var facts: [(name: String, value: HTML)] = [
            ("ロボット", "<a href=\"\(robot.path)\">\(robot.name)</a>"), ("何があったか", Prose(matter.detail).html),
            ("いつから", "\(matter.openedAt.japanese)"),
        ]
        if let run { facts.append(("実行", "<a href=\"\(run.path)\">\(run.beganAt.japanese)</a>")) }
        if matter.kind != .handover, let key = matter.recordKey { facts.append(("番号", "\(key)")) }
        if let decision = matter.decision {
            facts.append(("処理", "\(decision.title)（\(matter.settledBy ?? "")、\(matter.settledAt?.japanese ?? "")）"))
            facts.append(("メモ", Prose(matter.remark ?? "―").html))
        }
        let picture: HTML =
            matter.picture != nil && maySettle
            ? """
            <p><img class="evidence-picture" src="\(matter.path)/picture" alt="そのときの画面（個人の情報を塗りつぶしたもの）"></p>
            <p>この画面の写しは、だれがいつ見たかが監査証跡に残ります。</p>
            """ : .empty
        let last: HTML = matter.isOpen ? deciding : .empty
        return Page(
            matter.title, trail: [MatterListPage.link], section: MatterListPage.path,
            body: "<p>\(matter.kind.tag)</p>\n\(SummaryList(facts))\(picture)\(last)")
    }

    private var deciding: HTML {
        if matter.kind == .handover {
            return "<p>次の担当を決めると、この件は済みになります。</p>\(ButtonLink("担当を決める", robot.path, style: .primary))"
        }
        guard maySettle else { return "<p>この課の担当が処理します。</p>" }
        if matter.kind == .reading {
            let settling = FormView("\(matter.path)/settle", state, submit: "処理する", fields: fields)
            return """
                <p>AI-OCRの読み取りが、確信度の下限を下回ったか、決まった形ではありません。値を見ると、だれがいつ見たかが監査証跡に残ります。</p>
                <div class="actions">\(ButtonForm("読み取った値を見て確かめる", "\(matter.path)/reading", state, style: .primary))</div>
                \(Details("登録しない", for: ["\(matter.path)/settle"], state, settling.html))
                """
        }
        let caution: HTML =
            matter.kind == .unknown
            ? Notice(.warning, "送り直す前に、システムで照会してください", "<p>送信した後に控えを読めませんでした。登録されているかもしれません。</p>").html : .empty
        return caution
            + FormView("\(matter.path)/settle", state, submit: "処理する", fields: fields).html
    }

    private var fields: [FormField] {
        [MatterFields.decision(matter)(), MatterFields.minutes(), MatterFields.remark()]
    }
}

/// A matter that somebody may decide: of their section.
struct DecidedMatter: RouteSubject {
    let matter: Matter

    var path: String { matter.path }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> DecidedMatter {
        let matter = try Matter.load(request, on: connection)
        try Robot.known(matter.robot, on: connection).check(.settleMatters, request.person)
        return DecidedMatter(matter: matter)
    }
}

enum MatterRoutes {
    static let all: [Route] = [
        .page("automation/matters", needs: .readRobots, MatterListPage.load),
        .page("automation/matters/:matter", needs: .readRobots, MatterPage.load),
        // The screen as it was, masked: for who decides. Nothing keeps a copy on the way, so that each look comes here.
        Route(.get, "automation/matters/:matter/picture", access: .needs(.settleMatters)) { request in
            let stamp = try request.stamp
            let bytes = try await request.ward.database.write { connection in
                try DecidedMatter.load(request, on: connection).matter.lookAtPicture(by: stamp, on: connection)
            }
            guard let bytes else { throw PageRefusal.notFound }
            return .bytes(bytes, type: "image/png")
        },
        .action(
            "automation/matters/:matter/settle", on: DecidedMatter.self, needs: .settleMatters, page: MatterPage.load
        ) { subject, form, change in
            let (decision, minutes, remark) = try form.values(
                MatterFields.decision(subject.matter), MatterFields.minutes, MatterFields.remark)
            do {
                try subject.matter.settle(
                    decision, remark: remark, minutes: minutes, by: change.stamp, on: change.connection)
            } catch MatterRefusal.remark {
                throw form.refusing(MatterFields.remark, MatterRefusal.remark.words)
            }
            return .done("処理しました。")
        },
    ]
}
