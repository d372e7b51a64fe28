import Japanese
import LifeEvents
import Ward

extension CaseFacts {
    /// Something about a case file that does not fit the knowledge base.
    public struct Finding: Hashable, Sendable {
        public let code: String
        public let message: String
    }

    /// Reads facts by their codes from an object, or from its members `facts` and `anchors`. What does not fit is told and
    /// counts as not known.
    ///
    ///     {"facts": {"ins": "NHI", "head": true, "age": 63}, "anchors": {"death": "2025-10-31"}}
    public static func read(_ json: JSON, for base: KnowledgeBase) -> (facts: CaseFacts, findings: [Finding]) {
        var members: [(String, JSON)] = []
        if case .object(let all) = json {
            for (key, value) in all.sorted(by: { $0.key < $1.key }) {
                if case .object(let inner) = value, ["facts", "anchors"].contains(key) {
                    members += inner.sorted { $0.key < $1.key }
                } else if !["name", "event", "note"].contains(key) {
                    members.append((key, value))
                }
            }
        }
        var facts = CaseFacts()
        var findings: [Finding] = []
        for (code, value) in members {
            guard let fact = base.facts[code] else {
                findings.append(.init(code: code, message: "「\(code)」という事実はありません。namiki counter facts で一覧を見られます。"))
                continue
            }
            switch answer(value, of: fact) {
            case .success(let answer): facts[code] = answer
            case .failure(let problem): findings.append(.init(code: code, message: problem.message))
            }
        }
        return (facts, findings)
    }

    /// As ``read(_:for:)``, with days that cannot be right told and left out.
    static func read(
        _ json: JSON, for base: KnowledgeBase, today: CivilDate
    ) -> (facts: CaseFacts, findings: [Finding]) {
        var (facts, findings) = read(json, for: base)
        let problems = base.dayProblems(facts, today: today)
        for problem in problems { facts[problem.code] = nil }
        findings += problems.map { Finding(code: $0.code, message: Sentences(base).sentence($0)) }
        return (facts, findings)
    }

    private struct Problem: Error {
        let message: String
    }

    private static func answer(_ json: JSON, of fact: Fact) -> Result<FactAnswer, Problem> {
        func wrong(_ expected: String) -> Result<FactAnswer, Problem> {
            .failure(
                Problem(message: "「\(fact.code)」（\(fact.label)）は\(expected)で書いてください。分からないときは書かないか、\"unknown\" と書きます。"))
        }
        if case .null = json { return .success(.notKnown) }
        if let word = json.string {
            let written = FactAnswer(written: word)
            if written.value == nil { return .success(written) }
        }
        switch fact.kind {
        case .truth:
            guard case .bool(let truth) = json else { return wrong(" true か false ") }
            return .success(.known(.truth(truth)))
        case .choice(let choices):
            guard let code = json.string, choices.contains(where: { $0.code == code }) else {
                return wrong("「\(choices.map(\.code).joined(separator: "」「"))」のどれか")
            }
            return .success(.known(.choice(code)))
        case .number:
            guard let number = json.integer else { return wrong("整数") }
            return .success(.known(.number(number)))
        case .day:
            guard let day = json.string.flatMap({ CivilDate(iso: $0) }) else { return wrong("日付（2025-06-03 の形）") }
            return .success(.known(.day(day)))
        case .list(let parts):
            guard let array = json.array else { return wrong("一覧（[ ] の形）") }
            var items: [[String: FactValue]] = []
            for case .object(let members) in array {
                var item: [String: FactValue] = [:]
                for (code, value) in members {
                    guard let part = parts.first(where: { $0.code == code }) else {
                        return .failure(Problem(message: "「\(fact.code)」の中に「\(code)」という事実はありません。"))
                    }
                    switch answer(value, of: part) {
                    case .success(let answer): item[code] = answer.value
                    case .failure(let problem): return .failure(problem)
                    }
                }
                items.append(item)
            }
            guard items.count == array.count else { return wrong("一覧（[{…}, {…}] の形）") }
            return .success(.known(.list(items)))
        }
    }
}

extension CaseFacts {
    /// Every answer by its code, as ``read(_:for:)`` takes it.
    public var json: JSON {
        .object(answers.mapValues(\.json))
    }
}

extension FactAnswer {
    var json: JSON {
        switch self {
        case .known(let value): value.json
        case .notKnown: "unknown"
        case .withheld: "declined"
        case .later: "later"
        case .notApplicable: "not_applicable"
        }
    }
}

extension FactValue {
    var json: JSON {
        switch self {
        case .truth(let truth): .bool(truth)
        case .choice(let code): .string(code)
        case .number(let number): JSON(number)
        case .day(let day): .string(day.description)
        case .list(let items): .array(items.map { .object($0.mapValues(\.json)) })
        }
    }
}
