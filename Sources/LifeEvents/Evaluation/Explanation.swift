/// Why a condition holds, does not hold, or is not decided: the condition with the truth of each of its parts.
public struct Explanation: Hashable, Sendable {
    public let condition: Condition
    public let truth: Truth
    public let children: [Explanation]
    /// The facts that would decide it, of a part that is not decided; empty otherwise.
    let missing: [String]
}

extension Explanation {
    /// The facts that keep it undecided, each once, in the order of the rule.
    public var blocking: [String] {
        var found: [String] = []
        collect(&found)
        return found
    }

    private func collect(_ found: inout [String]) {
        guard truth == .unknown else { return }
        for code in missing where !found.contains(code) { found.append(code) }
        for child in children { child.collect(&found) }
    }

    /// The parts that made it so: all that hold of a conjunction that holds, those that fail of one that fails.
    func leaves(_ wanted: Truth) -> [Explanation] {
        guard truth == wanted else { return [] }
        switch condition {
        case .all, .any, .atLeast: return children.flatMap { $0.leaves(wanted) }
        case .not: return [self]
        default: return [self]
        }
    }

    /// The facts that made it so.
    public var deciding: [String] {
        var found: [String] = []
        for code in leaves(truth).flatMap(\.condition.facts) where !found.contains(code) { found.append(code) }
        return found
    }
}

extension Condition {
    /// The facts it tests itself, by code.
    public var facts: [String] {
        switch self {
        case .always, .procedure: []
        case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.flatMap(\.facts)
        case .not(let part): part.facts
        case .test(let code, _), .exists(let code, _, _): [code]
        }
    }
}
