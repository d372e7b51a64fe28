import Japanese

extension Candidate {
    /// Whether an element is the one this candidate means. Texts are compared by key: full width and spaces say nothing.
    func fits(_ element: PageSnapshot.Element) -> Bool {
        switch way {
        case .testID: value == element.testID
        case .id: value == element.id
        case .name: value == element.name
        case .label: same(element.label)
        case .role: same("\(element.role) \(element.said)")
        case .heading: same(element.heading)
        case .section: same(element.section)
        case .text: same(element.text)
        }
    }

    private func same(_ text: String) -> Bool { !text.isEmpty && TextKey(value) == TextKey(text) }
}

extension Control {
    /// So much of what is known of a control must fit before another element is proposed, and so much more than the next best.
    static let scoreMin = 0.3
    static let marginMin = 0.15

    /// Where it stands on a page. Pure: the same page and contract give the same answer.
    ///
    /// Each candidate gives its weight to the elements it fits, shared among them: what many elements have in common says little.
    /// The control is the same only when its first candidate names one element alone and none is more like it; a decoy that took over
    /// one mark of it is not.
    public func match(on page: PageSnapshot, as name: ControlName) -> ControlMatch {
        let elements = page.elements.filter { $0.isVisible && $0.kind == kind.rawValue }
        let total = Double(candidates.reduce(0) { $0 + $1.way.weight })
        guard total > 0, let first = candidates.first else { return .missing }
        var scores = [Double](repeating: 0, count: elements.count)
        var fitting: [[Int]] = []
        for candidate in candidates {
            let positions = elements.indices.filter { candidate.fits(elements[$0]) }
            fitting.append(positions)
            for position in positions {
                scores[position] += Double(candidate.way.weight) / Double(positions.count) / total
            }
        }
        let order = elements.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }
        guard let best = order.first, scores[best] > 0 else { return .missing }
        let runnerUp = order.count > 1 ? scores[order[1]] : 0
        let kept = candidates.indices.filter { fitting[$0].contains(best) }
        let lost = candidates.indices.filter { !fitting[$0].contains(best) }.map { candidates[$0] }
        // Where only a part of a page repeats (a heading, a section), the first mark alone decides.
        if fitting[0] == [best], scores[best] > runnerUp,
            kept.count > 1 || first.way == .testID || candidates.count == 1
        {
            return .same(element: elements[best].index, faded: lost)
        }
        guard scores[best] >= Self.scoreMin, scores[best] - runnerUp >= Self.marginMin else {
            let near = order.filter { scores[best] - scores[$0] < Self.marginMin && scores[$0] > 0 }
            return near.count > 1 ? .ambiguous(near.map { elements[$0].index }) : .missing
        }
        return .proposed(
            ControlProposal(
                control: name, old: self, new: elements[best], score: scores[best], runnerUp: runnerUp,
                kept: kept.map { candidates[$0] }, lost: lost))
    }
}

/// A screen held against a page.
public enum ScreenMatch: Hashable, Sendable {
    /// All controls are as agreed; elements by the names of controls.
    case asAgreed([String: Int], faded: [String: [Candidate]])
    /// It is this screen, and some of its controls are not as agreed.
    case changed(proposals: [ControlProposal], missing: [ControlName])
    /// Another screen.
    case other
}

extension Screen {
    /// - Parameter needed: the controls that count; all that are not optional when `nil`.
    public func match(_ page: PageSnapshot, needing needed: Set<String>? = nil) -> ScreenMatch {
        guard TextKey(title) == TextKey(page.title) || TextKey(title) == TextKey(page.heading) else { return .other }
        var found: [String: Int] = [:]
        var faded: [String: [Candidate]] = [:]
        var proposals: [ControlProposal] = []
        var missing: [ControlName] = []
        for control in controls {
            let name = ControlName(screen: self.name, control: control.name)
            let counts = needed.map { $0.contains(control.name) } ?? true
            switch control.match(on: page, as: name) {
            case .same(let element, let lost):
                found[control.name] = element
                if !lost.isEmpty { faded[control.name] = lost }
            // An optional control that is not there is not there; one that moved has moved.
            case .proposed(let proposal) where counts && !control.isOptional: proposals.append(proposal)
            case .ambiguous where counts, .missing where counts && !control.isOptional: missing.append(name)
            default: break
            }
        }
        return proposals.isEmpty && missing.isEmpty
            ? .asAgreed(found, faded: faded) : .changed(proposals: proposals, missing: missing)
    }
}
