import Site
import Storage
import Ward

/// A step of writing a draft, whose reason the 新旧対照表 prints.
struct DraftStep: Hashable, Sendable, Revised {
    let id: ID<DraftStep>
    let version: ID<PlanVersion>
    let lineage: ID<Lineage>
    let kind: ComparedChange.Kind
    let reason: String

    var revision: Int { ContentRevision.of(reason) }

    /// Whether it took an initiative out of the draft.
    var takesOut: Bool { kind == .end || kind == .merge }
}

extension DraftStep: Record {
    static let selection: SQL = "SELECT id, version, lineage, kind, reason FROM plan_change"
    static let key: SQL = "plan_change.id"
    static let title = "改定の経過"

    init(_ row: SQLRow, on _: any Connection) throws {
        let kind: String = try row["kind"]
        self.init(
            id: try row["id"], version: try row["version"], lineage: try row["lineage"],
            kind: ComparedChange.Kind(rawValue: kind) ?? .edit, reason: try row["reason"])
    }
}

extension ComparedChange.Kind {
    var title: String {
        switch self {
        case .edit: "改める"
        case .add: "新たに設ける"
        case .merge: "統合"
        case .split: "分割"
        case .end: "終了"
        }
    }
}

extension RevisionStore {
    /// The steps of a draft, oldest first.
    static func steps(of version: ID<PlanVersion>, on connection: any Connection) throws -> [DraftStep] {
        try DraftStep.list("WHERE version = \(version) ORDER BY at, id", on: connection)
    }

    /// Words the reason of a step anew, as long as the version is a draft.
    static func reword(
        _ step: DraftStep, reason: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        _ = try draft(step.version, on: connection)
        guard !reason.isBlank else { throw RevisionRefusal.reasonNeeded }
        try connection.execute("UPDATE plan_change SET reason = \(reason) WHERE id = \(step.id)")
        try stamp.note(
            "plan.version.reword", "version/\(step.version)",
            ["lineage": .string(step.lineage.text), "before": .string(step.reason), "reason": .string(reason)],
            on: connection)
    }
}

extension RevisionStore {
    /// Brings back an initiative that a step of a draft ended or merged, as it stands in the version before.
    static func bringBack(_ step: DraftStep, by stamp: Stamp, on connection: any Connection) throws {
        let version = try draft(step.version, on: connection)
        guard step.takesOut,
            let before = try version.basedOn.flatMap({ base in
                try InitiativeStore.list(version: base, on: connection).first { $0.lineage == step.lineage }
            })
        else { throw RevisionRefusal.nothingToBringBack }
        let present = try InitiativeStore.list(version: version.id, on: connection)
        guard !present.contains(where: { $0.lineage == step.lineage }) else {
            throw RevisionRefusal.nothingToBringBack
        }
        try checkNumber(before.number, except: nil, in: version.id, on: connection)
        let repeated = try before.repeatOf.flatMap { try Initiative.find($0, on: connection) }
        // Where another one was put in its place, it comes behind all.
        let isFree = !present.contains { $0.position == before.position }
        try insert(
            stamp.newID(), of: before, at: isFree ? before.position : (present.map(\.position).max() ?? 0) + 1,
            in: version.id, repeating: present.first { $0.lineage == repeated?.lineage }?.id, by: stamp, on: connection)
        try connection.execute("DELETE FROM plan_change WHERE id = \(step.id)")
        try stamp.note(
            "plan.version.bringBack", "version/\(version.id)",
            ["lineage": .string(step.lineage.text), "reason": .string(step.reason)], on: connection)
    }
}

/// A step of a draft that may be worded anew, with the initiative it is about.
struct RewordedStep: RouteSubject {
    let version: PlanVersion
    let step: DraftStep
    /// As it is called in the draft, or was before.
    let heading: String

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RewordedStep {
        let version = try PlanVersion.load(request, on: connection)
        guard version.state == .draft else { throw RevisionRefusal.notADraft(number: version.number) }
        let step = try DraftStep.known(try request.id("step"), on: connection)
        guard step.version == version.id else { throw PageRefusal.notFound }
        return RewordedStep(
            version: version, step: step,
            heading: try RevisionStore.headings(in: version, on: connection)[step.lineage] ?? "")
    }

    var path: String { VersionPage.path(version.id) }

    static func path(_ version: ID<PlanVersion>, _ step: ID<DraftStep>) -> String {
        "\(VersionPage.path(version))/steps/\(step)"
    }
}

extension RevisionStore {
    /// How initiatives are called in a draft, and in the version before where they are gone.
    static func headings(
        in version: PlanVersion, on connection: any Connection
    ) throws -> [ID<Lineage>: String] {
        let versions = [version.basedOn, version.id].compactMap(\.self)
        return try versions.flatMap { try InitiativeStore.list(version: $0, on: connection) }
            .reduce(into: [:]) { $0[$1.lineage] = $1.heading }
    }
}

/// Words the reason of one step anew.
struct DraftStepPage: PageView {
    let reworded: RewordedStep
    let state: PageState

    private static let reason = Field.textArea(
        "reason", "改める理由", max: RevisionLimits.reasonScalarsMax, rows: 3, hint: "新旧対照表に印刷します。")

    static let routes: [Route] = [
        .page("plan/versions/:version/steps/:step", needs: .managePlan, load),
        .action(
            "plan/versions/:version/steps/:step", on: RewordedStep.self, needs: .managePlan, summary: "改める理由を直す",
            fields: [FormReader.declaredRevision, reason], page: load
        ) { reworded, form, change in
            let reason = try form.values(reason)
            try form.checkRevision(of: reworded.step)
            try RevisionStore.reword(reworded.step, reason: reason, by: change.stamp, on: change.connection)
            return .done("改める理由を直しました。")
        },
        .action(
            "plan/versions/:version/steps/:step/undo", on: RewordedStep.self, needs: .managePlan,
            summary: "終わらせた取組を改定案に戻す", fields: [], page: VersionPage.load
        ) { reworded, _, change in
            try RevisionStore.bringBack(reworded.step, by: change.stamp, on: change.connection)
            return .done("取組「\(reworded.heading)」を、前の版のとおりに改定案へ戻しました。")
        },
    ]

    static func load(_ request: PageRequest, on connection: any Connection) throws -> DraftStepPage {
        DraftStepPage(reworded: try RewordedStep.load(request, on: connection), state: request.state)
    }

    var page: Page {
        Page(
            "改める理由を直す",
            trail: [
                PlanPage.link, VersionListPage.link, Link("第\(reworded.version.number)版", reworded.path),
            ], section: VersionListPage.link.path,
            body: """
                <p>\(reworded.heading)（\(reworded.step.kind.title)）</p>
                \(FormView(
                    RewordedStep.path(reworded.version.id, reworded.step.id), state, submit: "直す",
                    cancel: Link("やめる", reworded.path), revision: reworded.step.revision,
                    fields: [Self.reason(reworded.step.reason)]))
                """)
    }
}
