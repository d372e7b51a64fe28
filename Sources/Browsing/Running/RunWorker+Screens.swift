import Scenarios

/// What the page shows, matched.
struct Shown: Sendable {
    let screen: String
    let elements: [String: Int]
    let seen: BrowserPage.Seen
}

/// A screen is not as agreed.
struct ChangedScreen: Error {
    let screen: String
    let proposals: [ControlProposal]
    let missing: [ControlName]
}

/// The system asks for signing in.
struct SessionEnded: Error {}

/// A trial has come as far as it goes.
struct HeldTrial: Error {}

extension RunWorker {
    /// So long a loaded page must stand still before it is said not to be the screen that is waited for.
    private static let settling = Duration.seconds(2)

    /// What was shown before something was done; only what came after it counts.
    struct Mark: Sendable {
        let changes: Int
        let documents: Int
        let seen: BrowserPage.Seen?
    }

    func mark(_ page: BrowserPage) -> Mark {
        let values = page.state.values
        return Mark(changes: values.changes, documents: values.documents, seen: shown?.seen)
    }

    func goto(_ screen: String, _ page: BrowserPage) async throws {
        shown = nil
        let base = plan.base.hasSuffix("/") ? String(plan.base.dropLast()) : plan.base
        try await page.open(base + (contract.screen(screen)?.path ?? "/"))
    }

    /// Waits for one of some screens with the controls that are used of it. Never by time: each look follows something that the browser told.
    func arrive(_ names: [String], since mark: Mark?, _ page: BrowserPage) async throws {
        let seconds = scenario.limits.secondsPerWait
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: .seconds(seconds))
        var last: BrowserPage.Seen?
        while true {
            try page.check()
            let values = page.state.values
            if mark.map({ values.changes != $0.changes }) ?? true,
                let seen = try await page.within("画面を見ること", { try await page.look() }), isFresh(seen, mark)
            {
                last = seen
                if try recognise(seen, names) { return }
            }
            try page.check()
            let left = clock.now.duration(to: end)
            // A new document that is loaded and stands still has nothing more to show.
            let isOld = last.map { $0.token == mark?.seen?.token } ?? true
            let patience = !isOld && page.state.values.isLoaded ? min(left, Self.settling) : left
            guard left > .zero, await page.state.changed(after: values.changes, within: patience) else {
                if let last { try refuse(last, names) }
                throw RunOutcome.hanging(condition: "画面「\(names.joined(separator: "」か「"))」", seconds: seconds)
            }
        }
    }

    private func isFresh(_ seen: BrowserPage.Seen, _ mark: Mark?) -> Bool {
        guard let before = mark?.seen else { return true }
        return seen.token != before.token || seen.page != before.page
    }

    private func recognise(_ seen: BrowserPage.Seen, _ names: [String]) throws -> Bool {
        for name in names {
            guard case .asAgreed(let elements, _) = match(seen.page, name) else { continue }
            shown = Shown(screen: name, elements: elements, seen: seen)
            return true
        }
        for screen in contract.screens where screen.isSignIn && !names.contains(screen.name) {
            if case .asAgreed = match(seen.page, screen.name) { throw SessionEnded() }
        }
        return false
    }

    /// The same page was held against the same screen before, in nearly every case.
    private func match(_ page: PageSnapshot, _ name: String) -> ScreenMatch {
        if let match = known[page]?[name] { return match }
        let match = contract.screen(name)?.match(page, needing: needed[name] ?? []) ?? .other
        if known.count > 50 { known = [:] }
        known[page, default: [:]][name] = match
        return match
    }

    private func refuse(_ seen: BrowserPage.Seen, _ names: [String]) throws {
        for name in names {
            if case .changed(let proposals, let missing) = match(seen.page, name) {
                throw ChangedScreen(screen: name, proposals: proposals, missing: missing)
            }
        }
        throw RunOutcome.otherScreen(
            expected: names.joined(separator: "・"), title: seen.page.title.isEmpty ? seen.page.heading : seen.page.title
        )
    }

    /// The element of a control of the screen that is shown.
    func element(_ control: ControlName) throws(RunOutcome) -> Int {
        guard let shown, shown.screen == control.screen else {
            throw .otherScreen(expected: control.screen, title: shown?.screen ?? "")
        }
        guard let element = shown.elements[control.control] else { throw .controlGone(control) }
        return element
    }
}
