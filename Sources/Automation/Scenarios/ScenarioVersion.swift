import Declaring
import Japanese
import Scenarios
import Site
import Storage
import Ward

/// A version of what a robot of the platform does (シナリオの版): its text never changes, and a second person publishes it.
struct ScenarioVersion: AddressedRecord {
    enum State: String, SQLBindable, SQLDecodable {
        case draft, published, replaced

        var tag: Tag {
            switch self {
            case .draft: Tag("公開前", .waiting)
            case .published: Tag("公開中", .done)
            case .replaced: Tag("以前の版", .neutral)
            }
        }
    }

    let id: ID<ScenarioVersion>
    let robot: ID<Robot>
    let number: Int
    let text: String
    let hash: String
    let state: State
    let writtenBy: String
    let writtenPerson: ID<Person>?
    let writtenAt: Timestamp
    let publishedBy: String?
    let publishedAt: Timestamp?

    static let parameter = "version"
    static let selection: SQL = "SELECT * FROM automation_scenario"
    static let key: SQL = "automation_scenario.id"
    static let title = "シナリオの版"

    /// Characters of a text.
    static let textMax = 100_000

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, robot, number, text) = (try row["id"], try row["robot"], try row["number"], try row["text"])
        (hash, state, writtenBy) = (try row["hash"], try row["state"], try row["written_by"])
        (writtenPerson, writtenAt) = (try row["written_person"], try row["written_at"])
        (publishedBy, publishedAt) = (try row["published_by"], try row["published_at"])
    }

    var path: String { "/automation/scenarios/\(id)" }

    /// The newest first.
    static func of(_ robot: ID<Robot>, on connection: any Connection) throws -> [ScenarioVersion] {
        try list("WHERE robot = \(robot) ORDER BY number DESC", on: connection)
    }

    static func published(_ robot: ID<Robot>, on connection: any Connection) throws -> ScenarioVersion? {
        try list("WHERE robot = \(robot) AND state = 'published'", on: connection).first
    }

    /// As it is read; `nil` when rules of today read it no more.
    var scenario: Scenario? { Scenario.read(text, file: "シナリオ", log: YAMLReader.FindingLog()) }

    /// Keeps a text as the next version, once nothing is wrong with it.
    /// - Throws: ``ScenarioRefusal``.
    static func write(
        _ text: String, for robot: Robot, by stamp: Stamp, on connection: any Connection
    ) throws -> ScenarioVersion {
        guard robot.product == .namiki else { throw ScenarioRefusal.otherProduct }
        let findings = try ScenarioText.findings(text, for: robot, on: stamp.today, connection)
        guard findings.isEmpty else { throw ScenarioRefusal.findings(findings.map(\.japanese)) }
        let versions = try of(robot.id, on: connection)
        let hash = ContentHash.of(text)
        guard versions.first?.hash != hash else { throw ScenarioRefusal.unchanged }
        let id: ID<ScenarioVersion> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO automation_scenario (id, robot, number, text, hash, state, written_by, written_person, written_at)
            VALUES (\(id), \(robot.id), \((versions.first?.number ?? 0) + 1), \(text), \(hash), \(State.draft),
                \(stamp.actor.name), \(stamp.actor.person), \(stamp.at))
            """)
        try stamp.note(
            "automation.scenario.write", "robot/\(robot.id)", ["version": JSON(id), "hash": .string(hash)],
            on: connection)
        return try known(id, on: connection)
    }

    /// Another person than who wrote it puts it into force; a command on the server acts alone, and the trail says so.
    /// - Throws: ``ScenarioRefusal``.
    func publish(by stamp: Stamp, on connection: any Connection) throws {
        guard state == .draft else { throw ScenarioRefusal.notDraft }
        if let person = stamp.actor.person, person == writtenPerson { throw ScenarioRefusal.samePerson }
        let robot = try Robot.known(robot, on: connection)
        let findings = try ScenarioText.findings(text, for: robot, on: stamp.today, connection)
        guard findings.isEmpty else { throw ScenarioRefusal.findings(findings.map(\.japanese)) }
        try connection.execute(
            "UPDATE automation_scenario SET state = \(State.replaced) WHERE robot = \(robot.id) AND state = \(State.published)"
        )
        try connection.execute(
            """
            UPDATE automation_scenario SET state = \(State.published), published_by = \(stamp.actor.name),
                published_at = \(stamp.at)
            WHERE id = \(id)
            """)
        try stamp.note(
            "automation.scenario.publish", "robot/\(robot.id)",
            ["version": JSON(id), "number": JSON(number), "hash": .string(hash)], on: connection)
    }
}

/// What is wrong with the text of a scenario: everything at once, with its line.
enum ScenarioText {
    static func findings(
        _ text: String, for robot: Robot, on day: CivilDate, _ connection: any Connection
    ) throws -> [DeclarationFinding] {
        let log = YAMLReader.FindingLog()
        guard let scenario = Scenario.read(text, file: "シナリオ", log: log) else { return log.findings }
        let contract = try ContractVersion.newest(scenario.system, on: connection)?.contract
        let isOwned = try RobotOwners(of: robot, on: day, connection).isOwned
        return log.findings
            + ScenarioCheck.findings(scenario, contract: contract, file: "シナリオ", hasOwners: isOwned)
    }
}

/// A version of what robots rely on in the screens of a system (画面の約束).
struct ContractVersion: AddressedRecord {
    let id: ID<ContractVersion>
    let system: String
    let number: Int
    let text: String
    let hash: String
    let writtenBy: String
    let writtenAt: Timestamp

    static let parameter = "contract"
    static let selection: SQL = "SELECT * FROM automation_contract"
    static let key: SQL = "automation_contract.id"
    static let title = "画面の約束"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, system, number, text) = (try row["id"], try row["system"], try row["number"], try row["text"])
        (hash, writtenBy, writtenAt) = (try row["hash"], try row["written_by"], try row["written_at"])
    }

    var path: String { "/automation/contracts/\(id)" }
    var contract: ScreenContract? { ScreenContract.read(text, file: "画面の約束", log: YAMLReader.FindingLog()) }

    static func newest(_ system: String, on connection: any Connection) throws -> ContractVersion? {
        try list("WHERE system_key = \(TextKey(system).text) ORDER BY number DESC LIMIT 1", on: connection).first
    }

    /// The newest of each system.
    static func current(on connection: any Connection) throws -> [ContractVersion] {
        try list(
            """
            WHERE number = (SELECT MAX(other.number) FROM automation_contract AS other
                WHERE other.system_key = automation_contract.system_key)
            ORDER BY system, id
            """, on: connection)
    }

    /// - Throws: ``ScenarioRefusal``.
    static func write(_ text: String, by stamp: Stamp, on connection: any Connection) throws -> ContractVersion {
        let log = YAMLReader.FindingLog()
        let contract = ScreenContract.read(text, file: "画面の約束", log: log)
        guard let contract, log.findings.isEmpty else { throw ScenarioRefusal.findings(log.findings.map(\.japanese)) }
        let before = try newest(contract.system, on: connection)
        let hash = ContentHash.of(text)
        guard before?.hash != hash else { throw ScenarioRefusal.unchanged }
        let id: ID<ContractVersion> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO automation_contract
                (id, system, system_key, number, text, hash, written_by, written_person, written_at)
            VALUES (\(id), \(contract.system), \(TextKey(contract.system).text), \((before?.number ?? 0) + 1), \(text),
                \(hash), \(stamp.actor.name), \(stamp.actor.person), \(stamp.at))
            """)
        try stamp.note(
            "automation.contract.write", "contract/\(id)",
            ["system": .string(contract.system), "release": .string(contract.release), "hash": .string(hash)],
            on: connection)
        return try known(id, on: connection)
    }
}

enum ScenarioRefusal: Refusal, Hashable {
    case findings([String])
    case unchanged
    case samePerson
    case notDraft
    case otherProduct
    case nothingPublished
    case noContract(String)
    case noTarget
    case badTarget(String)

    var words: String {
        switch self {
        case .findings(let lines): "直すところがあります。\n" + lines.joined(separator: "\n")
        case .unchanged: "前の版と同じ内容です。"
        case .samePerson: "書いた人は、公開できません。ほかの自動化担当が、前の版との違いを確かめて公開してください。"
        case .notDraft: "公開前の版ではありません。画面を開き直してください。"
        case .otherProduct: "シナリオを書けるのは、並木で動かすロボットだけです。ほかの製品のロボットは、実行の報告で扱います。"
        case .nothingPublished: "公開したシナリオがありません。シナリオを書き、ほかの人が公開してから行ってください。"
        case .noContract(let system): "「\(system)」の画面の約束がありません。先に登録してください。"
        case .noTarget: "システムの場所が決まっていません。自動化担当が、シナリオの画面で「システムの場所」を書いてください。"
        case .badTarget(let text): "「\(text)」は、システムの場所として使えません。「https://」で始まるアドレスを、パスワードなどを含めずに書いてください。"
        }
    }
}
