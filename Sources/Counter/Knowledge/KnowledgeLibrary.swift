/// The knowledge that is part of the program, read once.
enum KnowledgeLibrary {
    private static let bases: [String: KnowledgeBase] = Dictionary(
        uniqueKeysWithValues: KnowledgeBase.embeddedNames.compactMap { name in
            KnowledgeBase.embedded(name).base.map { (name, $0) }
        })

    static func base(_ event: String) -> KnowledgeBase? { bases[event] }
}
