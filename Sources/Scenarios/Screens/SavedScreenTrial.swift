/// A trial on saved screens: what each step that touches a screen would find there (試運転の段階1).
///
///     let trial = SavedScreenTrial.of(scenario, contract, pages: pages)
///     trial.results.filter { $0.outcome != .found(faded: []) }
public struct SavedScreenTrial: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
        /// The screen, or the control as agreed; marks that no longer fit.
        case found(faded: [Candidate])
        case proposed(ControlProposal)
        case ambiguous
        case missing
        /// No page of the screen was saved.
        case unseen
        /// The contract does not know it.
        case notAgreed
    }

    /// A step in the order in which a run takes them.
    public struct Result: Hashable, Sendable {
        public let step: String
        public let screen: String
        /// `nil` where the screen alone counts.
        public let control: ControlName?
        public let outcome: Outcome
    }

    /// Of each step that opens, expects or touches a screen.
    public let results: [Result]

    /// Steps whose control is not found as agreed.
    public var findings: [Result] {
        results.filter { result in
            switch result.outcome {
            case .found, .unseen: false
            default: true
            }
        }
    }

    /// Screens of which no page was saved.
    public var unseen: [String] {
        var screens: [String] = []
        for result in results where result.outcome == .unseen && !screens.contains(result.screen) {
            screens.append(result.screen)
        }
        return screens
    }

    /// Controls that were found.
    public var found: Int {
        results.count { result in
            if case .found = result.outcome { result.control != nil } else { false }
        }
    }

    public static func of(_ scenario: Scenario, _ contract: ScreenContract, pages: [PageSnapshot]) -> SavedScreenTrial {
        // Found once for each screen: every page is looked through.
        let shown = Dictionary(
            contract.screens.map { ($0.name, UpgradeImpact.page(of: $0, in: pages)) },
            uniquingKeysWith: { first, _ in first })
        return SavedScreenTrial(
            results: scenario.allSteps.compactMap { step in
                guard let screen = step.control?.screen ?? step.screen else { return nil }
                return Result(
                    step: step.id, screen: screen, control: step.control,
                    outcome: outcome(of: step.control, on: screen, contract, shown))
            })
    }

    private static func outcome(
        of name: ControlName?, on screen: String, _ contract: ScreenContract, _ shown: [String: PageSnapshot?]
    ) -> Outcome {
        guard let found = shown[screen] else { return .notAgreed }
        guard let page = found else { return .unseen }
        guard let name else { return .found(faded: []) }
        guard let control = contract.control(name) else { return .notAgreed }
        return switch control.match(on: page, as: name) {
        case .same(_, let faded): .found(faded: faded)
        case .proposed(let proposal): .proposed(proposal)
        case .ambiguous: .ambiguous
        case .missing: .missing
        }
    }
}

extension Step {
    /// The screen that it opens or expects.
    fileprivate var screen: String? {
        switch action {
        case .goto(let screen), .expect(let screen): screen
        default: nil
        }
    }
}
