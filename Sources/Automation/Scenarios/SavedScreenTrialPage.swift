import Scenarios
import Site
import Storage
import Ward

/// 試運転の段階1: what each step of a version would find on saved screens. Nothing is opened in the system, and nothing is kept.
struct SavedScreenTrialPage: Sendable {
    let version: ScenarioVersion
    let robot: Robot
    let trial: SavedScreenTrial

    /// - Throws: ``ScenarioRefusal`` where the text is read no more, or nothing is agreed of its system.
    init(_ version: ScenarioVersion, pages: [PageSnapshot], on connection: any Connection) throws {
        guard let scenario = version.scenario else { throw ScenarioRefusal.nothingPublished }
        guard let contract = try ContractVersion.newest(scenario.system, on: connection)?.contract else {
            throw ScenarioRefusal.noContract(scenario.system)
        }
        self.version = version
        robot = try Robot.known(version.robot, on: connection)
        trial = SavedScreenTrial.of(scenario, contract, pages: pages)
    }

    var page: Page {
        let columns: [TableView.Column] = [.rowHeader("手順"), .text("画面"), .text("部品"), .name("結果"), .text("どうなったか")]
        let rows = trial.results.map { result -> [HTML] in
            let (tag, words) = Self.told(result.outcome)
            return [
                "\(result.step)", "\(result.screen)", "\(result.control?.control ?? "―")", tag.html, "\(words)",
            ]
        }
        let unseen: HTML =
            trial.unseen.isEmpty
            ? .empty
            : Notice(
                .information, "保存した画面がないため、分からない画面があります", "<p>\(trial.unseen.joined(separator: "、"))</p>"
            ).html
        return Page(
            "保存した画面での試運転",
            trail: [
                RobotListPage.link, Link(robot.name, robot.path), Link("シナリオ", ScenarioPage.path(robot)),
                Link("第\(version.number)版", version.path),
            ], section: RobotListPage.path,
            body: """
                <p>第\(version.number)版の手順を、保存した画面と、いまの画面の約束に当てました。システムには触れていません。結果は保存していません。</p>
                \(Figures([
                    .init("見つかった部品", "\(trial.found)件"), .init("約束と違う手順", "\(trial.findings.count)件"),
                    .init("保存していない画面", "\(trial.unseen.count)件"),
                ]))
                \(unseen)
                \(TableView(caption: "手順ごとの結果", columns: columns, rows: rows, empty: "画面に触れる手順はありません。"))
                """)
    }

    private static func told(_ outcome: SavedScreenTrial.Outcome) -> (Tag, String) {
        switch outcome {
        case .found(let faded) where faded.isEmpty: (Tag("見つかった", .done), "約束のとおりです。")
        case .found(let faded):
            (
                Tag("見つかった", .done),
                "見分け方の一部が合いません（\(faded.map { "\($0.way.rawValue): \($0.value)" }.joined(separator: "、"))）。"
            )
        case .proposed(let proposal): (Tag("違う", .warning), proposal.words)
        case .ambiguous: (Tag("違う", .danger), "似た部品が複数あり、見分けられません。")
        case .missing: (Tag("ない", .danger), "保存した画面に、この部品はありません。")
        case .unseen: (Tag("分からない", .neutral), "この画面は保存されていません。")
        case .notAgreed: (Tag("ない", .danger), "画面の約束に、この画面か部品がありません。")
        }
    }
}

enum SavedScreenTrialFields {
    static let screens = Field<Form.File>.file(
        "screens", "保存した画面", accept: SavedScreenFile.accepted, hint: SavedScreenFile.hint)
}

enum SavedScreenTrialRoutes {
    static let all: [Route] = [
        .form(
            "automation/scenarios/:version/trial", access: .needs(.editRobots), page: ScenarioVersionPage.load
        ) { request, form in
            let file = try form.values(SavedScreenTrialFields.screens)
            let version = try await request.ward.database.read { try TriedVersion.load(request, on: $0).version }
            let pages = try await form.blaming(SavedScreenTrialFields.screens) {
                try await SavedScreenFile.screens(in: file.bytes, named: file.filename)
            }
            let made = try await request.ward.database.read {
                try SavedScreenTrialPage(version, pages: pages, on: $0)
            }
            return .answer(.page(made.page))
        }
    ]
}

/// A version that somebody may try: of a robot of their section.
struct TriedVersion: RouteSubject {
    let version: ScenarioVersion

    var path: String { version.path }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> TriedVersion {
        let version = try ScenarioVersion.load(request, on: connection)
        try Robot.known(version.robot, on: connection).check(.editRobots, request.person)
        return TriedVersion(version: version)
    }
}
