import Japanese
import LifeEvents
import Site
import Storage
import Tabular
import Ward

/// The addresses of prior checks. A section reaches those it is asked, and nothing else of a case.
enum CheckRoutes {
    static let all: [Route] = [
        Route(.get, "desk/checks", needs: .readChecks, handler: list),
        Route(.get, "desk/checks.csv", needs: .answerChecks, handler: table),
        Route(.get, "desk/checks/:check", needs: .answerChecks) { .page(try await page($0).page) },
        Route(.post, "desk/checks/:check", needs: .answerChecks, handler: answer),
    ]

    /// The sections of the rules for which somebody answers.
    static func sections(
        of person: SignedIn, base: KnowledgeBase, today: CivilDate, on connection: any Connection
    ) throws -> Set<String> {
        let units = try DeskSettingsStore.units(for: base, today: today, on: connection)
        // An answer is a section's own word: whoever holds the permission for the whole ward has no section.
        return Set(
            units.filter { entry in
                person.assignments.contains { $0.unit == entry.value.id }
                    && person.may(.answerChecks, unit: entry.value.id)
            }.keys)
    }

    private static func list(_ request: PageRequest) async throws -> PageResponse {
        let person = try request.person
        let isDesk = person.may(.runDesk)
        guard let base = KnowledgeLibrary.base(BereavementDesk.event) else { throw PageRefusal.notFound }
        let today = request.today
        let now = request.ward.clock.now()
        let page = try await request.ward.database.read { connection in
            let own = try sections(of: person, base: base, today: today, on: connection)
            func entries(_ checks: [PriorCheck]) throws -> [CheckListPage.Entry] {
                try checks.compactMap { check in
                    guard let deskCase = try CaseStore.find(check.caseID, on: connection), deskCase.state.isOpen else {
                        return nil
                    }
                    return CheckListPage.Entry(
                        check: check, number: deskCase.number,
                        section: base.sections[check.section]?.name ?? check.section,
                        mayAnswer: own.contains(check.section))
                }
            }
            let scope = isDesk ? nil : own
            return CheckListPage(
                open: try entries(PriorCheckStore.open(scope, on: connection)),
                answered: try entries(
                    PriorCheckStore.answered(scope, since: today.adding(days: -30), on: connection)), now: now)
        }
        return .page(page.page)
    }

    /// The open checks of one's sections, a fact to a line, for work lists and for robots.
    private static func table(_ request: PageRequest) async throws -> PageResponse {
        let person = try request.person
        let today = request.today
        guard let base = KnowledgeLibrary.base(BereavementDesk.event) else { throw PageRefusal.notFound }
        let rows = try await request.ward.database.read { connection -> [[String]] in
            let own = try sections(of: person, base: base, today: today, on: connection)
            return try PriorCheckStore.open(own, on: connection).flatMap { check -> [[String]] in
                guard let deskCase = try CaseStore.find(check.caseID, on: connection), deskCase.state.isOpen else {
                    return []
                }
                let deceased = deskCase.deceased
                return check.facts.compactMap { base.facts[$0] }.map { fact in
                    [
                        deskCase.number, deceased.name, deceased.kana, "\(deceased.bornOn)", "\(deceased.diedOn)",
                        deceased.address.shown, base.sections[check.section]?.name ?? check.section, fact.code,
                        fact.label, "\(check.dueOn)",
                    ]
                }
            }
        }
        let head = ["番号", "氏名", "フリガナ", "生年月日", "亡くなった日", "住所", "担当", "項目の記号", "項目", "期限"]
        return .bytes(
            CSVWriter.bytes(rows: [head] + rows), type: "text/csv; charset=utf-8",
            filename: "jizen-kakunin-\(today).csv")
    }

    private static func page(_ request: PageRequest) async throws -> CheckPage {
        let id: ID<PriorCheck> = try request.id("check")
        let person = try request.person
        let today = request.today
        let token = request.csrfToken
        return try await request.ward.database.read { connection in
            guard let check = try PriorCheckStore.find(id, on: connection), check.state != .withdrawn,
                let deskCase = try CaseStore.find(check.caseID, on: connection),
                let base = try RuleStore.base(of: deskCase, on: connection),
                // Whether another section was asked is not told, either.
                try sections(of: person, base: base, today: today, on: connection).contains(check.section)
            else { throw PageRefusal.notFound }
            return CheckPage(
                check: check, deskCase: deskCase, base: base,
                answers: try PriorCheckStore.answers(to: check, for: base, on: connection), csrfToken: token)
        }
    }

    private static func answer(_ request: PageRequest) async throws -> PageResponse {
        var page = try await page(request)
        var reader = FormReader(request.form)
        let (answers, note) = page.read(&reader)
        guard reader.errors.isEmpty else {
            page.errors = reader.errors
            page.sent = request.form
            return .page(page.page, status: 422)
        }
        let stamp = try request.stamp
        let id = page.check.id
        let base = page.base
        let seen = request.form["seen"] ?? ""
        do {
            try await request.ward.database.write { connection in
                guard let check = try PriorCheckStore.find(id, on: connection), check.state != .withdrawn else {
                    throw DeskRefusal.notAsked
                }
                guard (check.answeredAt.map { String($0.milliseconds) } ?? "") == seen else {
                    throw DeskRefusal.alreadyAnswered(by: check.answeredBy ?? "")
                }
                let state = try CaseStore.get(check.caseID, on: connection).state
                guard state.isOpen else { throw DeskRefusal.notNow(state) }
                var facts = try FactStore.ledger(of: check.caseID, for: base, on: connection).facts
                for answer in answers {
                    if case .fact(let told) = answer.content, told.isTelling { facts[answer.fact] = told }
                }
                let problems = CaseStore.dayProblems(facts.answers, base: base, today: stamp.today)
                guard problems.isEmpty else { throw DeskRefusal.wrongDays(problems) }
                try PriorCheckStore.answer(check, answers, note: note, by: stamp, on: connection)
            }
        } catch let refusal as DeskRefusal {
            page.errors = FormErrors(general: refusal.words)
            page.sent = request.form
            return .page(page.page, status: 409)
        }
        return .seeOther(CheckListPage.path, flash: Flash(.done, "\(page.deskCase.number)に回答しました。"))
    }
}
