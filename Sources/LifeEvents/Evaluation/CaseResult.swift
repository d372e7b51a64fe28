import Japanese

/// What became of one procedure in one case.
public struct ProcedureResult: Sendable {
    public let id: String
    /// As it reads in this case: where, with which documents, for how much.
    public let procedure: Procedure
    public let state: Truth
    public let explanation: Explanation
    /// Facts that keep it undecided.
    public let blocking: [String]
    /// The deadlines that hold or may hold.
    public let deadlines: [LegalDate]
    /// Others that also apply, of which only one is paid or chosen.
    public let conflicts: [String: Procedure.Relation]
    /// It is done already, because something is the case that only comes after it.
    public let isDone: Bool

    /// The deadline that counts: the first that holds, else the earliest that may.
    public var deadline: LegalDate? {
        if let certain = deadlines.first(where: { $0.holds == .yes }) { return certain }
        let days = deadlines.compactMap(\.day)
        guard let earliest = days.min() else { return deadlines.first }
        return deadlines.first { $0.day == earliest }
    }
}

/// All results of one case.
public struct CaseResult: Sendable {
    /// In the order of the knowledge base.
    public let results: [ProcedureResult]
    /// Procedures of which the law that was in force on the day of the event is not held: they cannot be judged. Each as
    /// today's rule reads, which is a hint and no answer.
    public let uncovered: [ProcedureResult]
    /// Facts that were given one way and follow another way from others.
    public let contradictions: [String]

    public subscript(id: String) -> ProcedureResult? { results.first { $0.id == id } }
}

extension KnowledgeBase {
    /// Evaluates all procedures whose rule was in force on the day of the event.
    ///
    /// A rule that began later than the day says nothing about it: either the procedure did not exist yet, or, before
    /// ``heldFrom``, what applied then is not held, and the procedure is told as uncovered.
    /// - Parameters:
    ///   - today: on which day rules must be valid while the day of the event is not known; what lies before it has been.
    ///   - office: by which deadlines roll.
    public func evaluate(
        _ facts: CaseFacts, today: CivilDate, office: OfficeCalendar = OfficeCalendar()
    ) -> CaseResult {
        let evaluation = Evaluation(base: self, facts: facts)
        let day = facts.day(eventDay) ?? today
        let valid = procedures.filter { $0.validFrom <= day && $0.validTo.map { day <= $0 } ?? true }
        let explained = valid.map { evaluation.explanation(of: $0) }
        let states = Dictionary(
            zip(valid, explained).map { ($0.id, $1.truth) }, uniquingKeysWith: { first, _ in first })
        func result(_ procedure: Procedure, _ explanation: Explanation) -> ProcedureResult {
            let reading = evaluation.reading(of: procedure)
            return ProcedureResult(
                id: procedure.id, procedure: reading, state: explanation.truth, explanation: explanation,
                blocking: explanation.blocking,
                deadlines: explanation.truth == .no ? [] : evaluation.deadlines(of: reading, office: office),
                conflicts: explanation.truth == .no ? [:] : procedure.conflicts.filter { states[$0.key] ?? .no != .no },
                isDone: procedure.doneBy.map { evaluation.isDone($0, today: today) } ?? false)
        }
        let results = zip(valid, explained).map(result)
        let isHeld = heldFrom.map { $0 <= day } ?? false
        let uncovered =
            isHeld
            ? []
            : procedures.filter { day < $0.validFrom }.map {
                result($0, evaluation.explanation(of: $0))
            }
        return CaseResult(results: results, uncovered: uncovered, contradictions: evaluation.contradictions)
    }
}

extension CaseResult {
    /// Of the uncovered procedures those that may apply and whose period, by today's rule, has not run out: limitation
    /// periods (時効) mostly.
    public func running(on today: CivilDate) -> [ProcedureResult] {
        uncovered.filter { result in
            result.state != .no
                && result.deadlines.contains { date in
                    switch date.outcome {
                    case .day(let day): today <= day
                    case .waiting(_, let safe): safe.map { today <= $0 } ?? false
                    case .soon, .automatic, .none, .with, .elsewhere: false
                    }
                }
        }
    }
}

extension KnowledgeBase {
    /// The facts that were told one way and follow another way from others, whether or not a rule needs them.
    public func contradictions(in facts: CaseFacts) -> [String] {
        Evaluation(base: self, facts: facts).allContradictions
    }
}
