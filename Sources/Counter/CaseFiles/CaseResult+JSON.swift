import LifeEvents
import Ward

extension CaseResult {
    /// For programs: per procedure identifier `state` (applies, no, undecided), `blocking`, `legal` and `advised` with
    /// `anchor` and `rule`, `section`, `explanation`.
    public func json(in base: KnowledgeBase) -> JSON {
        let sentences = Sentences(base)
        func members(_ results: [ProcedureResult]) -> JSON {
            .object(
                Dictionary(
                    results.map { ($0.id, Self.json($0, base, sentences)) }, uniquingKeysWith: { first, _ in first }))
        }
        return [
            "event": .string(base.name),
            "procedures": members(results), "uncovered": members(uncovered),
            "contradictions": .array(contradictions.map { .string($0) }),
        ]
    }

    private static func json(
        _ result: ProcedureResult, _ base: KnowledgeBase, _ sentences: Sentences
    ) -> JSON {
        let procedure = result.procedure
        let date = result.deadline
        let section = base.sections[procedure.section]
        return [
            "title": .string(procedure.title.japanese), "state": .string(ProcedureState.code(result.state)),
            "kind": .string(procedure.kind.rawValue), "draft": .bool(procedure.isDraft),
            "evidence": .string(procedure.source.evidence.rawValue),
            "blocking": .array(result.blocking.map { .string($0) }), "legal": JSON(date?.day),
            "advised": JSON(date?.advised), "anchor": JSON(date?.anchor), "anchorDate": JSON(date?.anchorDay),
            "rule": JSON(date.map { $0.rule.code }), "deadline": JSON(date.map { sentences.sentence($0) }),
            "deadlines": .array(result.deadlines.map { json($0, sentences) }),
            "section": [
                "code": .string(procedure.section), "name": .string(section?.name ?? procedure.section),
                "ward": .bool(section?.isWard ?? false), "inferred": .bool(section?.isInferred ?? true),
            ],
            "documents": .array(procedure.documents.map { .string($0.name) }), "yen": JSON(procedure.yen),
            "note": JSON(procedure.note), "done": .bool(result.isDone),
            "laws": .array(procedure.laws.map { .string($0) }),
            "conflicts": .object(result.conflicts.mapValues { .string($0.rawValue) }),
            "sentence": .string(sentences.sentence(result)),
            "explanation": json(result.explanation, sentences),
        ]
    }

    private static func json(_ date: LegalDate, _ sentences: Sentences) -> JSON {
        var members: [String: JSON] = [
            "legal": JSON(date.day), "nominal": JSON(date.nominal), "advised": JSON(date.advised),
            "anchor": JSON(date.anchor), "anchorDate": JSON(date.anchorDay), "rule": .string(date.rule.code),
            "label": JSON(date.rule.label), "year": JSON(date.year), "certain": .bool(date.holds == .yes),
            "text": .string(sentences.sentence(date)), "ruleText": .string(sentences.sentence(date.rule)),
        ]
        if case .waiting(_, let notBefore) = date.outcome { members["notBefore"] = JSON(notBefore) }
        return .object(members)
    }

    private static func json(_ explanation: Explanation, _ sentences: Sentences) -> JSON {
        let text =
            switch explanation.condition {
            case .all: "次のすべてに当てはまる"
            case .any: "次のどれかに当てはまる"
            case .not: "次に当てはまらない"
            case .atLeast(let count, _): "次のうち\(count)つ以上に当てはまる"
            default: sentences.sentence(explanation.condition)
            }
        return [
            "text": .string(text),
            "state": .string(["no", "unknown", "yes"][Int(explanation.truth.rawValue)]),
            "children": .array(explanation.children.map { json($0, sentences) }),
        ]
    }
}

extension DeadlineRule {
    /// For programs: `7d know first_day filing`, `2y funeral next_day never`, `soon`.
    public var code: String {
        switch term {
        case .period(let period, let anchor, let counting):
            "\(period) \(anchor) \(counting.rawValue) \(rolling.rawValue)"
        case .before(let anchor): "before \(anchor)"
        case .day(let day): "day \(day) \(rolling.rawValue)"
        case .brackets(_, let anchor): "brackets \(anchor) \(rolling.rawValue)"
        case .soon: "soon"
        case .automatic: "automatic"
        case .none: "none"
        case .with(let id): "with \(id)"
        case .elsewhere: "elsewhere"
        }
    }
}
