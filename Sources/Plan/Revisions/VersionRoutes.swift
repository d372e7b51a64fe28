import Japanese
import Site
import Storage
import Tabular
import Ward

/// The addresses of the plan's versions and of what is set side by side.
enum VersionRoutes {
    static let all: [Route] = [
        Route(.get, "plan/versions", needs: .readPlan) { request in
            let page = try await listPage(request)
            return request.wantsJSON ? .json(page.json) : .page(page.page)
        },
        Route(.post, "plan/versions", needs: .managePlan) { request in
            let stamp = try request.stamp
            do {
                let draft = try await request.ward.database.write { try RevisionStore.begin(by: stamp, on: $0) }
                return .seeOther(
                    VersionPage.path(draft.id), flash: Flash(.done, "改定案（第\(draft.number)版）を作りました。改める取組を選んで直してください。"))
            } catch let refusal as any Refusal {
                var page = try await listPage(request)
                page.errors = FormErrors(general: refusal.words)
                return .page(page.page, status: 409)
            }
        },
        Route(.get, "plan/versions/:version", needs: .readPlan) { .page(try await page($0).page) },
        Route(.post, "plan/versions/:version/decide", needs: .managePlan, handler: decide),
        Route(.post, "plan/versions/:version/discard", needs: .managePlan) { request in
            let id: ID<PlanVersion> = try request.id("version")
            let stamp = try request.stamp
            try await request.ward.database.write { try RevisionStore.discard(id, by: stamp, on: $0) }
            return .seeOther(VersionListPage.link.path, flash: Flash(.done, "改定案を取り下げました。"))
        },
        Route(.get, "plan/versions/:version/comparison/:other/:file", needs: .readPlan, handler: comparison),
    ]

    private static func listPage(_ request: PageRequest) async throws -> VersionListPage {
        let person = try request.person
        return try await request.ward.database.read { connection in
            let versions = try PlanStore.versions(on: connection)
            return VersionListPage(
                versions: versions, current: try PlanStore.current(on: connection)?.id,
                decisions: try decisionTitles(versions, on: connection), mayManage: person.may(.managePlan),
                csrfToken: request.csrfToken)
        }
    }

    static func decisionTitles(
        _ versions: [PlanVersion], on connection: any Connection
    ) throws -> [ID<PlanVersion>: String] {
        var titles: [ID<PlanVersion>: String] = [:]
        for version in versions {
            guard
                let seal = try SealStore.latest(
                    kind: RevisionStore.sealKind, subject: version.id.text, on: connection),
                let sealed = SealedComparison(try SealStore.content(of: seal, on: connection))
            else { continue }
            titles[version.id] = sealed.decision
        }
        return titles
    }

    private static func page(_ request: PageRequest) async throws -> VersionPage {
        let id: ID<PlanVersion> = try request.id("version")
        let person = try request.person
        return try await request.ward.database.read { connection in
            guard let version = try PlanStore.version(id, on: connection) else { throw PageRefusal.notFound }
            let base = try version.basedOn.flatMap { try PlanStore.version($0, on: connection) }
            let isDraft = version.state == .draft && person.may(.managePlan)
            var proposals: [(Proposal, Initiative)] = []
            var decisions: [(Meeting, Decision)] = []
            if isDraft {
                for proposal in try ProposalStore.open(on: connection) {
                    if let initiative = try InitiativeStore.find(proposal.initiative, on: connection) {
                        proposals.append((proposal, initiative))
                    }
                }
                for meeting in try MeetingStore.list(on: connection) where meeting.state == .held {
                    decisions += try MeetingStore.decisions(of: meeting.id, on: connection).map { (meeting, $0) }
                }
            }
            return VersionPage(
                version: version, current: try PlanStore.current(on: connection)?.id, base: base,
                initiatives: try InitiativeStore.list(version: id, on: connection),
                units: Dictionary(
                    try connection.rows("SELECT id, name FROM office_unit").map { (try $0[0], try $0[1]) },
                    uniquingKeysWith: { first, _ in first }),
                comparison: try base.map { try RevisionStore.comparison(from: $0, to: version, on: connection) },
                proposals: proposals, decisions: decisions,
                seal: try SealStore.latest(kind: RevisionStore.sealKind, subject: id.text, on: connection),
                mayManage: person.may(.managePlan), today: request.today, csrfToken: request.csrfToken)
        }
    }

    private static func decide(_ request: PageRequest) async throws -> PageResponse {
        var page = try await page(request)
        let id = page.version.id
        var reader = FormReader(request.form)
        let decision = reader.id("decision", "もとになる決定事項", of: page.decisions.map(\.decision.id))
        let day = reader.date("effectiveOn", "施行日")
        if let decision, let day, reader.errors.isEmpty {
            let stamp = try request.stamp
            do {
                try await request.ward.database.write { connection in
                    _ = try RevisionStore.decide(
                        id, decision: decision, effectiveOn: day, by: stamp, on: connection)
                }
                return .seeOther(
                    VersionPage.path(id),
                    flash: Flash(
                        .done,
                        day <= stamp.today ? "決定しました。今の計画は、この版です。" : "決定しました。\(day.japanese)に、この版になります。"))
            } catch let refusal as any Refusal {
                reader.errors.addGeneral(refusal.words)
            }
        }
        page.errors = reader.errors
        page.sent = request.form
        return .page(page.page, status: 422)
    }

    /// `table.html`, `table.pdf` or `table.xlsx` of what another version says differently.
    private static func comparison(_ request: PageRequest) async throws -> PageResponse {
        let id: ID<PlanVersion> = try request.id("version")
        let other: ID<PlanVersion> = try request.id("other")
        let stamp = try request.stamp
        let (content, page) = try await request.ward.database.read { connection -> (SealedComparison, [UInt8]?) in
            guard let new = try PlanStore.version(id, on: connection),
                let old = try PlanStore.version(other, on: connection), old.plan == new.plan
            else { throw PageRefusal.notFound }
            if new.basedOn == old.id,
                let seal = try SealStore.latest(kind: RevisionStore.sealKind, subject: id.text, on: connection),
                let sealed = SealedComparison(try SealStore.content(of: seal, on: connection))
            {
                return (sealed, try SealStore.rendering(of: seal, type: "text/html", on: connection))
            }
            let comparison = try RevisionStore.comparison(from: old, to: new, on: connection)
            return (
                SealedComparison(comparison, decision: "", isSample: try SettingStore.isSample(on: connection)), nil
            )
        }
        if request.wantsJSON { return .json(content.json) }
        let name = "新旧対照表_第\(content.newTitle.filter(\.isNumber).prefix(2))版"
        let document = ComparisonDocument(content: content, heading: nil)
        // What was decided is shown as it was sealed.
        let html = page.map { HTML(trusted: String(decoding: $0, as: UTF8.self)) } ?? document.html
        do {
            switch request.parameters["file"] {
            case "table.html": return SealedEdition.document(Array(html.text.utf8))
            case "table.pdf":
                return .bytes(
                    try await PDFPrinter.live.pdf(html), type: "application/pdf", filename: "\(name).pdf")
            case "table.xlsx":
                return .bytes(
                    try document.workbook(madeAt: stamp.at).bytes(), type: TableRoutes.excel, filename: "\(name).xlsx")
            default: throw PageRefusal.notFound
            }
        } catch let error as PrintingError {
            throw PageRefusal.conflict(error.words)
        } catch let error as WorkbookRefusal {
            throw PageRefusal.conflict(error.japanese)
        }
    }
}

extension VersionListPage {
    /// For programs: stable keys.
    var json: JSON {
        [
            "versions": .array(
                versions.map { version in
                    [
                        "id": .string(version.id.text), "number": JSON(version.number),
                        "plan": .string(version.planTitle), "state": .string(version.state.rawValue),
                        "effectiveOn": JSON(version.effectiveOn), "basedOn": JSON(version.basedOn),
                        "isCurrent": .bool(version.id == current), "decision": JSON(decisions[version.id]),
                    ]
                })
        ]
    }
}
