import Foundation
import Japanese
import Scenarios
import Site
import Storage
import Ward

/// Which robots an upgrade of a system breaks (システム更新の影響): from the saved screens of both versions, before go-live.
struct UpgradeCheck: AddressedRecord {
    /// A control that robots would not find as agreed.
    struct Finding: Codable, Hashable, Sendable {
        let control: String
        let fate: String
        /// Steps that use it, by the name of the robot.
        let steps: [String: [String]]
    }

    let id: ID<UpgradeCheck>
    let contract: ID<ContractVersion>
    let title: String
    /// Scenarios that would stop.
    let stopped: Int
    let looked: Int
    let findings: [Finding]
    let madeOn: CivilDate
    let madeBy: String

    static let parameter = "upgrade"
    static let selection: SQL = "SELECT * FROM automation_upgrade"
    static let key: SQL = "automation_upgrade.id"
    static let title = "システム更新の影響"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, contract, title) = (try row["id"], try row["contract"], try row["title"])
        (stopped, looked, madeOn, madeBy) = (
            try row["stopped"], try row["looked"], try row["made_on"], try row["made_by"]
        )
        let text: String = try row["findings"]
        findings = try JSONDecoder().decode([Finding].self, from: Data(text.utf8))
    }

    var path: String { "/automation/upgrades/\(id)" }

    static func of(_ contract: ContractVersion, on connection: any Connection) throws -> [UpgradeCheck] {
        try list(
            """
            WHERE contract IN (SELECT id FROM automation_contract WHERE system_key = \(TextKey(contract.system).text))
            ORDER BY made_on DESC, id DESC
            """, on: connection)
    }

    /// Looks at every published scenario of the system, and keeps what was found.
    static func make(
        _ title: String, of version: ContractVersion, old: [PageSnapshot], new: [PageSnapshot], by stamp: Stamp,
        on connection: any Connection
    ) throws -> UpgradeCheck {
        guard let contract = version.contract else { throw ScenarioRefusal.noContract(version.system) }
        var scenarios: [String: (robot: Robot, scenario: Scenario)] = [:]
        for robot in try Robot.standing(on: connection) {
            guard let scenario = try ScenarioVersion.published(robot.id, on: connection)?.scenario,
                TextKey(scenario.system) == TextKey(contract.system)
            else { continue }
            scenarios[scenario.name] = (robot, scenario)
        }
        let impact = UpgradeImpact.of(
            contract: contract, old: old, new: new, scenarios: scenarios.values.map(\.scenario))
        let findings = impact.touched.map { touched in
            Finding(
                control: "\(touched.control)", fate: touched.fate.words,
                steps: Dictionary(
                    touched.steps.map { (scenarios[$0.key]?.robot.name ?? $0.key, $0.value) },
                    uniquingKeysWith: { first, _ in first }))
        }
        let id: ID<UpgradeCheck> = stamp.newID()
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(findings), as: UTF8.self)
        try connection.execute(
            """
            INSERT INTO automation_upgrade (id, contract, title, stopped, looked, findings, made_on, made_by)
            VALUES (\(id), \(version.id), \(title), \(impact.scenarios.count), \(scenarios.count), \(text),
                \(stamp.today), \(stamp.actor.name))
            """)
        try stamp.note(
            "automation.upgrade.check", "contract/\(version.id)",
            ["stopped": JSON(impact.scenarios.count), "looked": JSON(scenarios.count)], on: connection)
        return try known(id, on: connection)
    }
}

extension UpgradeImpact.Fate {
    var words: String {
        switch self {
        case .same: "見分け方の一部が変わりました。"
        case .proposed(let proposal): proposal.words
        case .ambiguous: "似た部品が複数あり、見分けられません。"
        case .missing: "なくなりました。"
        case .noScreen: "画面がなくなりました。"
        }
    }
}

extension ControlProposal {
    /// What is proposed in place of a control, with how sure that is.
    var words: String {
        "移ったか、名前が変わったようです（\(new.label.isEmpty ? new.said : new.label)、確からしさ\(Int(score * 100))%）。"
    }
}

enum UpgradeFields {
    static let title = Field.text("title", "何の更新か", max: 80, hint: "例: 標準化 第1.2版への切替え")
    static let old = Field<Form.File>.file(
        "old", "いまの版の画面", accept: SavedScreenFile.accepted, hint: SavedScreenFile.hint)
    static let new = Field<Form.File>.file("new", "次の版の画面", accept: SavedScreenFile.accepted)
}

/// The robots that an upgrade breaks, step by step.
struct UpgradePage: PageView {
    let check: UpgradeCheck
    let contract: ContractVersion

    static func load(_ request: PageRequest, on connection: any Connection) throws -> UpgradePage {
        let check = try UpgradeCheck.load(request, on: connection)
        return UpgradePage(check: check, contract: try ContractVersion.known(check.contract, on: connection))
    }

    var page: Page {
        let rows = check.findings.map { finding -> [HTML] in
            let steps = finding.steps.sorted { $0.key < $1.key }
                .map { "\($0.key)（\($0.value.joined(separator: "、"))）" }.joined(separator: "、")
            return ["\(finding.control)", "\(finding.fate)", "\(steps.isEmpty ? "使うシナリオはありません" : steps)"]
        }
        let columns: [TableView.Column] = [.rowHeader("部品"), .text("どうなるか"), .text("止まるロボット（手順）")]
        let table = TableView(
            caption: "変わる部品", columns: columns, rows: rows, empty: "ロボットが使う部品は、どれも今のとおり見分けられます。")
        return Page(
            check.title, trail: [ContractListPage.link, Link(contract.system, contract.path)],
            section: ContractListPage.path,
            body: """
                \(Figures([
                    .init("止まるシナリオ", "\(check.stopped)件", note: "\(check.looked)件を調べました"),
                    .init("変わる部品", "\(check.findings.count)件"),
                ]))
                <p>\(check.madeOn.japanese)に\(check.madeBy)が調べました。切替えの前に、画面の約束を直し、試運転で確かめてください。</p>
                \(table)
                """)
    }
}

enum UpgradeRoutes {
    static let all: [Route] = [
        .page("automation/upgrades/:upgrade", needs: .readRobots, UpgradePage.load),
        .submission(
            "automation/contracts/:contract/upgrades", needs: .publishScenarios, summary: "システム更新の影響を調べる",
            fields: [UpgradeFields.title, UpgradeFields.old, UpgradeFields.new], page: ContractPage.load
        ) { request, form in
            let (title, old, new) = try form.values(UpgradeFields.title, UpgradeFields.old, UpgradeFields.new)
            let before = try await form.blaming(UpgradeFields.old) {
                try await SavedScreenFile.screens(in: old.bytes, named: old.filename)
            }
            let after = try await form.blaming(UpgradeFields.new) {
                try await SavedScreenFile.screens(in: new.bytes, named: new.filename)
            }
            let stamp = try request.stamp
            let made = try await request.ward.database.write { connection in
                try UpgradeCheck.make(
                    title, of: ContractVersion.load(request, on: connection), old: before, new: after, by: stamp,
                    on: connection)
            }
            return .done("\(made.looked)件のシナリオを調べました。", at: made.path)
        },
    ]
}
