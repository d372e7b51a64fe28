import Japanese

/// Days of a case that cannot be right: nobody is buried before dying, and nobody has died tomorrow.
public struct DayProblem: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// Earlier than another day that it cannot precede.
        case before(String, CivilDate)
        /// Later than today, though it has happened.
        case future
    }

    /// The fact whose day is wrong, or the other.
    public let code: String
    public let day: CivilDate
    public let kind: Kind
}

extension KnowledgeBase {
    /// Everything that is wrong with the order of the days of a case.
    public func dayProblems(_ facts: CaseFacts, today: CivilDate) -> [DayProblem] {
        factOrder.compactMap { self.facts[$0] }.compactMap { fact -> DayProblem? in
            guard fact.kind == .day, let day = facts.day(fact.code) else { return nil }
            if let earlier = fact.notBefore, let start = facts.day(earlier), day < start {
                return DayProblem(code: fact.code, day: day, kind: .before(earlier, start))
            }
            return fact.isPast && today < day ? DayProblem(code: fact.code, day: day, kind: .future) : nil
        }
    }
}

extension Sentences {
    /// Where, what, and how to mend it.
    public func sentence(_ problem: DayProblem) -> String {
        func label(_ code: String) -> String { base.facts[code]?.label ?? code }
        switch problem.kind {
        case .before(let other, let start):
            return
                "「\(label(problem.code))」（\(problem.day.japanese)）が、「\(label(other))」（\(start.japanese)）より前です。どちらの日が正しいかを確かめて、直してください。"
        case .future:
            return "「\(label(problem.code))」（\(problem.day.japanese)）が、今日より後です。日を確かめて、直してください。"
        }
    }

    /// That the law of the day of the event is not held; `nil` where it is.
    public func uncovered(_ result: CaseResult, _ facts: CaseFacts) -> String? {
        guard !result.uncovered.isEmpty, let day = facts.day(base.eventDay) else { return nil }
        let label = base.facts[base.eventDay]?.label ?? base.eventDay
        let from = base.heldFrom.map { "\($0.japanese)より前の規則は収めていない" } ?? "その日の規則を収めていない"
        return
            "「\(label)」が\(day.japanese)です。\(from)ため、\(result.uncovered.count)件の手続きは、要るかどうかを判定できません。担当の窓口に確かめてください。"
    }
}
