import Japanese

/// Whether rules can ever apply: tried over all values that their tests tell apart.
extension KnowledgeLint {
    /// Cases that are tried for one rule at most; beyond, every so-many-th is.
    private static let casesMax = 20_000

    func logicFindings(of procedure: Procedure) -> [KnowledgeFinding] {
        let file = KnowledgeBase.path(of: procedure.id)
        guard procedure.condition != .always else { return deadlineFindings(of: procedure) }
        let alone = truths(of: procedure.condition, followingDefinitions: false)
        guard alone.contains(.yes) else {
            return [
                KnowledgeFinding(
                    rule: .contradictory, file: file, line: nil, message: "条件どうしが食い違い、どの場合にも当てはまりません。")
            ]
        }
        guard alone.contains(.no) else {
            return [
                KnowledgeFinding(
                    rule: .contradictory, file: file, line: nil, message: "どの場合にも当てはまる条件です。always と書くか、条件を直してください。")
            ]
        }
        guard truths(of: procedure.condition, followingDefinitions: true).contains(.yes) else {
            return [
                KnowledgeFinding(
                    rule: .unreachable, file: file, line: nil, message: "事実の決まり（facts.yaml）と合わせると、当てはまる場合がありません。")
            ]
        }
        return deadlineFindings(of: procedure)
    }

    /// What follows for a fact must not depend on which rule about it is asked first.
    func logicFindings(of fact: Fact) -> [KnowledgeFinding] {
        guard let implied = fact.impliedBy, let ruledOut = fact.ruledOutBy,
            truths(of: .all([implied, ruledOut]), followingDefinitions: true).contains(.yes)
        else { return [] }
        return [
            KnowledgeFinding(
                rule: .contradictory, file: "facts.yaml", line: nil,
                message: "「\(fact.code)」：implied_by と ruled_out_by が同時に成り立つ場合があります。どちらかの条件を狭めてください。")
        ]
    }

    /// A deadline after one that always holds is never used.
    private func deadlineFindings(of procedure: Procedure) -> [KnowledgeFinding] {
        guard let certain = procedure.deadlines.firstIndex(where: { $0.condition == .always && !$0.isAlso }),
            certain < procedure.deadlines.count - 1
        else { return [] }
        return [
            KnowledgeFinding(
                rule: .unreachable, file: KnowledgeBase.path(of: procedure.id), line: nil,
                message: "\(certain + 1)番目の期限が必ず当てはまるので、その後の期限は使われません。")
        ]
    }

    // MARK: trying

    private func truths(of condition: Condition, followingDefinitions: Bool) -> Set<Truth> {
        let codes = self.codes(in: condition, followingDefinitions: followingDefinitions)
        let domains = codes.map { ($0, values(of: $0, in: condition)) }
        let count = domains.reduce(1) { ($0 * max($1.1.count, 1)).clamped(to: 1...1_000_000_000) }
        let step = max(1, count / Self.casesMax)
        var base = base
        if !followingDefinitions { base = self.base.withoutDefinitions }
        var found: Set<Truth> = []
        var number = 0
        while number < count, found.count < 3 {
            var rest = number
            var facts = CaseFacts()
            for (code, values) in domains where !values.isEmpty {
                facts[code] = .known(values[rest % values.count])
                rest /= values.count
            }
            let evaluation = Evaluation(base: base, facts: facts)
            let truth = evaluation.truth(condition)
            // Facts that contradict each other are no case.
            if evaluation.contradictions.isEmpty { found.insert(truth) }
            number += step
        }
        return found
    }

    /// Facts a condition asks about, with those that define or imply them.
    private func codes(in condition: Condition, followingDefinitions: Bool) -> [String] {
        var found: [String] = []
        func add(_ code: String) {
            guard !found.contains(code), let fact = base.facts[code] else { return }
            if followingDefinitions {
                if fact.definition == nil || fact.origin != .derived { found.append(code) }
                switch fact.definition {
                case .condition(let inner): visit(inner)
                case .count(let list, _): add(list)
                case .age(let from, let on):
                    add(from)
                    add(on)
                case .day(let after, _): add(after)
                case .isKnown(let day): add(day)
                case nil: break
                }
                if let inner = fact.impliedBy { visit(inner) }
                if let inner = fact.ruledOutBy { visit(inner) }
            } else {
                found.append(code)
            }
        }
        func visit(_ condition: Condition) {
            switch condition {
            case .always: break
            case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.forEach(visit)
            case .not(let part): visit(part)
            case .test(let code, let test):
                add(code)
                if case .exceeds(_, _, let other) = test { add(other) }
            case .exists(let list, _, _): add(list)
            case .procedure(let id): base[procedure: id].map { visit($0.condition) }
            }
        }
        visit(condition)
        return found
    }

    /// Values of a fact that tests of the whole base tell apart.
    private func values(of code: String, in condition: Condition) -> [FactValue] {
        guard let fact = base.facts[code] else { return [] }
        switch fact.kind {
        case .truth: return [.truth(true), .truth(false)]
        case .choice(let choices): return choices.map { .choice($0.code) }
        case .number: return base.bounds(of: code).map { .number($0) }
        case .day:
            return [
                CivilDate(year: 1940, month: 1, day: 1), CivilDate(year: 2025, month: 6, day: 3),
                CivilDate(year: 2026, month: 2, day: 28),
            ]
            .compactMap { $0 }.map { .day($0) }
        case .list(let items):
            let things = items.reduce([[:]] as [[String: FactValue]]) { things, item in
                let values: [FactValue] =
                    switch item.kind {
                    case .truth: [.truth(true), .truth(false)]
                    case .number: base.bounds(of: item.code).map { .number($0) }
                    case .choice(let choices): choices.map { .choice($0.code) }
                    case .day, .list: []
                    }
                guard !values.isEmpty else { return things }
                return things.flatMap { thing in values.map { thing.merging([item.code: $0]) { $1 } } }
            }
            return [.list([])] + things.map { .list([$0]) } + things.map { .list([$0, $0]) }
        }
    }
}

extension KnowledgeBase {
    /// The same facts as if everything had to be told.
    var withoutDefinitions: KnowledgeBase {
        KnowledgeBase(
            name: name, title: title, everybody: everybody, eventDay: eventDay,
            facts: factOrder.compactMap { facts[$0] }.map {
                Fact(
                    code: $0.code, label: $0.label, ask: nil, notApplicable: nil, yes: $0.yes, no: $0.no, kind: $0.kind,
                    origin: $0.origin, isSensitive: $0.isSensitive, notBefore: $0.notBefore, isPast: $0.isPast,
                    definition: nil, impliedBy: nil, ruledOutBy: nil, unaskedWhen: nil)
            }, sections: Array(sections.values), questions: questions, procedures: procedures, words: [:], guide: nil,
            heldFrom: heldFrom)
    }

    /// Numbers on both sides of every bound that any test of this fact has, and zero.
    func bounds(of code: String) -> [Int] {
        var found: Set<Int> = [0]
        func visit(_ condition: Condition) {
            switch condition {
            case .always, .procedure: break
            case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.forEach(visit)
            case .not(let part), .exists(_, let part, _): visit(part)
            case .test(code, .isBetween(let low, let high)):
                for bound in [low, high].compactMap(\.self) { found.formUnion([bound - 1, bound, bound + 1]) }
            case .test(code, .exceeds(let base, let each, _)): found.formUnion([base, base + 10 * each + 1])
            case .test(_, .exceeds(_, _, code)): found.formUnion([0, 1, 5])
            case .test: break
            }
        }
        for procedure in procedures {
            visit(procedure.condition)
            procedure.deadlines.forEach { visit($0.condition) }
        }
        for fact in facts.values {
            switch fact.definition {
            case .condition(let condition), .count(_, let condition): visit(condition)
            default: break
            }
            fact.impliedBy.map(visit)
            fact.ruledOutBy.map(visit)
        }
        return found.filter { $0 >= 0 }.sorted()
    }
}

extension Int {
    fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
