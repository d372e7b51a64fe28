import Japanese

/// Which questions are left, and which of them come next on one screen.
///
/// A pure function of what is known: the same answers always lead to the same screen. A fact is asked while a procedure
/// waits for it, nobody answered it, and nothing that could rule it out is open; so a section of rare things waits behind
/// the one question that shuts it out (gate).
public struct QuestionPlan: Sendable {
    public struct Screen: Hashable, Sendable {
        public struct Part: Hashable, Sendable {
            public let section: QuestionSection
            /// Of the section's facts those that are asked now.
            public let facts: [String]

            public init(section: QuestionSection, facts: [String]) {
                self.section = section
                self.facts = facts
            }
        }

        public let parts: [Part]

        public init(parts: [Part]) {
            self.parts = parts
        }

        /// A screen that asks for given facts, as one that was answered before did.
        public init(of codes: [String], in base: KnowledgeBase) {
            self.init(
                parts: base.questions.compactMap { section in
                    let asked = section.facts.filter(codes.contains)
                    return asked.isEmpty ? nil : Part(section: section, facts: asked)
                })
        }

        public var facts: [String] { parts.flatMap(\.facts) }
    }

    /// Questions on one screen, unless one section alone has more.
    public static let factsMax = 10

    private let base: KnowledgeBase
    private let facts: CaseFacts
    private let today: CivilDate
    private let procedures: Set<String>?

    /// - Parameter procedures: those for whose sake is asked, by identifier; `nil` for all.
    public init(_ base: KnowledgeBase, facts: CaseFacts, today: CivilDate, for procedures: Set<String>? = nil) {
        self.procedures = procedures
        self.base = base
        self.facts = facts
        self.today = today
    }

    /// The next screen; `nil` when nothing is left to ask.
    public var next: Screen? {
        let pending = pending
        var parts: [Screen.Part] = []
        var count = 0
        for section in base.questions {
            let asked = section.facts.filter(pending.contains)
            guard !asked.isEmpty else { continue }
            guard parts.isEmpty || count + asked.count <= Self.factsMax else { continue }
            parts.append(.init(section: section, facts: asked))
            count += asked.count
        }
        return parts.isEmpty ? nil : Screen(parts: parts)
    }

    /// Facts that are asked now: those that procedures wait for, or what could rule them out, as long as that is open.
    var pending: Set<String> {
        let evaluation = Evaluation(base: base, facts: facts)
        let results = base.evaluate(facts, today: today).results.filter { procedures?.contains($0.id) ?? true }
        var open = results.filter { $0.state == .unknown }.flatMap(\.blocking)
        // Whether a second deadline holds beside the first is as much to know as whether the procedure applies.
        let second = results.flatMap(\.deadlines).filter { $0.rule.isAlso && $0.holds == .unknown }
        open += second.flatMap { evaluation.explanation(of: $0.rule.condition).blocking }
        // Days are asked once in any case: no date can be computed without them.
        open += base.questions.first?.facts.filter { base.facts[$0]?.kind == .day } ?? []
        var seen: Set<String> = []
        var asked: Set<String> = []
        while let code = open.popLast() {
            guard seen.insert(code).inserted, facts[code] == nil, let fact = base.facts[code],
                evaluation.resolved(code) == .unknown,
                !(fact.unaskedWhen.map { evaluation.truth($0) == .yes } ?? false)
            else { continue }
            let gates = [fact.ruledOutBy, fact.unaskedWhen].compactMap(\.self).map(evaluation.explanation)
            let before = gates.filter { $0.truth == .unknown }.flatMap(\.blocking).filter { facts[$0] == nil }
            if before.isEmpty {
                asked.insert(code)
            } else {
                open += before
            }
        }
        return asked
    }
}
