import Japanese
import Scenarios
import Site
import Storage
import Ward

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
        let writing: HTML =
            mayEdit ? Details("画面の約束を登録する", for: [Self.path], state, TextSchema.contract.note + form.html).html : .empty
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
            ? Details(
                "直して次の版にする", for: [ContractListPage.path], state, TextSchema.contract.note + form.html
            ).html
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
