import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// A check that the person's own section is asked, and of the case nothing else.
struct AskedCheck: RouteSubject {
    let check: PriorCheck
    let deskCase: DeskCase
    let base: KnowledgeBase

    static func load(_ request: PageRequest, on connection: any Connection) throws -> AskedCheck {
        let check = try PriorCheck.known(try request.id("check"), on: connection)
        let deskCase = try DeskCase.known(check.caseID, on: connection)
        guard check.state != .withdrawn, let base = try RuleStore.base(of: deskCase, on: connection),
            // Whether another section was asked is not told, either.
            try sections(of: request.person, base: base, today: request.today, on: connection).contains(check.section)
        else { throw PageRefusal.notFound }
        return AskedCheck(check: check, deskCase: deskCase, base: base)
    }

    /// Whoever has answered goes on with the list.
    var path: String { CheckListPage.path }

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

    var fields: [CheckField] {
        let paying = base.paying(of: check.section)
        return check.facts.compactMap { base.facts[$0] }.map {
            CheckField(fact: $0, isPaying: paying.contains($0.code))
        }
    }

    /// Takes the section's word, unless its days cannot be right.
    func answer(
        _ answers: [PriorCheck.Answer], note: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard deskCase.state.isOpen else { throw DeskRefusal.notNow(deskCase.state) }
        var facts = try FactStore.ledger(of: check.caseID, for: base, on: connection).facts
        for answer in answers {
            if case .fact(let told) = answer.content, told.isTelling { facts[answer.fact] = told }
        }
        let problems = CaseStore.dayProblems(facts.answers, base: base, today: stamp.today)
        guard problems.isEmpty else { throw DeskRefusal.wrongDays(problems) }
        try PriorCheckStore.answer(check, answers, note: note, by: stamp, on: connection)
    }
}

extension KnowledgeBase {
    /// Facts on which money of a section hangs: it may write the sum.
    fileprivate func paying(of section: String) -> Set<String> {
        let paying = procedures.filter { procedure in
            procedure.section == section && (procedure.kind == .benefit || procedure.mode == .explainThenMail)
        }
        return Set(paying.flatMap(\.condition.facts)).filter { facts[$0]?.kind == .truth }
    }
}
