import Japanese

/// Finds what is wrong with the sense of a knowledge base, everything at once.
public struct KnowledgeLint: Sendable {
    let base: KnowledgeBase
    let today: CivilDate
    let office: OfficeCalendar

    public init(_ base: KnowledgeBase, today: CivilDate, office: OfficeCalendar = OfficeCalendar()) {
        self.base = base
        self.today = today
        self.office = office
    }

    /// A section confirms its rows at least once in this time.
    static let checkMonths = 12
    /// Of these one where the procedure does not apply.
    static let examplesMin = 2

    public var findings: [KnowledgeFinding] {
        let factFindings = base.factOrder.compactMap { base.facts[$0] }.flatMap(findings)
        let own =
            duplicates + questionFindings + wordFindings + formFindings + factFindings
            + base.procedures.flatMap(findings)
        // Rules that name what is not there cannot be tried.
        guard own.allSatisfy({ ![.unknownFact, .unknownProcedure, .wrongType].contains($0.rule) }) else { return own }
        let circles = circularFindings
        guard circles.isEmpty else { return own + circles }
        return own + base.factOrder.compactMap { base.facts[$0] }.flatMap(logicFindings)
            + base.procedures.flatMap(exampleFindings) + base.procedures.flatMap(logicFindings)
    }

    private func finding(
        _ rule: KnowledgeFinding.Rule, _ procedure: Procedure, _ message: String
    ) -> KnowledgeFinding {
        KnowledgeFinding(rule: rule, file: KnowledgeBase.path(of: procedure.id), line: nil, message: message)
    }

    private var duplicates: [KnowledgeFinding] {
        let twice = Dictionary(grouping: base.factOrder, by: \.self).filter { $1.count > 1 }.keys.sorted()
        let event = dayProblems(base.eventDay).map {
            KnowledgeFinding(rule: $0.0, file: "package.yaml", line: nil, message: "event_day：\($0.1)")
        }
        return event
            + twice.map {
                KnowledgeFinding(
                    rule: .duplicate, file: "facts.yaml", line: nil, message: "事実「\($0)」が2回以上あります。1つにまとめてください。")
            }
    }

    /// Every fact that a rule may wait for stands in exactly one section of questions.
    private var questionFindings: [KnowledgeFinding] {
        let asked = base.questions.flatMap(\.facts)
        func tell(_ rule: KnowledgeFinding.Rule, _ message: String) -> KnowledgeFinding {
            KnowledgeFinding(rule: rule, file: "questions.yaml", line: nil, message: message)
        }
        let unknown = asked.filter { base.facts[$0] == nil }.map { tell(.unknownFact, "事実「\($0)」は facts.yaml にありません。") }
        let twice = Dictionary(grouping: asked, by: \.self).filter { $1.count > 1 }.keys.sorted()
            .map { tell(.duplicate, "事実「\($0)」を2回以上尋ねています。") }
        let missing = Set(base.evaluate(CaseFacts(), today: today).results.flatMap(\.blocking)).subtracting(asked)
            .sorted()
            .map { tell(.unasked, "事実「\($0)」を尋ねる質問がありません。どれかの section に加えてください。") }
        return unknown + twice + missing
    }

    // MARK: names and types

    private func findings(of fact: Fact) -> [KnowledgeFinding] {
        func tell(_ rule: KnowledgeFinding.Rule, _ message: String) -> KnowledgeFinding {
            KnowledgeFinding(rule: rule, file: "facts.yaml", line: nil, message: "「\(fact.code)」：\(message)")
        }
        var found: [KnowledgeFinding] = []
        if case .section(let code) = fact.origin, base.sections[code] == nil {
            found.append(tell(.unknownSection, "担当「\(code)」は sections.yaml にありません。"))
        }
        var conditions = [fact.impliedBy, fact.ruledOutBy, fact.unaskedWhen].compactMap(\.self)
        switch fact.definition {
        case .condition(let condition): conditions.append(condition)
        case .count(let list, let condition):
            found += listProblems(list, condition).map { tell($0.0, $0.1) }
        case .age(let from, let on): found += [from, on].flatMap { dayProblems($0) }.map { tell($0.0, $0.1) }
        case .day(let code, _), .isKnown(let code): found += dayProblems(code).map { tell($0.0, $0.1) }
        case nil: break
        }
        if let before = fact.notBefore { found += dayProblems(before).map { tell($0.0, $0.1) } }
        return found + conditions.flatMap { problems($0, items: nil) }.map { tell($0.0, $0.1) }
    }

    typealias Problem = (KnowledgeFinding.Rule, String)

    private func dayProblems(_ code: String) -> [Problem] {
        guard let fact = base.facts[code] else { return [(.unknownFact, "事実「\(code)」は facts.yaml にありません。")] }
        return fact.kind == .day ? [] : [(.wrongType, "事実「\(code)」は日付ではありません。")]
    }

    private func listProblems(_ code: String, _ condition: Condition) -> [Problem] {
        guard let fact = base.facts[code] else { return [(.unknownFact, "事実「\(code)」は facts.yaml にありません。")] }
        guard case .list(let items) = fact.kind else { return [(.wrongType, "事実「\(code)」は一覧ではありません。")] }
        return problems(condition, items: items)
    }

    /// - Parameter items: the facts of a list's things, inside a list.
    private func problems(_ condition: Condition, items: [Fact]?) -> [Problem] {
        switch condition {
        case .always: return []
        case .all(let parts), .any(let parts), .atLeast(_, let parts):
            let empty: [Problem] = parts.isEmpty ? [(.contradictory, "条件の並びが空です。")] : []
            return empty + parts.flatMap { problems($0, items: items) }
        case .not(let part): return problems(part, items: items)
        case .procedure(let id):
            return base[procedure: id] == nil ? [(.unknownProcedure, "手続き「\(id)」はありません。")] : []
        case .exists(let list, let part, _): return listProblems(list, part)
        case .test(let code, let test):
            let known = items?.first { $0.code == code } ?? base.facts[code]
            guard let fact = known else { return [(.unknownFact, "事実「\(code)」は facts.yaml にありません。")] }
            return problems(test, of: fact)
        }
    }

    private func problems(_ test: Condition.Test, of fact: Fact) -> [Problem] {
        func wrong(_ expected: String) -> [Problem] {
            [(.wrongType, "事実「\(fact.code)」は\(expected)ではありません。条件の書き方を合わせてください。")]
        }
        switch (test, fact.kind) {
        case (.isInYear(let from, let to), .day):
            return to < from ? [(.contradictory, "「\(fact.code)」の月日の範囲が逆です。")] : []
        case (.isTrue, .truth), (.isDay, .day): return []
        case (.isIn(let codes), .choice(let choices)):
            return codes.filter { code in !choices.contains { $0.code == code } }.map {
                (.unknownFact, "事実「\(fact.code)」に「\($0)」という値はありません。")
            }
        case (.isBetween(let low, let high), .number):
            if let low, let high, high < low { return [(.contradictory, "「\(fact.code)」の範囲が逆です（\(low)から\(high)）。")] }
            return []
        case (.exceeds(_, _, let other), .number):
            guard let second = base.facts[other] else { return [(.unknownFact, "事実「\(other)」は facts.yaml にありません。")] }
            if case .number = second.kind { return [] }
            return [(.wrongType, "事実「\(other)」は数ではありません。")]
        case (.isTrue, _): return wrong("はい・いいえの事実")
        case (.isIn, _): return wrong("選ぶ事実")
        case (.isBetween, _), (.exceeds, _): return wrong("数")
        case (.isDay, _), (.isInYear, _): return wrong("日付")
        }
    }

    private func findings(of procedure: Procedure) -> [KnowledgeFinding] {
        var found = problems(procedure.condition, items: nil).map { finding($0.0, procedure, $0.1) }
        if base.sections[procedure.section] == nil {
            found.append(finding(.unknownSection, procedure, "担当「\(procedure.section)」は sections.yaml にありません。"))
        }
        let conditions =
            procedure.documents.map(\.condition) + procedure.variants.map(\.condition)
            + procedure.variants.flatMap { $0.documents ?? [] }.map(\.condition)
            + [procedure.doneBy?.unless].compactMap(\.self)
        found += conditions.flatMap { problems($0, items: nil) }.map { finding($0.0, procedure, $0.1) }
        found += procedure.variants.compactMap(\.section).filter { base.sections[$0] == nil }.map {
            finding(.unknownSection, procedure, "担当「\($0)」は sections.yaml にありません。")
        }
        found += (procedure.doneBy?.facts ?? []).filter { base.facts[$0]?.kind != .truth }.map {
            finding(.unknownFact, procedure, "済んだことを示す事実「\($0)」は、はい・いいえの事実にありません。")
        }
        found += (procedure.doneBy?.days ?? []).flatMap(dayProblems).map { finding($0.0, procedure, $0.1) }
        for deadline in procedure.deadlines + procedure.variants.flatMap({ $0.deadlines ?? [] }) {
            found += problems(deadline.condition, items: nil).map { finding($0.0, procedure, $0.1) }
            let anchors = deadline.anchors
            found += anchors.flatMap(dayProblems).map { rule, message in
                finding(rule == .unknownFact ? .missingAnchor : rule, procedure, "期限の起算日：\(message)")
            }
            if case .with(let id) = deadline.term, base[procedure: id] == nil {
                found.append(finding(.unknownProcedure, procedure, "一緒に行う手続き「\(id)」はありません。"))
            }
        }
        found += procedure.conflicts.keys.sorted().filter { base[procedure: $0] == nil }.map {
            finding(.unknownProcedure, procedure, "両立しない手続き「\($0)」はありません。")
        }
        if let to = procedure.validTo, to < procedure.validFrom {
            found.append(finding(.unreachable, procedure, "有効期間の終わりが始まりより前です。"))
        }
        if let checked = procedure.source.checkedOn, let period = LegalPeriod(Self.checkMonths, .months),
            period.lastDay(from: checked) < today
        {
            found.append(
                finding(
                    .staleCheck, procedure,
                    "最後の確認（\(checked.japanese)）から\(period.japanese)を過ぎています。担当が内容を確かめ、日付を直してください。"))
        }
        return found
    }

    // MARK: circles

    private var circularFindings: [KnowledgeFinding] {
        base.procedures.compactMap { procedure in
            var seen: Set<String> = []
            var open = Self.procedures(in: procedure.condition)
            while let id = open.popLast() {
                guard seen.insert(id).inserted else { continue }
                open += base[procedure: id].map { Self.procedures(in: $0.condition) } ?? []
            }
            return seen.contains(procedure.id)
                ? finding(.circular, procedure, "条件が、ほかの手続きを通じて自分自身を指しています。") : nil
        }
    }

    private static func procedures(in condition: Condition) -> [String] {
        switch condition {
        case .procedure(let id): [id]
        case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.flatMap(procedures)
        case .not(let part): procedures(in: part)
        case .always, .test, .exists: []
        }
    }

    // MARK: examples

    private func exampleFindings(of procedure: Procedure) -> [KnowledgeFinding] {
        var found: [KnowledgeFinding] = []
        let canFail = procedure.condition != .always
        if procedure.examples.count < Self.examplesMin
            || canFail && !procedure.examples.contains(where: { $0.expected == .no })
        {
            found.append(
                finding(.missingExample, procedure, "例（examples）が\(Self.examplesMin)つ以上、そのうち1つは当てはまらない例が要ります。"))
        }
        for (number, example) in procedure.examples.enumerated() {
            found += example.facts.answers.keys.sorted().filter { base.facts[$0] == nil }.map {
                finding(.unknownFact, procedure, "例\(number + 1)の事実「\($0)」は facts.yaml にありません。")
            }
            let result = base.evaluate(example.facts, today: procedure.validFrom, office: office)[procedure.id]
            let state = result?.state ?? .no
            if state != example.expected {
                found.append(
                    finding(
                        .wrongExample, procedure,
                        "例\(number + 1)は \(ProcedureState.code(example.expected)) のはずですが、\(ProcedureState.code(state)) になります。条件か例を直してください。"
                    ))
            }
            if let expected = example.legalDay, result?.deadline?.day != expected {
                found.append(
                    finding(
                        .wrongExample, procedure,
                        "例\(number + 1)の期限は \(expected) のはずですが、\(result?.deadline?.day.map { "\($0)" } ?? "日付なし") になります。"
                    ))
            }
        }
        return found
    }
}

extension DeadlineRule {
    /// Anchors by code, also that of the advice.
    public var anchors: [String] {
        let own: [String] =
            switch term {
            case .period(_, let anchor, _), .before(let anchor), .brackets(_, let anchor): [anchor]
            case .day, .soon, .automatic, .none, .with, .elsewhere: []
            }
        return own + (advice.map { [$0.anchor] } ?? [])
    }
}
