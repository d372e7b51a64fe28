import Japanese
import LifeEvents
import Ward

/// How far a family has come with the questions.
struct Guide: Sendable {
    let id: ID<Guide>
    let event: String
    var facts: CaseFacts
    /// The screens that were answered, each with the facts it asked for, so that one can go back.
    var screens: [[String]]
    /// Procedures the family has finished, by identifier.
    var done: Set<String> = []
    /// Kept under a code, and not only for this day's browser.
    let isSaved: Bool
    let touchedOn: CivilDate

    /// Saved answers are kept for so long after they were last changed.
    static let savedDays = 90
    /// Others are for the day, and may run over midnight.
    static let unsavedDays = 1

    var keptUntil: CivilDate { touchedOn.adding(days: isSaved ? Self.savedDays : Self.unsavedDays) }

    /// Takes the answers of a screen.
    /// - Parameter number: from 0; that of the next new screen, or of one answered before.
    mutating func answer(
        screen number: Int, facts codes: [String], _ answers: [String: FactAnswer], base: KnowledgeBase
    ) {
        for code in codes { facts[code] = answers[code] ?? .later }
        if number < screens.count {
            screens[number] = codes
        } else {
            screens.append(codes)
        }
        // What was told later may no longer fit what was changed now.
        let later = Set(screens.dropFirst(number + 1).joined())
        for code in base.contradictions(in: facts) where later.contains(code) {
            facts[code] = nil
        }
        screens = screens.enumerated().map { position, codes in
            position <= number ? codes : codes.filter { facts[$0] != nil }
        }.enumerated().filter { $0.offset <= number || !$0.element.isEmpty }.map(\.element)
    }

    /// Facts to be answered another time, in the order of their screens.
    var postponed: [String] {
        screens.joined().filter { facts[$0] == .later }
    }

    /// The number of the screen that asks for a fact, from 0.
    func screen(of code: String) -> Int? {
        screens.firstIndex { $0.contains(code) }
    }
}

extension Guide {
    var json: JSON {
        [
            "done": .array(done.sorted().map { .string($0) }), "facts": facts.json,
            "screens": .array(screens.map { .array($0.map { .string($0) }) }),
        ]
    }

    /// Reads what was stored; facts that rules no longer know are dropped.
    static func read(
        _ json: JSON, for base: KnowledgeBase
    ) -> (facts: CaseFacts, screens: [[String]], done: Set<String>) {
        guard case .object(let members) = json else { return (CaseFacts(), [], []) }
        let facts = members["facts"].map { CaseFacts.read(["facts": $0], for: base).facts } ?? CaseFacts()
        let screens = members["screens"]?.array?.map { screen in
            (screen.array ?? []).compactMap(\.string).filter { facts[$0] != nil }
        }
        let done = (members["done"]?.array ?? []).compactMap(\.string).filter { base[procedure: $0] != nil }
        return (facts, (screens ?? []).filter { !$0.isEmpty }, Set(done))
    }
}
