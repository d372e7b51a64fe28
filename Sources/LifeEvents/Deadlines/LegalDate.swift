import Japanese

/// A deadline for one case: the day, or why there is none yet.
public struct LegalDate: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
        case day(CivilDate)
        /// Cannot be computed before the anchor is known; who keeps to `notBefore` is in time whatever the anchor is.
        case waiting(anchor: String, notBefore: CivilDate?)
        /// なるべく早く
        case soon
        case automatic
        case none
        case with(procedure: String)
        case elsewhere
    }

    public let outcome: Outcome
    /// The last day, where it is known.
    public let day: CivilDate?
    /// The last day by counting alone, before it moved past a holiday.
    public let nominal: CivilDate?
    public let anchor: String?
    public let anchorDay: CivilDate?
    public let advised: CivilDate?
    public let rule: DeadlineRule
    /// Whether the rule's own condition holds; `unknown` when it is not decided which deadline it is.
    public let holds: Truth
    /// The tax year it is about, where it is about one and the day of the event is known.
    public let year: Int?
}

extension DeadlineRule {
    /// - Parameters:
    ///   - anchor: the day of an anchor, by code.
    ///   - event: the day of the event, from which tax years are told.
    ///   - earliest: the day that an anchor cannot precede, where there is one and it is known.
    ///   - office: by which last days roll.
    public func date(
        holds: Truth, office: OfficeCalendar, event: CivilDate? = nil, earliest: (String) -> CivilDate?,
        anchor: (String) -> CivilDate?
    ) -> LegalDate {
        let (code, counted, isPeriod) = nominal(anchor)
        func floored(_ day: CivilDate) -> CivilDate { floor.map { max($0, day) } ?? day }
        var nominal = counted.map(floored)
        // Before a funeral on the very day of the death means on that day.
        if case .before(let other) = term, let first = earliest(other), let day = counted { nominal = max(day, first) }
        func last(_ day: CivilDate) -> CivilDate {
            rolling == .filing && isPeriod ? office.nextOfficeDay(onOrAfter: day) : day
        }
        let outcome: LegalDate.Outcome
        var day: CivilDate?
        switch term {
        case .soon: outcome = .soon
        case .automatic: outcome = .automatic
        case .none: outcome = .none
        case .elsewhere: outcome = .elsewhere
        case .with(let procedure): outcome = .with(procedure: procedure)
        case .period, .before, .day, .brackets:
            if let nominal {
                let end = last(nominal)
                day = end
                outcome = .day(end)
            } else {
                // What must come before a day nobody knows yet has no safe day of its own.
                let safe = isPeriod ? code.flatMap(earliest).flatMap { day in self.nominal { _ in day }.nominal } : nil
                outcome = .waiting(anchor: code ?? "", notBefore: safe.map { last(floored($0)) })
            }
        }
        let advised = advice.flatMap { advice in
            anchor(advice.anchor).map { advice.period.lastDay(from: $0) }
        }
        return LegalDate(
            outcome: outcome, day: day, nominal: nominal, anchor: code, anchorDay: code.flatMap(anchor),
            advised: advised ?? nominal.map(last), rule: self, holds: holds,
            year: yearsFrom.flatMap { years in event.map { $0.year + years } })
    }

    private func nominal(
        _ anchor: (String) -> CivilDate?
    ) -> (anchor: String?, nominal: CivilDate?, isPeriod: Bool) {
        switch term {
        case .period(let period, let code, let counting):
            return (code, anchor(code).map { period.lastDay(from: $0, counting: counting) }, true)
        case .before(let code):
            return (code, anchor(code).map { $0.adding(days: -1) }, false)
        case .day(let day):
            return (nil, day, true)
        case .brackets(let brackets, let code):
            return (code, anchor(code).flatMap { day in Self.end(of: day, in: brackets) }, true)
        case .soon, .automatic, .none, .with, .elsewhere:
            return (nil, nil, false)
        }
    }

    private static func end(of day: CivilDate, in brackets: [Bracket]) -> CivilDate? {
        let (year, month, dayOfMonth) = day.components
        guard let bracket = brackets.first(where: { (month, dayOfMonth) <= ($0.untilMonth, $0.untilDay) }) else {
            return nil
        }
        switch bracket.end {
        case .period(let period): return period.lastDay(from: day)
        case .day(let endMonth, let endDay, let later):
            return CivilDate(year: year + later, month: endMonth, day: endDay)
        }
    }
}
