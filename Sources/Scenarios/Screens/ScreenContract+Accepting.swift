extension ScreenContract {
    /// The contract after a person accepted that controls are what was proposed; everything else stays.
    public func accepting(_ proposals: [ControlProposal]) -> ScreenContract {
        ScreenContract(
            system: system, release: release,
            screens: screens.map { screen in
                Screen(
                    name: screen.name, title: screen.title, path: screen.path, isSignIn: screen.isSignIn,
                    controls: screen.controls.map { control in
                        let name = ControlName(screen: screen.name, control: control.name)
                        guard let proposal = proposals.first(where: { $0.control == name }) else { return control }
                        return proposal.accepted
                    })
            })
    }
}

extension ControlProposal {
    /// The control by the marks of its new element: those that still fit in their order, and new values for those that do not.
    public var accepted: Control {
        var candidates: [Candidate] = []
        for candidate in old.candidates {
            if kept.contains(candidate) {
                candidates.append(candidate)
            } else if let value = new.value(candidate.way) {
                candidates.append(Candidate(candidate.way, value))
            }
        }
        for way in Candidate.Way.allCases where candidates.count < Control.candidatesMin {
            guard !candidates.contains(where: { $0.way == way }), let value = new.value(way) else { continue }
            candidates.append(Candidate(way, value))
        }
        // What programs know it by comes first again.
        candidates.sort { $0.way.weight > $1.way.weight }
        return Control(name: old.name, kind: old.kind, isOptional: old.isOptional, candidates: candidates)
    }
}

extension PageSnapshot.Element {
    /// Its value for a way of telling; `nil` where it has none.
    public func value(_ way: Candidate.Way) -> String? {
        let text =
            switch way {
            case .testID: testID
            case .id: id
            case .name: name
            case .label: label
            case .role: said.isEmpty ? "" : "\(role) \(said)"
            case .heading: heading
            case .section: section
            case .text: text
            }
        return text.isEmpty ? nil : text
    }
}
