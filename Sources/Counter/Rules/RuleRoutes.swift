import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// The addresses of the rules: everybody of the ward's staff may read them, a section changes its own.
enum RuleRoutes {
    static let all: [Route] = [
        Route(.get, "desk/rules", needs: .readRules) { request in
            let (base, own, drafts, _) = try await load(request)
            return .page(RuleListPage(base: base, drafts: drafts, own: own, today: request.today).page)
        },
        Route(.get, "desk/rules/:procedure", needs: .readRules) { .page(try await page($0).page) },
        Route(.get, "desk/rules/:procedure/edit", needs: .editRules) { request in
            let place = try await own(request)
            return .page(
                RuleEditPage(
                    procedure: place.draft ?? place.procedure, base: place.base,
                    validFrom: place.draft?.validFrom ?? nextMonth(request.today), csrfToken: request.csrfToken
                ).page)
        },
        Route(.post, "desk/rules/:procedure/edit", needs: .editRules, handler: edit),
        Route(.get, "desk/rules/:procedure/text", needs: .editRules) { request in
            let place = try await own(request)
            return .page(
                RuleTextPage(
                    procedure: place.procedure, text: place.draftText ?? place.text, csrfToken: request.csrfToken
                )
                .page)
        },
        Route(.post, "desk/rules/:procedure/text", needs: .editRules, handler: editText),
        Route(.get, "desk/rules/:procedure/try", needs: .readRules) { .page(try await tryPage($0).page) },
        Route(.post, "desk/rules/:procedure/try", needs: .readRules, handler: tryRule),
        Route(.post, "desk/rules/:procedure/examples", needs: .editRules, handler: renewExamples),
        Route(.post, "desk/rules/:procedure/check", needs: .editRules, handler: check),
        Route(.post, "desk/rules/:procedure/withdraw", needs: .editRules) { request in
            try await settle(request, "案を取り下げました。") { try RuleStore.withdraw($0, by: $1, on: $2) }
        },
        Route(.post, "desk/rules/:procedure/publish", needs: .publishRules, handler: publish),
    ]

    // MARK: loading

    private static func load(
        _ request: PageRequest
    ) async throws -> (base: KnowledgeBase, own: Set<String>, drafts: [RuleVersion], office: OfficeCalendar) {
        let person = try request.person
        let today = request.today
        return try await request.ward.database.read { connection in
            guard let base = try RuleStore.base(BereavementDesk.event, day: today, on: connection) else {
                throw PageRefusal.notFound
            }
            let units = try DeskSettingsStore.units(for: base, today: today, on: connection)
            let own = units.filter { person.may(.editRules, unit: $0.value.id) }.keys
            return (
                base, Set(own), try RuleStore.drafts(event: base.name, on: connection),
                try SettingStore.officeCalendar(on: connection)
            )
        }
    }

    /// One rule with its text as it stands, and the draft.
    struct Place {
        let base: KnowledgeBase
        let procedure: Procedure
        let text: String
        let versions: [RuleVersion]
        let version: RuleVersion?
        let office: OfficeCalendar
        let isOwn: Bool
        let mayPublish: Bool
        /// Where the person wrote the draft: the others who may publish it.
        let publishers: [Person]?

        var draftText: String? { version?.text }
        var draft: Procedure? { version.flatMap { Procedure.read($0.text).procedure } }
    }

    private static func place(_ request: PageRequest) async throws -> Place {
        let (base, own, _, office) = try await load(request)
        let person = try request.person
        let today = request.today
        guard let id = request.parameters["procedure"], let procedure = base[procedure: id] else {
            throw PageRefusal.notFound
        }
        return try await request.ward.database.read { connection in
            let versions = try RuleStore.versions(of: id, event: base.name, on: connection)
            let standing = versions.filter { $0.state == .published && $0.validFrom <= today }
                .max { ($0.validFrom, $0.edition ?? 0) < ($1.validFrom, $1.edition ?? 0) }
            let unit = try DeskSettingsStore.units(for: base, today: today, on: connection)[procedure.section]
            let draft = versions.first { $0.state == .draft }
            let isMaker = try draft.flatMap { try RuleStore.maker(of: $0.id, on: connection) } == person.person
            return Place(
                base: base, procedure: procedure,
                text: standing?.text ?? RuleText.embedded(id, event: base.name) ?? "", versions: versions,
                version: draft, office: office, isOwn: own.contains(procedure.section),
                mayPublish: unit.map { person.may(.publishRules, unit: $0.id) } ?? false,
                publishers: isMaker
                    ? try person.others(who: .publishRules, unit: unit?.id, on: today, connection) : nil)
        }
    }

    /// A rule of the person's own section.
    private static func own(_ request: PageRequest) async throws -> Place {
        let place = try await place(request)
        guard place.isOwn else { throw PageRefusal.conflict(RuleRefusal.notOwnSection.words) }
        return place
    }

    private static func page(_ request: PageRequest) async throws -> RulePage {
        let place = try await place(request)
        let today = request.today
        return RulePage(
            procedure: place.procedure, base: place.base, versions: place.versions,
            draft: place.version.map { version in
                (
                    version,
                    RuleCheck(
                        version.text, of: place.procedure.id, base: place.base, today: today, office: place.office)
                )
            }, mayEdit: place.isOwn, mayPublish: place.mayPublish,
            publishers: place.publishers, csrfToken: request.csrfToken)
    }

    private static func nextMonth(_ today: CivilDate) -> CivilDate {
        CivilDate(year: today.year + today.month / 12, month: today.month % 12 + 1, day: 1) ?? today
    }

    private static func path(_ id: String) -> String { RuleListPage.path + "/" + id }

    // MARK: changing

    private static func edit(_ request: PageRequest) async throws -> PageResponse {
        let place = try await own(request)
        let shown = place.draft ?? place.procedure
        var reader = FormReader(request.form)
        let told = RuleForm(procedure: shown, base: place.base).read(
            &reader, current: place.draft == nil ? place.text : place.draftText ?? place.text)
        guard reader.errors.isEmpty, let told else {
            return .page(
                RuleEditPage(
                    procedure: shown, base: place.base, validFrom: shown.validFrom, csrfToken: request.csrfToken,
                    errors: reader.errors, sent: request.form
                ).page, status: 422)
        }
        return try await save(request, place, text: told.text, validFrom: told.validFrom, note: told.note)
    }

    private static func editText(_ request: PageRequest) async throws -> PageResponse {
        let place = try await own(request)
        var reader = FormReader(request.form)
        let note = reader.text("note", "改める理由", max: 200)
        let text = reader.textArea("text", "規則", max: RuleTextPage.textMax)
        var validFrom: CivilDate?
        if let text {
            let check = RuleCheck(
                text, of: place.procedure.id, base: place.base, today: request.today, office: place.office)
            validFrom = check.procedure?.validFrom
            for problem in check.problems {
                reader.errors.add("text", "\(problem.line.map { "\($0)行目：" } ?? "")\(problem.message)")
            }
            if check.procedure == nil, check.problems.isEmpty { reader.errors.add("text", "規則として読めません。") }
        }
        guard reader.errors.isEmpty, let note, let text, let validFrom else {
            return .page(
                RuleTextPage(
                    procedure: place.procedure, text: place.text, csrfToken: request.csrfToken, errors: reader.errors,
                    sent: request.form
                ).page, status: 422)
        }
        return try await save(request, place, text: text, validFrom: validFrom, note: note)
    }

    private static func save(
        _ request: PageRequest, _ place: Place, text: String, validFrom: CivilDate, note: String
    ) async throws -> PageResponse {
        let stamp = try request.stamp
        let (id, event) = (place.procedure.id, place.base.name)
        try await request.ward.database.write { connection in
            try RuleStore.draft(
                id, event: event, text: text, validFrom: validFrom, note: note, by: stamp, on: connection)
        }
        return .seeOther(path(id), flash: Flash(.done, "案を保存しました。変わるところを確かめてください。"))
    }

    private static func renewExamples(_ request: PageRequest) async throws -> PageResponse {
        let place = try await own(request)
        guard let version = place.version,
            let text = RuleCheck.renewingExamples(version.text, base: place.base, office: place.office)
        else { throw PageRefusal.conflict(RuleRefusal.noDraft.words) }
        return try await save(request, place, text: text, validFrom: version.validFrom, note: version.note)
    }

    /// The section's word that the rule is right as it stands: a version of its own, with the day.
    private static func check(_ request: PageRequest) async throws -> PageResponse {
        let place = try await own(request)
        let stamp = try request.stamp
        let (id, event, validFrom) = (place.procedure.id, place.base.name, place.procedure.validFrom)
        let standing = place.text
        let isOpen = place.version != nil
        guard !isOpen else { throw PageRefusal.conflict("改める案があります。案を公開するか取り下げてから、確かめてください。") }
        try await request.ward.database.write { connection in
            try RuleStore.noteChecked(
                id, event: event, standing: standing, validFrom: validFrom, by: stamp, on: connection)
        }
        return .seeOther(path(id), flash: Flash(.done, "確かめたことを記録しました。"))
    }

    private static func publish(_ request: PageRequest) async throws -> PageResponse {
        let place = try await place(request)
        guard place.mayPublish else { throw PageRefusal.conflict(RuleRefusal.notOwnSection.words) }
        guard let version = place.version else { throw PageRefusal.conflict(RuleRefusal.noDraft.words) }
        let check = RuleCheck(
            version.text, of: place.procedure.id, base: place.base, today: request.today, office: place.office)
        guard check.problems.isEmpty else { throw PageRefusal.conflict(RuleRefusal.findings(check.problems).words) }
        return try await settle(request, "公開しました。\(version.validFrom.japanese)以後の場合に使います。") {
            try RuleStore.publish($0, by: $1, on: $2)
        }
    }

    private static func settle(
        _ request: PageRequest, _ done: String,
        _ change: @escaping @Sendable (RuleVersion, Stamp, any Connection) throws -> Void
    ) async throws -> PageResponse {
        let place = try await place(request)
        guard place.isOwn || place.mayPublish else { throw PageRefusal.conflict(RuleRefusal.notOwnSection.words) }
        guard let version = place.version else { throw PageRefusal.conflict(RuleRefusal.noDraft.words) }
        let stamp = try request.stamp
        do {
            try await request.ward.database.write { try change(version, stamp, $0) }
        } catch let refusal as RuleRefusal {
            throw PageRefusal.conflict(refusal.words)
        }
        return .seeOther(path(place.procedure.id), flash: Flash(.done, done))
    }

    // MARK: trying

    private static func tryPage(_ request: PageRequest) async throws -> RuleTryPage {
        let place = try await place(request)
        let base = place.base
        // What either version asks for, with the days its deadlines are counted from.
        var codes: [String] = []
        for candidate in [place.procedure, place.draft].compactMap(\.self) {
            let tried = base.replacing([candidate])
            let blocking = tried.evaluate(CaseFacts(), today: candidate.validFrom)[candidate.id]?.blocking ?? []
            codes += blocking + candidate.deadlines.flatMap(\.anchors) + candidate.deadlines.flatMap(\.condition.facts)
        }
        codes.append(base.eventDay)
        let asked = Set(codes)
        let parts = base.questions.compactMap { section -> QuestionPlan.Screen.Part? in
            let facts = section.facts.filter(asked.contains)
            return facts.isEmpty ? nil : .init(section: section, facts: facts)
        }
        return RuleTryPage(
            procedure: place.procedure, draft: place.draft, base: base,
            form: QuestionForm(
                base: base, words: GuideWords(base: base, language: .japanese), screen: .init(parts: parts),
                facts: CaseFacts(), today: request.today.adding(days: 3660)), facts: nil, office: place.office,
            csrfToken: request.csrfToken)
    }

    private static func tryRule(_ request: PageRequest) async throws -> PageResponse {
        let page = try await tryPage(request)
        let (answers, errors) = page.form.read(request.form)
        return .page(
            RuleTryPage(
                procedure: page.procedure, draft: page.draft, base: page.base, form: page.form,
                facts: errors.isEmpty ? CaseFacts(answers) : nil, office: page.office, csrfToken: page.csrfToken,
                errors: errors, sent: request.form
            ).page, status: errors.isEmpty ? 200 : 422)
    }
}
