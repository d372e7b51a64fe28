import Japanese

/// What a changed screen does to the robots: found before go-live, from saved screens alone.
///
///     UpgradeImpact.of(contract: contract, old: before, new: after, scenarios: scenarios)
public struct UpgradeImpact: Hashable, Sendable {
    /// What became of a control.
    public enum Fate: Hashable, Sendable {
        /// It is found as before; marks that no longer fit.
        case same(faded: [Candidate])
        case proposed(ControlProposal)
        case ambiguous
        case missing
        /// The whole screen is not among the new ones.
        case noScreen
    }

    public struct Touched: Hashable, Sendable {
        public let control: ControlName
        public let fate: Fate
        /// Ids of the steps that use it, by scenario.
        public let steps: [String: [String]]
    }

    /// Controls that robots would not find as agreed, in the order of the contract.
    public let touched: [Touched]
    /// Controls that are found, though by fewer marks.
    public let faded: [Touched]
    /// Screens of the contract that the old set did not show either: nothing can be said of them.
    public let unseen: [String]

    /// Names of the scenarios that would stop.
    public var scenarios: [String] { Set(touched.flatMap { $0.steps.keys }).sorted() }

    /// - Parameters:
    ///   - old: screens of the version that robots work with now, to tell what was never saved from what is gone.
    ///   - new: screens of the version to come.
    public static func of(
        contract: ScreenContract, old: [PageSnapshot], new: [PageSnapshot], scenarios: [Scenario]
    ) -> UpgradeImpact {
        var touched: [Touched] = []
        var faded: [Touched] = []
        var unseen: [String] = []
        let users = scenarios.filter { $0.system == contract.system }
        for screen in contract.screens {
            let (before, after) = (page(of: screen, in: old), page(of: screen, in: new))
            if after == nil, before == nil {
                unseen.append(screen.name)
                continue
            }
            for control in screen.controls {
                let name = ControlName(screen: screen.name, control: control.name)
                let steps = steps(using: name, in: users)
                let fate = after.map { Self.fate(of: control, name, on: $0) } ?? Fate.noScreen
                // Not there before either: it is shown at other times only.
                func isElsewhere() -> Bool { control.isOptional && !wasThere(control, name, before) }
                switch fate {
                case .same(let lost) where lost.isEmpty: continue
                case .same: faded.append(Touched(control: name, fate: fate, steps: steps))
                case .missing where isElsewhere(), .ambiguous where isElsewhere(): continue
                default: touched.append(Touched(control: name, fate: fate, steps: steps))
                }
            }
        }
        return UpgradeImpact(touched: touched, faded: faded, unseen: unseen)
    }

    private static func fate(of control: Control, _ name: ControlName, on page: PageSnapshot) -> Fate {
        switch control.match(on: page, as: name) {
        case .same(_, let lost): .same(faded: lost)
        case .proposed(let proposal): .proposed(proposal)
        case .ambiguous: .ambiguous
        case .missing: .missing
        }
    }

    private static func wasThere(_ control: Control, _ name: ControlName, _ page: PageSnapshot?) -> Bool {
        page.map { control.match(on: $0, as: name).element != nil } ?? false
    }

    /// By title or heading; where several share one, the page on which most controls are found; where none has it, the page of its path.
    static func page(of screen: Screen, in pages: [PageSnapshot]) -> PageSnapshot? {
        let titled = pages.filter {
            TextKey($0.title) == TextKey(screen.title) || TextKey($0.heading) == TextKey(screen.title)
        }
        func found(_ page: PageSnapshot) -> Int {
            screen.controls.count { control in
                control.match(on: page, as: ControlName(screen: screen.name, control: control.name)).element != nil
            }
        }
        if let best = titled.max(by: { found($0) < found($1) }) { return best }
        guard let path = screen.path else { return nil }
        return pages.first { $0.address.hasSuffix(path) && path != "/" }
    }

    private static func steps(using name: ControlName, in scenarios: [Scenario]) -> [String: [String]] {
        var result: [String: [String]] = [:]
        for scenario in scenarios {
            var ids = scenario.allSteps.filter { $0.uses(name) }.map(\.id)
            if scenario.alreadyDone?.found == name || scenario.alreadyDone?.receipt == name {
                ids.append("alreadyDone")
            }
            if !ids.isEmpty { result[scenario.name] = ids }
        }
        return result
    }
}

extension Step {
    func uses(_ name: ControlName) -> Bool {
        if control == name { return true }
        switch action {
        case .fill(_, let filling): return filling.awaited == name
        case .submit(_, let submission): return submission.refusals.contains { $0.text == name }
        default: return false
        }
    }
}
