import Japanese
import Site
import Storage
import Ward

/// A robot (ロボット): a program of any product that does a section's work on a screen, also one that runs elsewhere.
struct Robot: AddressedRecord, Revised {
    let id: ID<Robot>
    let name: String
    let product: RobotProduct
    /// The work it does.
    let task: String
    let unit: ID<OfficeUnit>
    /// The system on whose screens it works.
    let system: String
    /// On which machine it runs; `nil` where that is not known, which a stocktaking asks for.
    let place: String?
    /// How anybody stops it.
    let stopping: String
    let risk: RobotRisk
    let state: RobotState
    /// Why it is halted or retired.
    let reason: String?
    let liveOn: CivilDate?
    let retiredOn: CivilDate?
    let reviewedOn: CivilDate?
    let reviewDue: CivilDate
    /// What building it took; `nil` when nobody knows, which keeps its net effect from a better grade than C.
    let buildMinutes: Int?
    /// Over how many months building is spread.
    let buildMonths: Int
    /// Licence for a year; `nil` for none.
    let licenceYen: Int?
    let isSample: Bool
    let revision: Int

    static let parameter = "robot"
    static let selection: SQL = "SELECT * FROM automation_robot"
    static let key: SQL = "automation_robot.id"
    static let title = "ロボット"

    /// A stocktaking (棚卸) is good for so long.
    static let reviewDays = 365

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, name, product, task) = (try row["id"], try row["name"], try row["product"], try row["task"])
        (unit, system, place, stopping) = (
            try row["unit"], try row["system"], try row["place"], try row["stopping"]
        )
        (risk, state, reason) = (try row["risk"], try row["state"], try row["reason"])
        (liveOn, retiredOn) = (try row["live_on"], try row["retired_on"])
        (reviewedOn, reviewDue) = (try row["reviewed_on"], try row["review_due"])
        (buildMinutes, buildMonths, licenceYen) = (
            try row["build_minutes"], try row["build_months"], try row["licence_yen"]
        )
        (isSample, revision) = (try row["is_sample"], try row["revision"])
    }

    var path: String { "/automation/robots/\(id)" }

    static func named(_ name: String, on connection: any Connection) throws -> Robot? {
        try list("WHERE name_key = \(TextKey(name).text)", on: connection).first
    }

    /// Those that are not retired, by name.
    static func standing(on connection: any Connection) throws -> [Robot] {
        try list("WHERE state <> 'retired' ORDER BY name, id", on: connection)
    }
}

/// The product a robot is made with.
enum RobotProduct: String, CaseIterable, SQLBindable, SQLDecodable {
    case namiki, winactor, pad, vba, uipath, robotframework, other

    var title: String {
        switch self {
        case .namiki: "並木"
        case .winactor: "WinActor"
        case .pad: "Power Automate Desktop"
        case .vba: "VBA（マクロ）"
        case .uipath: "UiPath"
        case .robotframework: "Robot Framework"
        case .other: "その他"
        }
    }

    /// As lists write it.
    var words: [String] {
        switch self {
        case .namiki: [title, "namiki"]
        case .winactor: [title, "ウィンアクター"]
        case .pad: [title, "PAD", "PowerAutomateDesktop", "Power Automate"]
        case .vba: [title, "VBA", "マクロ", "Excelマクロ"]
        case .uipath, .robotframework, .other: [title]
        }
    }
}

/// What a wrong entry of a robot would do.
enum RobotRisk: String, CaseIterable, SQLBindable, SQLDecodable {
    case low, middle, high

    var title: String {
        switch self {
        case .low: "低（集計など、後で直せる）"
        case .middle: "中（台帳への入力など、気付いて直す）"
        case .high: "高（支給、課税、証明など、人に及ぶ）"
        }
    }

    var word: String { String(title.prefix(1)) }
}

enum RobotState: String, CaseIterable, SQLBindable, SQLDecodable {
    case draft, live, halted, retired

    var title: String {
        switch self {
        case .draft: "準備中"
        case .live: "稼働中"
        case .halted: "停止中"
        case .retired: "廃止"
        }
    }

    var tag: Tag {
        switch self {
        case .draft: Tag(title, .waiting)
        case .live: Tag(title, .done)
        case .halted: Tag(title, .danger)
        case .retired: Tag(title, .neutral)
        }
    }
}

/// Why a verb of the register is refused.
enum AutomationRefusal: Refusal, Hashable {
    case nameTaken(String)
    case unowned([String])
    case samePersonTwice
    case notEligible(String)
    case untilPast
    case reviewOverdue(CivilDate)
    case retired
    case wrongState(String)
    case notSample
    case notYours

    var words: String {
        switch self {
        case .nameTaken(let name): "「\(name)」という名前のロボットは、登録されています。別の名前にしてください。"
        case .unowned(let why):
            (["このロボットには、いま担当がいないため、動かせません。"] + why + ["担当を決めてから、もう一度行ってください。"]).joined(separator: "\n")
        case .samePersonTwice: "主担当と副担当は、別の人にしてください。1人が異動しても、もう1人が分かるようにするためです。"
        case .notEligible(let name):
            "\(name)さんは、このロボットの課でロボットの担当になる役割を持っていません。課の人を選ぶか、管理者に役割の登録を頼んでください。"
        case .untilPast: "担当の終わる日は、今日より後で、1年以内にしてください。"
        case .reviewOverdue(let day): "棚卸の期限（\(day.japanese)）を過ぎています。台帳の内容を確かめて「棚卸をした」と記録してから、もう一度行ってください。"
        case .retired: "廃止したロボットです。台帳には残りますが、変えられません。"
        case .wrongState(let words): words
        case .notSample: "見本データを入れられるのは、見本のデータベースで、ロボットがまだないときだけです。"
        case .notYours: "ほかの課のロボットです。その課の担当か、自動化担当が行ってください。"
        }
    }
}
