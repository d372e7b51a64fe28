import Foundation
import Scenarios

/// Does one run. An actor, so that its browser and its counts have one owner.
actor RunWorker {
    let plan: RunPlan
    let hands: RunHands
    let stop: StopSign
    let scenario: Scenario
    let contract: ScreenContract
    /// The controls of each screen that the scenario uses: a change elsewhere is none of its business.
    let needed: [String: Set<String>]
    var browser: Browser?
    var isSignedIn = false
    /// What the page shows, as far as it was matched.
    var shown: Shown?
    var known: [PageSnapshot: [String: ScreenMatch]] = [:]
    private var counts: [RecordState: Int] = [:]
    /// Of the browsers it had; more than one where they were driven in different ways.
    private var versions: [String] = []

    init(_ plan: RunPlan, _ hands: RunHands, _ stop: StopSign) {
        self.plan = plan
        self.hands = hands
        self.stop = stop
        scenario = plan.scenario
        contract = plan.contract
        needed = plan.scenario.controls
    }

    func run() async throws -> RunReport {
        BrowserProcess.endLeftovers(of: plan.folder)
        do {
            let ending = try await ending()
            await closeBrowser()
            return RunReport(ending: ending, counts: counts, browserVersion: versions.joined(separator: "、"))
        } catch is LedgerFault {
            await closeBrowser()
            throw RunOutcome.ledgerFailed
        } catch {
            await closeBrowser()
            throw error
        }
    }

    /// How a record left the run's hands.
    enum RecordEnd {
        case went
        case changed(ScreenChange)
        case stop(RunOutcome)
    }

    private func ending() async throws -> RunReport.Ending {
        switch plan.trial {
        // Nothing of these needs a browser.
        case .text, .savedScreens: return .trialEnded
        case .readOnly: return try await lookOnly()
        default: break
        }
        // What may have been sent is looked for before anything new is.
        let isOpen: (RunPlan.Item) -> Bool = { $0.state == .unknown || $0.state == .submitted }
        var items = plan.items.filter(isOpen) + plan.items.filter { !isOpen($0) }
        items.removeAll { $0.state.isFinal || $0.state == .business }
        if plan.trial != nil { items.removeAll(where: isOpen) }
        let most = plan.trial == nil ? scenario.limits.records : DryRunLevel.firstRecordsMax
        for item in items.prefix(most) {
            if stop.isRaised { return .cancelled }
            var record = RecordWork(item, scenario: scenario, hands: hands)
            let end = try await work(&record)
            counts[record.state, default: 0] += 1
            switch end {
            case .went: continue
            case .changed(let change): return .screenChanged(change)
            case .stop(.cancelled): return .cancelled
            case .stop(let outcome): return .stopped(outcome)
            }
        }
        return plan.trial == nil ? .finished : .trialEnded
    }

    // MARK: the browser

    /// The page, signed in: a browser is started where there is none.
    func page(_ record: inout RecordWork) async throws -> BrowserPage {
        let page = try await openPage()
        if !isSignedIn {
            let row = record.values
            try await perform(scenario.session, &record)
            record.values = row
            isSignedIn = true
        }
        return page
    }

    func openPage() async throws -> BrowserPage {
        if let browser { return browser.page }
        let hosts = HostList(base: plan.base, others: plan.hosts)
        let started = try await Browser.start(
            plan.browser, folder: plan.folder, hosts: hosts, limits: plan.limits)
        browser = started
        if !versions.contains(started.version) { versions.append(started.version) }
        started.page.maySend(plan.maySend)
        return started.page
    }

    func closeBrowser() async {
        await browser?.end()
        browser = nil
        isSignedIn = false
        shown = nil
    }

    // MARK: looking without typing

    private func lookOnly() async throws -> RunReport.Ending {
        guard let item = plan.items.first else { return .trialEnded }
        var record = RecordWork(RunPlan.Item(item.record), scenario: scenario, hands: hands)
        do {
            let page = try await page(&record)
            let steps = (scenario.alreadyDone?.steps ?? []) + scenario.steps
            for case .goto(let screen) in steps.map(\.action) {
                try await goto(screen, page)
                try await arrive([screen], since: nil, page)
            }
            return .trialEnded
        } catch let change as ChangedScreen {
            return .screenChanged(await told(change, &record))
        } catch let outcome as RunOutcome {
            // What the page said, too.
            return .stopped(outcome.masked(record.masked))
        } catch is SessionEnded {
            return .stopped(.signInRefused)
        }
    }
}

extension Scenario {
    /// The controls that steps use, by their screens.
    var controls: [String: Set<String>] {
        var result: [String: Set<String>] = [:]
        func add(_ name: ControlName?) { if let name { result[name.screen, default: []].insert(name.control) } }
        for step in allSteps {
            add(step.control)
            switch step.action {
            case .fill(_, let filling): add(filling.awaited)
            case .submit(_, let submission): submission.refusals.forEach { add($0.text) }
            default: break
            }
        }
        add(alreadyDone?.found)
        add(alreadyDone?.receipt)
        return result
    }
}
