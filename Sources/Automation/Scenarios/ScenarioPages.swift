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
    let state: PageState

    static func path(_ robot: Robot) -> String { "\(robot.path)/scenario" }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ScenarioPage {
        let robot = try Robot.load(request, on: connection)
        return ScenarioPage(
            robot: robot, versions: try ScenarioVersion.of(robot.id, on: connection),
            target: try RunTarget.of(robot.id, on: connection),
            mayEdit: try request.person.may(.editRobots, unit: robot.unit) && robot.state != .retired,
            state: request.state)
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
        let place = FormView(
            "\(path)/target", state, submit: "保存する",
            fields: [ScenarioFields.base(target?.base), ScenarioFields.hosts(target?.hosts.joined(separator: "、"))])
        let forms: HTML =
            mayEdit
            ? Details("シナリオを書く", isOpen: versions.isEmpty || state.concerns(path), writing.html).html
                + Details("システムの場所", for: ["\(path)/target"], state, place.html).html : .empty
        return Page(
            "シナリオ", trail: [RobotListPage.link, Link(robot.name, robot.path)], section: RobotListPage.path,
            body: "<p>動くのは、公開中の版だけです。書いた人とは別の人が公開します。</p>\n\(table)\(forms)")
    }
}

/// A version: its text, what changed since the one in force, and publishing.
struct ScenarioVersionPage: PageView {
    let version: ScenarioVersion
    let robot: Robot
    let changes: [String]
    let others: [Person]
    let mayPublish: Bool
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
            mayPublish: person.may(.publishScenarios), isOwn: version.writtenPerson == person.person,
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
                \(difference)\(publishing)
                <h2>本文</h2>
                <pre tabindex="0"><code>\(version.text)</code></pre>
                """)
    }
}

/// 画面の約束: what robots rely on in the screens of each system.
struct ContractListPage: PageView {
    static let path = "/automation/contracts"
    static let link = Link("画面の約束", path)

    let contracts: [ContractVersion]
    let mayEdit: Bool
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ContractListPage {
        ContractListPage(
            contracts: try ContractVersion.current(on: connection), mayEdit: try request.person.may(.publishScenarios),
            state: request.state)
    }

    var page: Page {
        let rows = contracts.map { contract -> [HTML] in
            let read = contract.contract
            return [
                "<a href=\"\(contract.path)\">\(contract.system)</a>", "\(read?.release ?? "―")",
                "第\(contract.number)版",
                "\(read?.screens.count ?? 0)", "\(contract.writtenBy)（\(contract.writtenAt.date.japanese)）",
            ]
        }
        let columns: [TableView.Column] = [
            .rowHeader("システム"), .text("システムの版"), .name("約束の版"), .number("画面"), .text("書いた人"),
        ]
        let table = TableView(
            caption: "画面の約束", columns: columns, rows: rows, empty: "画面の約束はまだありません。", isCaptionHidden: true)
        let form = FormView(Self.path, state, submit: "登録する", isLong: true, fields: [ScenarioFields.contract()])
        let writing: HTML = mayEdit ? Details("画面の約束を登録する", for: [Self.path], state, form.html).html : .empty
        return Page(
            Self.link.title,
            body: """
                <p>ロボットが見分ける画面と部品を、システムごとに1つにまとめます。画面が変わったときは、ここを1回直せば、そのシステムのすべてのロボットに効きます。</p>
                \(table)\(writing)
                """)
    }
}

/// One version of a contract, and the next.
struct ContractPage: PageView {
    let contract: ContractVersion
    let robots: [Robot]
    let upgrades: [UpgradeCheck]
    let mayEdit: Bool
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ContractPage {
        let contract = try ContractVersion.load(request, on: connection)
        let robots = try Robot.standing(on: connection).filter { robot in
            try ScenarioVersion.published(robot.id, on: connection)?.scenario.map {
                TextKey($0.system) == TextKey(contract.system)
            } ?? false
        }
        return ContractPage(
            contract: contract, robots: robots, upgrades: try UpgradeCheck.of(contract, on: connection),
            mayEdit: try request.person.may(.publishScenarios), state: request.state)
    }

    var page: Page {
        let form = FormView(
            ContractListPage.path, state, submit: "次の版として登録する", isLong: true,
            fields: [ScenarioFields.contract(contract.text)])
        let links = LinkList(robots.map { .init($0.name, $0.path) }, empty: "この画面を使う公開中のシナリオはありません。")
        let asking = FormView(
            "\(contract.path)/upgrades", state, submit: "調べる",
            fields: [UpgradeFields.title(), UpgradeFields.old(), UpgradeFields.new()])
        let editing: HTML =
            mayEdit
            ? Details("直して次の版にする", for: [ContractListPage.path], state, form.html).html
                + Details("システムの更新で止まるロボットを調べる", for: ["\(contract.path)/upgrades"], state, asking.html).html : .empty
        let checks = LinkList(
            upgrades.map { .init($0.title, $0.path, note: "\($0.madeOn.japanese)　止まるシナリオ\($0.stopped)件") },
            empty: "まだ調べていません。")
        return Page(
            "\(contract.system)の画面の約束", trail: [ContractListPage.link], section: ContractListPage.path,
            body: """
                <p>第\(contract.number)版（\(contract.writtenBy)、\(contract.writtenAt.japanese)）</p>
                <h2>この画面を使うロボット</h2>
                \(links)
                <h2>システムの更新の影響</h2>
                \(checks)
                <h2>本文</h2>
                <pre tabindex="0"><code>\(contract.text)</code></pre>
                \(editing)
                """)
    }
}

enum ScenarioRoutes {
    static let all: [Route] = [
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
            "automation/robots/:robot/scenario/target", on: EditedRobot.self, needs: .editRobots,
            summary: "システムの場所を決める", fields: [ScenarioFields.base, ScenarioFields.hosts], page: ScenarioPage.load
        ) { subject, form, change in
            let (base, hosts) = try form.values(ScenarioFields.base, ScenarioFields.hosts)
            try form.blaming(ScenarioFields.base) {
                try RunTarget(base: base, hosts: RunTarget.hosts(in: hosts ?? "")).set(
                    for: subject.robot, by: change.stamp, on: change.connection)
            }
            return .done("保存しました。", at: ScenarioPage.path(subject.robot))
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
