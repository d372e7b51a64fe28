import Declaring

/// Something in the knowledge base that must be mended before it may be used: where, what, how.
public struct KnowledgeFinding: Hashable, Sendable {
    /// Which check found it.
    public enum Rule: String, Hashable, Sendable, CaseIterable {
        /// Not readable as a knowledge file.
        case format
        case unknownFact = "unknown-fact"
        case unknownSection = "unknown-section"
        case unknownProcedure = "unknown-procedure"
        case missingLaw = "missing-law"
        case missingSource = "missing-source"
        case missingAnchor = "missing-anchor"
        case missingExample = "missing-example"
        case contradictory
        case unreachable
        case circular
        case staleCheck = "stale-check"
        case wrongExample = "wrong-example"
        case duplicate
        /// A rule waits for a fact that nobody is asked about.
        case unasked
        case missingWords = "missing-words"
        /// A box of a form that does not say what is printed in it.
        case missingFieldSource = "missing-field-source"
        case wrongType = "wrong-type"
    }

    public let rule: Rule
    public let file: String
    /// From 1; `nil` for the whole file.
    public let line: Int?
    public let message: String

    public init(rule: Rule, file: String, line: Int?, message: String) {
        self.rule = rule
        self.file = file
        self.line = line
        self.message = message
    }
}

extension YAMLReader {
    func tell(_ message: String, _ rule: KnowledgeFinding.Rule) { tell(message, check: rule.rawValue) }
}

extension YAMLReader.FindingLog {
    /// What was found, by the checks of the knowledge base.
    var knowledge: [KnowledgeFinding] {
        findings.map {
            KnowledgeFinding(
                rule: KnowledgeFinding.Rule(rawValue: $0.check) ?? .format, file: $0.file, line: $0.line,
                message: $0.message)
        }
    }
}
