import Storage

/// A proof of a module's own, which `namiki verify` runs when its option is given:
///
///     namiki verify --rehearsal FOLDER --signed-by ward.key.pub
public struct Proof: Sendable {
    public struct Outcome: Sendable {
        public let json: JSON
        public let text: String
        /// Whether everything is as it was recorded.
        public let isWhole: Bool

        public init(json: JSON, text: String, isWhole: Bool) {
            self.json = json
            self.text = text
            self.isWhole = isWhole
        }
    }

    /// The name of its option, without hyphens.
    public let option: String
    /// What stands after the option, as the help names it.
    public let valueName: String
    /// What it proves, in one sentence.
    public let help: String
    public let prove: @Sendable (_ subject: String, _ publicKey: String?) throws -> Outcome
    /// Compares what lies outside the store with what the store says of it; `nil` where there is nothing to compare.
    public let compare: Comparison?

    /// Failures in words: where, and what is wrong. Tables of a module that the store does not have yet say nothing.
    public typealias Comparison = @Sendable (any Connection) throws -> [String]

    /// - Parameter prove: is given what stands after the option and, where the person names one, the public key whose
    ///   signature is asked for.
    public init(
        option: String, valueName: String, help: String, compare: Comparison? = nil,
        prove: @escaping @Sendable (_ subject: String, _ publicKey: String?) throws -> Outcome
    ) {
        self.option = option
        self.valueName = valueName
        self.help = help
        self.compare = compare
        self.prove = prove
    }
}
