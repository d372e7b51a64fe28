/// One thing a robot does. There are few kinds, and none of them holds a script.
public struct Step: Hashable, Sendable {
    public indirect enum Action: Hashable, Sendable {
        /// Opens a screen by its path.
        case goto(screen: String)
        /// Goes on only when this screen is shown, with every control that later steps use.
        case expect(screen: String)
        case fill(ControlName, Filling)
        /// Chooses from a list, radio buttons or a box (on or off) by what people read.
        case choose(ControlName, Template)
        case submit(ControlName, Submission)
        /// Reads a text of the screen into a name that later steps may use; `receipt` is the receipt.
        case read(ControlName, into: String, isRequired: Bool)
        /// A business exception when the condition does not hold: the system says something other than the input.
        case query(Condition, message: String)
        /// The file a control leads to, into the run's folder.
        case download(ControlName)
        /// A file of the run's folder by name.
        case upload(ControlName, Template)
        /// Holds the record until a person of a role agrees; without a condition, always.
        case approve(when: Condition?, role: String)
        case branch(Condition, then: [Step], otherwise: [Step])
        /// Once for each row of a grouped record.
        case each([Step])
    }

    /// Unique in its scenario.
    public let id: String
    public let action: Action
    /// Where it stands in the text, from 1.
    public let line: Int?

    public init(id: String, _ action: Action, line: Int? = nil) {
        self.id = id
        self.action = action
        self.line = line
    }

    /// Steps inside it, those inside them too.
    public var inner: [Step] {
        switch action {
        case .branch(_, let then, let otherwise): (then + otherwise).flatMap { [$0] + $0.inner }
        case .each(let steps): steps.flatMap { [$0] + $0.inner }
        default: []
        }
    }

    var readsReceipt: Bool {
        if case .read(_, Scenario.receiptName, _) = action { true } else { false }
    }

    /// The control it touches.
    public var control: ControlName? {
        switch action {
        case .fill(let control, _), .choose(let control, _), .submit(let control, _), .read(let control, _, _),
            .download(let control), .upload(let control, _):
            control
        default: nil
        }
    }

    /// Nothing after it can be taken back: retries never cross it, dry runs stop before it.
    public var isIrreversible: Bool {
        if case .submit(_, let submission) = action { submission.effect == .irreversible } else { false }
    }
}

/// How a field is filled.
public struct Filling: Hashable, Sendable {
    public enum Value: Hashable, Sendable {
        case template(Template)
        /// The name of a secret in the vault.
        case secret(String)
    }

    public let value: Value
    /// Key by key, for screens that listen to keys (郵便番号からの住所補完); otherwise set at once with input and change events.
    public let hasRealKeys: Bool
    /// A field of the same screen that the system fills by itself: gone on when it is no longer empty.
    public let awaited: ControlName?

    public init(_ value: Value, hasRealKeys: Bool = false, awaited: ControlName? = nil) {
        self.value = value
        self.hasRealKeys = hasRealKeys
        self.awaited = awaited
    }
}

/// What pressing a button means, and what must be shown afterwards.
public struct Submission: Hashable, Sendable {
    public enum Effect: String, Hashable, Sendable, CaseIterable {
        /// Nothing in the system changes: a search, a confirmation screen, signing in.
        case none
        case irreversible
    }

    public let effect: Effect
    /// The screen that follows.
    public let until: String
    /// Screens by which the system refuses a record: a business exception with the text of `text`.
    public let refusals: [Refusal]
    /// The question of a box the page opens first (「登録してよろしいですか？」), to which the answer is yes; any other box stops the step.
    public let dialog: String?

    public struct Refusal: Hashable, Sendable {
        public let screen: String
        /// The control that says why.
        public let text: ControlName?

        public init(screen: String, text: ControlName?) {
            self.screen = screen
            self.text = text
        }
    }

    public init(effect: Effect, until: String, refusals: [Refusal] = [], dialog: String? = nil) {
        self.effect = effect
        self.until = until
        self.refusals = refusals
        self.dialog = dialog
    }
}

/// A control of a screen: `entry.口座番号`.
public struct ControlName: Hashable, Sendable, CustomStringConvertible {
    public let screen: String
    public let control: String

    public init(screen: String, control: String) {
        self.screen = screen
        self.control = control
    }

    /// - Returns: `nil` without exactly one dot between two names.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        self.init(screen: String(parts[0]), control: String(parts[1]))
    }

    public var description: String { "\(screen).\(control)" }
}
