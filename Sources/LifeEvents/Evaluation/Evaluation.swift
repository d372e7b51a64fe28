import Japanese

/// One pass over one case. Facts and procedures are computed once, when they are first asked for.
///
/// A class for its memory; used within one call and never shared.
final class Evaluation {
    private let base: KnowledgeBase
    private let given: CaseFacts
    private var known: [String: Resolved] = [:]
    private var explanations: [String: Explanation] = [:]
    private(set) var contradictions: [String] = []

    init(base: KnowledgeBase, facts: CaseFacts) {
        self.base = base
        given = facts
        known.reserveCapacity(base.facts.count)
        explanations.reserveCapacity(base.procedures.count)
    }

    /// What is known of a fact once definitions and implications have been followed.
    enum Resolved: Hashable {
        case unknown
        case notApplicable
        case truth(Bool)
        case choice(String)
        case number(ClosedRange<Int>)
        case day(CivilDate)
        case list([[String: FactValue]])

        init(_ value: FactValue) {
            switch value {
            case .truth(let truth): self = .truth(truth)
            case .choice(let code): self = .choice(code)
            case .number(let number): self = .number(number...number)
            case .day(let day): self = .day(day)
            case .list(let items): self = .list(items)
            }
        }
    }

    // MARK: facts

    /// The facts that were told one way and follow another way from others, whether or not a rule needs them.
    var allContradictions: [String] {
        for code in given.answers.keys.sorted() { _ = resolved(code) }
        return contradictions
    }

    func resolved(_ code: String) -> Resolved {
        if let value = known[code] { return value }
        // Until it is computed: rules nobody checked may lead in a circle.
        known[code] = .unknown
        let value = resolve(code)
        known[code] = value
        return value
    }

    private func resolve(_ code: String) -> Resolved {
        let fact = base.facts[code]
        switch given[code] {
        case .known(let value):
            let own = Resolved(value)
            if let derived = fact.map(derived), contradicts(own, derived) { contradictions.append(code) }
            return own
        case .notApplicable: return .notApplicable
        case nil, .notKnown, .withheld, .later: return fact.map(derived) ?? .unknown
        }
    }

    private func contradicts(_ own: Resolved, _ derived: Resolved) -> Bool {
        switch (own, derived) {
        case (_, .unknown): false
        case (.list(let items), .notApplicable): !items.isEmpty
        case (.number(let left), .number(let right)): !left.overlaps(right)
        default: own != derived
        }
    }

    private func derived(_ fact: Fact) -> Resolved {
        if let definition = fact.definition {
            let value = value(of: definition)
            if value != .unknown { return value }
        }
        if let condition = fact.impliedBy, truth(condition) == .yes { return .truth(true) }
        if let condition = fact.ruledOutBy, truth(condition) == .yes {
            return fact.kind == .truth ? .truth(false) : .notApplicable
        }
        return .unknown
    }

    private func value(of definition: Fact.Definition) -> Resolved {
        switch definition {
        case .condition(let condition):
            switch truth(condition) {
            case .yes: return .truth(true)
            case .no: return .truth(false)
            case .unknown: return .unknown
            }
        case .count(let list, let condition):
            switch resolved(list) {
            case .list(let items):
                let truths = items.map { truth(condition, of: $0) }
                let sure = truths.count { $0 == .yes }
                return .number(sure...(sure + truths.count { $0 == .unknown }))
            case .notApplicable: return .number(0...0)
            default: return .unknown
            }
        case .age(let from, let on):
            guard case .day(let birth) = resolved(from), case .day(let day) = resolved(on),
                let age = CivilDate.legalAge(bornOn: birth, on: day)
            else { return .unknown }
            return .number(age...age)
        case .day(let after, let days):
            guard case .day(let day) = resolved(after) else { return .unknown }
            return .day(day.adding(days: days))
        case .isKnown(let code):
            switch resolved(code) {
            case .day: return .truth(true)
            case .notApplicable: return .truth(false)
            default: return .unknown
            }
        }
    }

    // MARK: conditions

    func truth(_ condition: Condition) -> Truth { explanation(of: condition).truth }

    /// Of one thing of a list: its own facts come before those of the case.
    private func truth(_ condition: Condition, of item: [String: FactValue]) -> Truth {
        switch condition {
        case .always: return .yes
        case .all(let parts): return parts.reduce(.yes) { $0 && truth($1, of: item) }
        case .any(let parts): return parts.reduce(.no) { $0 || truth($1, of: item) }
        case .not(let part): return truth(part, of: item).negated
        case .atLeast(let count, let parts): return Self.atLeast(count, parts.map { truth($0, of: item) })
        case .test(let code, let test): return decide(test, item[code].map(Resolved.init) ?? .unknown)
        case .exists, .procedure: return truth(condition)
        }
    }

    static func atLeast(_ count: Int, _ truths: [Truth]) -> Truth {
        let sure = truths.count { $0 == .yes }
        if sure >= count { return .yes }
        return sure + truths.count { $0 == .unknown } >= count ? .unknown : .no
    }

    func explanation(of condition: Condition) -> Explanation {
        switch condition {
        case .always: return Explanation(condition: condition, truth: .yes, children: [], missing: [])
        case .all(let parts):
            let children = parts.map(explanation)
            return Explanation(
                condition: condition, truth: children.reduce(.yes) { $0 && $1.truth }, children: children, missing: [])
        case .any(let parts):
            let children = parts.map(explanation)
            return Explanation(
                condition: condition, truth: children.reduce(.no) { $0 || $1.truth }, children: children, missing: [])
        case .not(let part):
            let child = explanation(of: part)
            return Explanation(condition: condition, truth: child.truth.negated, children: [child], missing: [])
        case .atLeast(let count, let parts):
            let children = parts.map(explanation)
            return Explanation(
                condition: condition, truth: Self.atLeast(count, children.map(\.truth)), children: children,
                missing: [])
        case .test(let code, let test):
            let truth = decide(test, resolved(code))
            return leaf(condition, truth, truth == .unknown ? missing(code, test) : [])
        case .exists(let list, let part, _):
            let truth: Truth
            switch resolved(list) {
            case .list(let items): truth = items.reduce(.no) { $0 || self.truth(part, of: $1) }
            case .notApplicable: truth = .no
            default: truth = .unknown
            }
            return leaf(condition, truth, truth == .unknown ? [list] : [])
        case .procedure(let id):
            guard let procedure = base[procedure: id] else { return leaf(condition, .unknown, []) }
            let other = explanation(of: procedure)
            return leaf(condition, other.truth, other.blocking)
        }
    }

    /// A procedure as it reads for the case: the variant that holds, and the documents that are not ruled out.
    func reading(of procedure: Procedure) -> Procedure {
        let variant = procedure.variants.first { truth($0.condition) == .yes }
        let all = variant?.documents ?? procedure.documents
        let documents = all.filter { $0.condition == .always || truth($0.condition) != .no }
        return variant == nil && documents.count == all.count
            ? procedure : procedure.reading(variant, documents: documents)
    }

    func isDone(_ done: Procedure.DoneBy, today: CivilDate) -> Bool {
        if done.facts.contains(where: { resolved($0) == .truth(true) }) { return true }
        if let condition = done.unless, truth(condition) == .yes { return false }
        return done.days.contains { day($0).map { $0 < today } ?? false }
    }

    private func leaf(_ condition: Condition, _ truth: Truth, _ missing: [String]) -> Explanation {
        Explanation(condition: condition, truth: truth, children: [], missing: missing)
    }

    func explanation(of procedure: Procedure) -> Explanation {
        if let known = explanations[procedure.id] { return known }
        explanations[procedure.id] = leaf(procedure.condition, .unknown, [])
        let explanation = explanation(of: procedure.condition)
        explanations[procedure.id] = explanation
        return explanation
    }

    private func decide(_ test: Condition.Test, _ value: Resolved) -> Truth {
        if value == .unknown { return .unknown }
        switch (test, value) {
        case (.isTrue, .truth(let truth)): return Truth(truth)
        case (.isIn(let codes), .choice(let code)): return Truth(codes.contains(code))
        case (.isBetween(let low, let high), .number(let number)): return Self.inside(number, low, high)
        case (.exceeds(let base, let each, let other), .number(let number)):
            guard case .number(let count) = resolved(other) else { return .unknown }
            if number.lowerBound > base + each * count.upperBound { return .yes }
            return number.upperBound <= base + each * count.lowerBound ? .no : .unknown
        case (.isInYear(let from, let to), .day(let day)): return Truth(Self.lies(day, from, to))
        case (.isDay(let from, let to), .day(let day)):
            return Truth(from.map { $0 <= day } ?? true && to.map { day <= $0 } ?? true)
        default:
            // 該当しない, or a value of another kind, which reading refuses.
            return .no
        }
    }

    /// Whether a number that is known to lie in a range lies in another.
    private static func inside(_ number: ClosedRange<Int>, _ low: Int?, _ high: Int?) -> Truth {
        if low.map({ number.upperBound < $0 }) ?? false || high.map({ number.lowerBound > $0 }) ?? false { return .no }
        return low.map { $0 <= number.lowerBound } ?? true && high.map { number.upperBound <= $0 } ?? true
            ? .yes : .unknown
    }

    private static func lies(_ day: CivilDate, _ from: Condition.MonthDay, _ to: Condition.MonthDay) -> Bool {
        guard let first = CivilDate(year: day.year, month: from.month, day: from.day),
            let last = CivilDate(year: day.year, month: to.month, day: to.day)
        else { return false }
        return first <= day && day <= OfficeCalendar().nextOfficeDay(onOrAfter: last)
    }

    /// The facts to ask for when a test is not decided: those its fact is defined by, where it is.
    private func missing(_ code: String, _ test: Condition.Test) -> [String] {
        var codes = [code]
        if case .exceeds(_, _, let other) = test {
            codes = [code, other].filter { resolved($0) == .unknown }
        }
        return codes.flatMap { code -> [String] in
            guard let definition = base.facts[code]?.definition, base.facts[code]?.origin == .derived else {
                return [code]
            }
            switch definition {
            case .condition(let condition):
                let inner = explanation(of: condition).blocking
                return inner.isEmpty ? [code] : inner
            case .count(let list, _): return [list]
            case .age(let from, let on): return [from, on].filter { resolved($0) == .unknown }
            case .day(let after, _): return [after]
            case .isKnown(let day): return [day]
            }
        }
    }

    // MARK: deadlines

    func day(_ code: String) -> CivilDate? {
        if case .day(let day) = resolved(code) { day } else { nil }
    }

    /// Those whose own condition holds or may hold; the first that holds shuts out the ones after it. While an earlier one
    /// is not decided, those after it are not certain either.
    func deadlines(of procedure: Procedure, office: OfficeCalendar) -> [LegalDate] {
        var found: [LegalDate] = []
        for rule in procedure.deadlines {
            let own = truth(rule.condition)
            guard own != .no else { continue }
            let isFirst = found.allSatisfy(\.rule.isAlso)
            found.append(
                rule.date(
                    holds: isFirst || rule.isAlso ? own : own && .unknown, office: office, event: day(base.eventDay),
                    earliest: { code in self.base.facts[code]?.notBefore.flatMap(self.day) }, anchor: day))
            if own == .yes, !rule.isAlso { break }
        }
        return found
    }
}
