import Japanese
import Site
import Storage
import Ward

/// A draft in which an initiative is written, or one of its initiatives.
struct DraftedInitiative: RouteSubject {
    let version: PlanVersion
    /// `nil` for a new one.
    let initiative: Initiative?
    let others: [Initiative]
    let fields: DraftFields

    static func load(_ request: PageRequest, on connection: any Connection) throws -> DraftedInitiative {
        let version = try PlanVersion.load(request, on: connection)
        guard version.state == .draft else { throw RevisionRefusal.notADraft(number: version.number) }
        let chosen: ID<Initiative>? =
            request.parameters["initiative"] == nil ? nil : try request.id("initiative")
        let initiatives = try InitiativeStore.list(version: version.id, on: connection)
        let initiative = initiatives.first { $0.id == chosen }
        guard chosen == nil || initiative != nil else { throw PageRefusal.notFound }
        return DraftedInitiative(
            version: version, initiative: initiative, others: initiatives.filter { $0.id != chosen },
            fields: DraftFields(
                initiative: initiative, units: try UnitStore.list(validOn: request.today, on: connection),
                groups: try BodyStore.list(validOn: request.today, on: connection).filter { $0.kind == .studyGroup }))
    }

    var path: String { VersionPage.path(version.id) }

    /// The initiative that stands already.
    var known: Initiative {
        get throws(PageRefusal) {
            guard let initiative else { throw PageRefusal.notFound }
            return initiative
        }
    }
}

extension Initiative: Revised {
    /// Of everything that a draft may change in it.
    public var revision: Int {
        ContentRevision.of(
            number, title, body, mainUnits.map(\.text).joined(separator: ","),
            relatedUnits.map(\.text).joined(separator: ","), studyGroup?.text,
            promises.map { "\($0.id) \($0.content) \($0.deadlines.map(\.raw).joined(separator: ","))" }
                .joined(separator: "\n"))
    }
}

/// Rewrites one initiative of a draft, adds one, or tells what becomes of one.
struct InitiativeDraftPage: PageView {
    let drafted: DraftedInitiative
    let proposals: [Proposal]
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> InitiativeDraftPage {
        let drafted = try DraftedInitiative.load(request, on: connection)
        return InitiativeDraftPage(
            drafted: drafted,
            proposals: try drafted.initiative.map { try ProposalStore.list(about: $0.lineage, on: connection) } ?? [],
            state: request.state)
    }

    private var initiative: Initiative? { drafted.initiative }
    private var path: String {
        initiative.map { VersionPage.editPath(drafted.version.id, $0.id) } ?? "\(drafted.path)/initiatives"
    }

    var page: Page {
        let source = initiative == nil ? DraftFields.source(drafted.others)() : nil
        return Page(
            initiative?.heading ?? "取組を新たに設ける",
            trail: [PlanPage.link, VersionListPage.link, Link("第\(drafted.version.number)版", drafted.path)],
            section: VersionListPage.link.path,
            body: """
                \(proposalNotes)
                \(FormView(
                    path, state, submit: "改定案に書く", cancel: Link("やめる", drafted.path),
                    revision: initiative?.revision, fields: drafted.fields.fields(source: source)))
                \(initiative == nil ? .empty : closing)
                """)
    }

    private var proposalNotes: HTML {
        let open = proposals.filter { $0.state == .open }
        guard !open.isEmpty, let initiative else { return .empty }
        let items: [HTML] = open.map {
            "<li>\($0.proposer.title)（\($0.proposerName)）　\($0.content)（理由　\($0.reason)）</li>"
        }
        return Notice(
            .information, "この取組への提案があります",
            "<ul>\(items)</ul><p><a href=\"\(ProposalPage.path(initiative.id))\">提案に対応を書く</a></p>"
        ).html
    }

    private var closing: HTML {
        let form = FormView(
            "\(path)/end", state, submit: "改定案から外す", revision: initiative?.revision,
            fields: [DraftFields.target(drafted.others)(), DraftFields.endReason()])
        return Details("この取組を終わらせる、またはほかの取組に統合する", for: ["\(path)/end"], state, form.html).html
    }
}
