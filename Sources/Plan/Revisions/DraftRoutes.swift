import Japanese
import Site
import Storage
import Ward

/// The addresses at which a draft is written, and at which changes are proposed.
enum DraftRoutes {
    static let all: [Route] = [
        Route(.get, "plan/versions/:version/initiatives/new", needs: .managePlan) { .page(try await page($0).page) },
        Route(.post, "plan/versions/:version/initiatives", needs: .managePlan, handler: add),
        Route(.get, "plan/versions/:version/initiatives/:initiative", needs: .managePlan) {
            .page(try await page($0).page)
        },
        Route(.post, "plan/versions/:version/initiatives/:initiative", needs: .managePlan, handler: edit),
        Route(.post, "plan/versions/:version/initiatives/:initiative/end", needs: .managePlan, handler: end),
        Route(.get, "initiatives/:initiative/proposals", needs: .readPlan) { .page(try await proposals($0).page) },
        Route(.post, "initiatives/:initiative/proposals", needs: .proposeRevisions, handler: propose),
        Route(.post, "proposals/:proposal/respond", needs: .managePlan, handler: respond),
    ]

    // MARK: writing a draft

    private static func page(_ request: PageRequest) async throws -> InitiativeDraftPage {
        let id: ID<PlanVersion> = try request.id("version")
        let chosen: ID<Initiative>? =
            request.parameters["initiative"] == nil ? nil : try request.id("initiative")
        return try await request.ward.database.read { connection in
            guard let version = try PlanStore.version(id, on: connection) else { throw PageRefusal.notFound }
            guard version.state == .draft else {
                throw PageRefusal.conflict(RevisionRefusal.notADraft(number: version.number).words)
            }
            let initiatives = try InitiativeStore.list(version: id, on: connection)
            let initiative = initiatives.first { $0.id == chosen }
            guard chosen == nil || initiative != nil else { throw PageRefusal.notFound }
            return InitiativeDraftPage(
                version: version, initiative: initiative, others: initiatives.filter { $0.id != chosen },
                units: try UnitStore.list(validOn: request.today, on: connection),
                groups: try BodyStore.list(validOn: request.today, on: connection).filter { $0.kind == .studyGroup },
                proposals: try initiative.map { try ProposalStore.list(about: $0.lineage, on: connection) } ?? [],
                csrfToken: request.csrfToken)
        }
    }

    private static func read(_ reader: inout FormReader, _ page: InitiativeDraftPage) -> (InitiativeDraft, String)? {
        let number = reader.text("number", "番号", max: 20)
        let title = reader.text("title", "名称", max: 200)
        let known = page.initiative?.promises.map(\.id) ?? []
        var promises: [InitiativeDraft.Commitment] = []
        for index in 0..<InitiativeDraftPage.promisesMax {
            let id: ID<Promise>? = reader.id("promise\(index)", "約束", of: known, isRequired: false)
            let content = reader.textArea("content\(index)", "約束\(index + 1)", max: 1000, isRequired: false) ?? ""
            let external = reader.text("external\(index)", "国などの期限", max: 60, isRequired: false) ?? ""
            if id != nil || !content.isEmpty {
                promises.append(.init(id: id, content: content, external: external))
            }
        }
        let body = reader.textArea("body", "本文", max: 10_000, isRequired: false) ?? ""
        // A unit that ended since stays until somebody takes it out: the list shows only those of today.
        let listed = Set(page.units.map(\.id))
        let main =
            (page.initiative?.mainUnits.filter { !listed.contains($0) } ?? [])
            + reader.choices("main", "主管課", of: page.units.map(\.id.text)).map { ID($0) }
        let related =
            (page.initiative?.relatedUnits.filter { !listed.contains($0) } ?? [])
            + reader.choices("related", "関係課", of: page.units.map(\.id.text)).map { ID($0) }
        let group = reader.id("group", "検討グループ", of: page.groups.map(\.id), isRequired: false)
        let reason = reader.textArea("reason", "改める理由", max: 500)
        guard let number, let title, let reason, reader.errors.isEmpty else { return nil }
        // The order of the boxes is that of the units, as the store gives them.
        return (
            InitiativeDraft(
                number: number, title: title, body: body, main: main.inOrder(of: page.initiative?.mainUnits),
                related: related.inOrder(of: page.initiative?.relatedUnits), group: group, promises: promises), reason
        )
    }

    private static func edit(_ request: PageRequest) async throws -> PageResponse {
        var page = try await page(request)
        guard let id = page.initiative?.id else { throw PageRefusal.notFound }
        var reader = FormReader(request.form)
        if let (draft, reason) = read(&reader, page) {
            let stamp = try request.stamp
            do {
                try await request.ward.database.write { connection in
                    try RevisionStore.edit(id, draft, reason: reason, by: stamp, on: connection)
                }
                return .seeOther(
                    VersionPage.path(page.version.id), flash: Flash(.done, "改定案に書きました。改めるところを確かめてください。"))
            } catch let refusal as any Refusal {
                reader.errors.addGeneral(refusal.words)
            }
        }
        page.errors = reader.errors
        page.sent = request.form
        return .page(page.page, status: 422)
    }

    private static func add(_ request: PageRequest) async throws -> PageResponse {
        var page = try await page(request)
        var reader = FormReader(request.form)
        let source = reader.id("source", "分割する元の取組", of: page.others.map(\.id), isRequired: false)
        if let (draft, reason) = read(&reader, page) {
            let stamp = try request.stamp
            let version = page.version.id
            do {
                try await request.ward.database.write { connection in
                    _ = try RevisionStore.add(
                        draft, to: version, reason: reason, dividing: source, by: stamp, on: connection)
                }
                return .seeOther(VersionPage.path(version), flash: Flash(.done, "取組「\(draft.title)」を改定案に加えました。"))
            } catch let refusal as any Refusal {
                reader.errors.addGeneral(refusal.words)
            }
        }
        page.errors = reader.errors
        page.sent = request.form
        return .page(page.page, status: 422)
    }

    private static func end(_ request: PageRequest) async throws -> PageResponse {
        var page = try await page(request)
        guard let initiative = page.initiative else { throw PageRefusal.notFound }
        var reader = FormReader(request.form)
        let target = reader.id("target", "統合する先", of: page.others.map(\.id), isRequired: false)
        let reason = reader.textArea("endReason", "理由", max: 500)
        if let reason, reader.errors.isEmpty {
            let stamp = try request.stamp
            do {
                try await request.ward.database.write { connection in
                    try RevisionStore.end(
                        initiative.id, mergingInto: target, reason: reason, by: stamp, on: connection)
                }
                return .seeOther(
                    VersionPage.path(page.version.id), flash: Flash(.done, "「\(initiative.heading)」を改定案から外しました。"))
            } catch let refusal as any Refusal {
                reader.errors.addGeneral(refusal.words)
            }
        }
        page.closingErrors = reader.errors
        page.sent = request.form
        return .page(page.page, status: 422)
    }

    // MARK: proposals

    private static func proposals(_ request: PageRequest) async throws -> ProposalPage {
        let id: ID<Initiative> = try request.id("initiative")
        let person = try request.person
        return try await request.ward.database.read { connection in
            guard let initiative = try InitiativeStore.find(id, on: connection) else { throw PageRefusal.notFound }
            return ProposalPage(
                initiative: initiative,
                proposals: try ProposalStore.list(about: initiative.lineage, on: connection),
                proposers: try proposers(person, initiative, today: request.today, on: connection),
                mayRespond: person.may(.managePlan), csrfToken: request.csrfToken)
        }
    }

    /// The section that answers for the initiative, its group, the sub-committee, the secretariat: as the person's roles say.
    private static func proposers(
        _ person: SignedIn, _ initiative: Initiative, today: CivilDate, on connection: any Connection
    ) throws -> [(proposer: Proposal.Proposer, name: String)] {
        guard person.may(.proposeRevisions) else { return [] }
        var proposers: [(Proposal.Proposer, String)] = []
        let succession = try UnitStore.succession(on: connection)
        let answering = initiative.mainUnits.flatMap { succession.successors(of: $0, validOn: today) }
        for unit in answering
        where person.may(.editEntries, unit: unit.id) || person.may(.approveEntries, unit: unit.id) {
            if !proposers.contains(where: { $0.0 == .section }) { proposers.append((.section, unit.name)) }
        }
        if CommentLayer.group.mayBeWritten(by: person, group: initiative.studyGroup),
            let group = try initiative.studyGroup.flatMap({ try BodyStore.find($0, on: connection) })
        {
            proposers.append((.group, group.name))
        }
        if person.may(.commentAsSubcommittee) {
            let name = try BodyStore.list(validOn: today, on: connection).first { $0.kind == .subcommittee }?.name
            proposers.append((.subcommittee, name ?? "部会"))
        }
        if person.may(.managePlan) { proposers.append((.secretariat, "事務局")) }
        return proposers
    }

    private static func propose(_ request: PageRequest) async throws -> PageResponse {
        var page = try await proposals(request)
        var reader = FormReader(request.form)
        let chosen = reader.choice("proposer", "提案する立場", of: page.proposers.map(\.proposer.rawValue))
        let content = reader.textArea("content", "どこをどう改めるか", max: Proposal.contentScalarsMax)
        let reason = reader.textArea("reason", "理由", max: Proposal.reasonScalarsMax)
        if let proposer = page.proposers.first(where: { $0.proposer.rawValue == chosen }), let content, let reason,
            reader.errors.isEmpty
        {
            let stamp = try request.stamp
            let id = page.initiative.id
            try await request.ward.database.write { connection in
                _ = try ProposalStore.add(
                    proposer.proposer, name: proposer.name, content: content, reason: reason, about: id, by: stamp,
                    on: connection)
            }
            return .seeOther(ProposalPage.path(id), flash: Flash(.done, "提案を残しました。事務局が改定案を作るときに検討します。"))
        }
        page.errors = reader.errors
        page.sent = request.form
        return .page(page.page, status: 422)
    }

    private static func respond(_ request: PageRequest) async throws -> PageResponse {
        let id: ID<Proposal> = try request.id("proposal")
        var reader = FormReader(request.form)
        let state = reader.choice("state", "対応", of: ["adopted", "declined"])
        let response = reader.textArea("response", "対応の内容や見送る理由", max: Proposal.reasonScalarsMax)
        guard let state, let response else {
            throw PageRefusal.conflict(reader.errors.entries.map(\.message).joined(separator: "\n"))
        }
        let stamp = try request.stamp
        let initiative = try await request.ward.database.write { connection in
            guard let proposal = try ProposalStore.find(id, on: connection) else { throw PageRefusal.notFound }
            try ProposalStore.respond(
                id, adopted: state == "adopted", response: response, by: stamp, on: connection)
            return proposal.initiative
        }
        return .seeOther(ProposalPage.path(initiative), flash: Flash(.done, "対応を残しました。"))
    }
}

extension [ID<OfficeUnit>] {
    /// As they stood before, and the others after them: choosing the same units again is no change.
    fileprivate func inOrder(of before: [ID<OfficeUnit>]?) -> [ID<OfficeUnit>] {
        let kept = (before ?? []).filter(contains)
        return kept + filter { !kept.contains($0) }
    }
}
