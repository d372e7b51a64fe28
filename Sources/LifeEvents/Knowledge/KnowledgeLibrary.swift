/// The knowledge that is part of the program, read once.
public enum KnowledgeLibrary {
    private static let bases: [String: KnowledgeBase] = Dictionary(
        uniqueKeysWithValues: KnowledgeBase.embeddedNames.compactMap { name in
            KnowledgeBase.embedded(name).base.map { (name, $0) }
        })

    /// The rules of a life event; `nil` when there are none.
    public static func base(_ event: String) -> KnowledgeBase? { bases[event] }

    private static let peopleCounted = 2_000
    private static let rates: [String: [String: Int]] = bases.mapValues { base in
        guard var population = base.population(seed: 1) else { return [:] }
        let people = (0..<peopleCounted).map { _ in population.next() }
        let result = BatchProgram(base).run(BatchColumns(people, base))
        return Dictionary(
            result.applying.map { ($0.id, 1000 * $0.people / peopleCounted) }, uniquingKeysWith: { first, _ in first })
    }

    /// Of a thousand people of the synthetic population, for how many a procedure applies: what to expect while nothing is
    /// known. Counted once for each life event.
    public static func perMille(_ procedure: String, event: String) -> Int { rates[event]?[procedure] ?? 0 }
}
