import Japanese
import Site
import Storage
import Ward

/// All versions of the plan, and the way to the next one.
struct VersionListPage: ProgramView {
    let list: VersionList
    let mayManage: Bool
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> VersionListPage {
        VersionListPage(
            list: try VersionList(on: connection), mayManage: try request.person.may(.managePlan),
            state: request.state)
    }

    private var versions: [PlanVersion] { list.versions }
    private var current: ID<PlanVersion>? { list.current }

    static let program = Route.ProgramSide(
        "計画の版の一覧",
        answer: [
            "versions": .list([
                "id": .text, "number": .integer, "plan": .text, "state": .text, "effectiveOn": .orNull(.text),
                "basedOn": .orNull(.text), "isCurrent": .flag, "decision": .orNull(.text),
            ])
        ])

    var json: JSON { list.json }

    static let link = Link("計画の版", "/plan/versions")

    var page: Page {
        Page(
            Self.link.title, trail: [PlanPage.link], section: Self.link.path,
            body: """
                <p>計画は、版を重ねて改めます。前の四半期は、その時の版のまま残ります。</p>
                \(TableView(
                    caption: "計画の版", columns: [.rowHeader("版"), .text("計画"), .name("状態"), .text("施行日"), .text("もとになる決定")],
                    rows: versions.map(row), empty: "計画は、まだ取り込まれていません。", isCaptionHidden: true))
                \(starting)
                """)
    }

    private func row(_ version: PlanVersion) -> [HTML] {
        [
            "<a href=\"\(VersionPage.path(version.id))\">第\(version.number)版</a>", "\(version.planTitle)",
            "\(version.tag(current: current))", "\(version.effectiveOn?.japanese ?? "―")",
            "\(list.decisions[version.id] ?? (version.basedOn == nil ? version.subject : "―"))",
        ]
    }

    private var starting: HTML {
        guard mayManage, current != nil, !versions.contains(where: { $0.state != .inForce }) else { return .empty }
        return """
            <h2>計画を改める</h2>
            <p>今の版を写した改定案を作り、改めるところだけ直します。会議で決定すると、施行日から新しい版になります。</p>
            \(ButtonForm("改定案を作る", Self.link.path, state, style: .primary))
            """
    }
}

extension PlanVersion: AddressedRecord {
    public static let parameter = "version"
    public var path: String { VersionPage.path(id) }

    func tag(current: ID<PlanVersion>?) -> Tag {
        switch state {
        case .draft: Tag("改定案", .active)
        case .decided: Tag("決定済み（施行前）", .waiting)
        case .inForce: id == current ? Tag("施行中", .done) : Tag("旧版", .neutral)
        }
    }
}
