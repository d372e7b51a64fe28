import Japanese
import Scenarios
import Site
import Storage
import Ward

enum ScenarioFields {
    static let text = Field.textArea(
        "text", "シナリオ（YAMLかJSON）", max: ScenarioVersion.textMax, rows: 24,
        hint: "画面の部品は「画面.部品」、値は入力の列の名前で書きます。パスワードやサーバーの名前は書きません。")
    static let contract = Field.textArea(
        "text", "画面の約束（YAMLかJSON）", max: ScenarioVersion.textMax, rows: 24,
        hint: "部品ごとに、見分け方を3つ以上、確かな順に書きます。")
    static let base = Field.text("base", "システムの場所", max: 200, hint: "例: https://kosodate.example/app")
    static let recording = Field<Form.File>.file(
        "recording", "記録のファイル（.side）", accept: ".side,.json", hint: "Selenium IDEで操作を記録したファイル。")
    static let hosts = Field.text(
        "hosts", "ほかに許すサーバー", max: 400, hint: "画面が読み込むほかのサーバーの名前。「、」で区切ります。ここにない所へは、送ることも読むこともできません。"
    ).optional
}

/// The scenario of a robot of the platform: what is in force, what waits for a second person, and where its system is.
struct ScenarioPage: PageView {
    let robot: Robot
    let versions: [ScenarioVersion]
    let target: RunTarget?
    let mayEdit: Bool
    /// Where a robot signs in is for those who may publish: an address of somebody's own would be told the secret.
    let mayPlace: Bool
    let state: PageState

    static func path(_ robot: Robot) -> String { "\(robot.path)/scenario" }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ScenarioPage {
        let robot = try Robot.load(request, on: connection)
        return ScenarioPage(
            robot: robot, versions: try ScenarioVersion.of(robot.id, on: connection),
            target: try RunTarget.of(robot.id, on: connection),
            mayEdit: try request.person.may(.editRobots, unit: robot.unit) && robot.state != .retired,
            mayPlace: try request.person.may(.publishScenarios), state: request.state)
    }

    var page: Page {
        let path = Self.path(robot)
        let rows = versions.map { version -> [HTML] in
            let published = version.publishedBy.map { "\($0)（\(version.publishedAt?.date.japanese ?? "")）" } ?? "―"
            return [
                "<a href=\"\(version.path)\">第\(version.number)版</a>", "\(version.state.tag)",
                "\(version.writtenBy)（\(version.writtenAt.date.japanese)）", "\(published)",
            ]
        }
        let columns: [TableView.Column] = [.rowHeader("版"), .name("状態"), .text("書いた人"), .text("公開した人")]
        let table = TableView(caption: "シナリオの版", columns: columns, rows: rows, empty: "シナリオはまだありません。")
        let writing = FormView(
            path, state, submit: "次の版として保存する", isLong: true, fields: [ScenarioFields.text(versions.first?.text)])
        let drafting = FormView(
            "\(path)/draft", state, submit: "下書きを作る", fields: [ScenarioFields.recording()])
        let place = FormView(
            "\(path)/target", state, submit: "保存する",
            fields: [ScenarioFields.base(target?.base), ScenarioFields.hosts(target?.hosts.joined(separator: "、"))])
        let forms: HTML =
            mayEdit
            ? Details(
                "シナリオを書く", isOpen: versions.isEmpty || state.concerns(path), TextSchema.scenario.note + writing.html
            ).html
                + Details("操作の記録（Selenium IDE）から下書きを作る", for: ["\(path)/draft"], state, drafting.html).html
                + (mayPlace ? Details("システムの場所", for: ["\(path)/target"], state, place.html).html : placed) : .empty
        return Page(
            "シナリオ", trail: [RobotListPage.link, Link(robot.name, robot.path)], section: RobotListPage.path,
            body: "<p>動くのは、公開中の版だけです。書いた人とは別の人が公開します。</p>\n\(table)\(forms)")
    }

    private var placed: HTML { "<p>システムの場所: \(target?.base ?? "まだ決まっていません")（自動化担当が決めます）</p>" }
}

/// A version: its text, what changed since the one in force, and publishing.
struct ScenarioVersionPage: PageView {
    let version: ScenarioVersion
    let robot: Robot
    let changes: [String]
    let others: [Person]
    let mayPublish: Bool
    let mayTry: Bool
    let isOwn: Bool
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ScenarioVersionPage {
        let version = try ScenarioVersion.load(request, on: connection)
        let robot = try Robot.known(version.robot, on: connection)
        let versions = try ScenarioVersion.of(robot.id, on: connection)
        let before =
            versions.first { $0.state == .published && $0.number < version.number }
            ?? versions.first { $0.number < version.number }
        var changes: [String] = []
        if let old = before?.scenario, let new = version.scenario {
            changes = ScenarioChange.between(old, new).map(\.japanese)
        }
        let person = try request.person
        return ScenarioVersionPage(
            version: version, robot: robot, changes: changes,
            others: try person.others(who: .publishScenarios, on: request.today, connection),
            mayPublish: person.may(.publishScenarios), mayTry: person.may(.editRobots, unit: robot.unit),
            isOwn: version.writtenPerson == person.person,
            state: request.state)
    }

    var page: Page {
        let items: [HTML] = changes.map { "<li>\($0)</li>" }
        let difference: HTML = changes.isEmpty ? "<p>比べる版がないか、違いがありません。</p>" : "<ul>\(items)</ul>"
        var publishing = HTML.empty
        if version.state == .draft {
            publishing =
                mayPublish && !isOwn
                ? "<div class=\"actions\">\(ButtonForm("公開する", "\(version.path)/publish", state, style: .primary))</div>"
                : SecondPersonNote(others, nobody: "<p>公開できるほかの人がいません。管理者に、自動化担当の登録を頼んでください。</p>").html
        }
        return Page(
            "シナリオ 第\(version.number)版",
            trail: [RobotListPage.link, Link(robot.name, robot.path), Link("シナリオ", ScenarioPage.path(robot))],
            section: RobotListPage.path,
            body: """
                <p>\(version.state.tag)　\(version.writtenBy)が\(version.writtenAt.japanese)に書きました。</p>
                <h2>前の版との違い</h2>
                \(difference)\(publishing)\(trying)
                <h2>本文</h2>
                <p><a href="\(version.path)/robot" download>Robot Frameworkの形で保存する</a></p>
                <pre tabindex="0"><code>\(version.text)</code></pre>
                """)
    }
}

extension ScenarioVersionPage {
    /// The trial that needs no system.
    private var trying: HTML {
        guard mayTry else { return .empty }
        let path = "\(version.path)/trial"
        let form = FormView(path, state, submit: "試す", fields: [SavedScreenTrialFields.screens()])
        return Details("保存した画面で試す（試運転の段階1）", for: [path], state, form.html).html
    }
}

enum ScenarioRoutes {
    static let all: [Route] =
        SavedScreenTrialRoutes.all + TextSchema.routes + [
            .page("automation/robots/:robot/scenario", needs: .readRobots, ScenarioPage.load),
            .action(
                "automation/robots/:robot/scenario", on: EditedRobot.self, needs: .editRobots, summary: "シナリオの次の版を保存する",
                fields: [ScenarioFields.text], page: ScenarioPage.load
            ) { subject, form, change in
                let (text) = try form.values(ScenarioFields.text)
                let made = try form.blaming(ScenarioFields.text) {
                    try ScenarioVersion.write(text, for: subject.robot, by: change.stamp, on: change.connection)
                }
                return .done("第\(made.number)版を保存しました。ほかの人が公開すると、動くようになります。", at: made.path)
            },
            .action(
                "automation/robots/:robot/scenario/target", on: EditedRobot.self, needs: .publishScenarios,
                summary: "システムの場所を決める", fields: [ScenarioFields.base, ScenarioFields.hosts], page: ScenarioPage.load
            ) { subject, form, change in
                let (base, hosts) = try form.values(ScenarioFields.base, ScenarioFields.hosts)
                try form.blaming(ScenarioFields.base) {
                    try RunTarget(base: base, hosts: RunTarget.hosts(in: hosts ?? "")).set(
                        for: subject.robot, by: change.stamp, on: change.connection)
                }
                return .done("保存しました。", at: ScenarioPage.path(subject.robot))
            },
            .form(
                "automation/robots/:robot/scenario/draft", access: .needs(.editRobots), page: ScenarioPage.load
            ) { request, form in
                let file = try form.values(ScenarioFields.recording)
                let robot = try await request.ward.database.read { try EditedRobot.load(request, on: $0).robot }
                let draft = try await form.blaming(ScenarioFields.recording) {
                    try await SentFile.read { try RecordedDraft(file.bytes, named: file.filename) }
                }
                return .answer(.page(draft.page(of: robot)))
            },
            Route(.get, "automation/scenarios/:version/robot", access: .needs(.readRobots)) { request in
                let text = try await request.ward.database.read { connection in
                    let version = try ScenarioVersion.load(request, on: connection)
                    guard let scenario = version.scenario,
                        let contract = try ContractVersion.newest(scenario.system, on: connection)?.contract
                    else { throw PageRefusal.notFound }
                    return (scenario.name, RobotFramework.text(scenario, contract))
                }
                return .bytes(Array(text.1.utf8), type: "text/plain; charset=utf-8", filename: "\(text.0).robot")
            },
            .page("automation/scenarios/:version", needs: .readRobots, ScenarioVersionPage.load),
            .action(
                "automation/scenarios/:version/publish", on: ScenarioVersion.self, needs: .publishScenarios,
                summary: "シナリオを公開する", fields: [], page: ScenarioVersionPage.load,
                asks: { version, _ in
                    Confirmation(
                        "シナリオの第\(version.number)版を公開します", submit: "公開する",
                        consequences: ["次の実行から、この版で動きます。", "いま公開中の版は、以前の版になります。"], irreversible: nil)
                }
            ) { version, _, change in
                try version.publish(by: change.stamp, on: change.connection)
                return .done("公開しました。")
            },
            .page("automation/contracts", needs: .readRobots, ContractListPage.load),
            .action(
                "automation/contracts", needs: .publishScenarios, summary: "画面の約束を登録する",
                fields: [ScenarioFields.contract], page: ContractListPage.load
            ) { form, change in
                let (text) = try form.values(ScenarioFields.contract)
                let made = try form.blaming(ScenarioFields.contract) {
                    try ContractVersion.write(text, by: change.stamp, on: change.connection)
                }
                return .done("登録しました。", at: made.path)
            },
            .page("automation/contracts/:contract", needs: .readRobots, ContractPage.load),
        ]
}
