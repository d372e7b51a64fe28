import Foundation
import Scenarios

/// Everything a run is told at its beginning.
public struct RunPlan: Sendable {
    /// Of what a picture is kept.
    public enum Pictures: Hashable, Sendable {
        case none
        /// Refusals, failures, changed screens and held records.
        case exceptions
        case eachRecord
    }

    /// A record, and where it stood when the run began.
    public struct Item: Hashable, Sendable {
        public let record: InputRecord
        public let state: RecordState
        /// Attempts of earlier runs.
        public let attempts: Int

        public init(_ record: InputRecord, state: RecordState = .new, attempts: Int = 0) {
            self.record = record
            self.state = state
            self.attempts = attempts
        }
    }

    public let scenario: Scenario
    public let contract: ScreenContract
    /// The system's address, `https://kosodate.example/app`; paths of screens stand below it.
    public let base: String
    /// Further hosts that the system's pages may load from, `host` or `host:port`; the base's own is always one.
    public let hosts: [String]
    public let items: [Item]
    /// `nil` for the real thing.
    public let trial: DryRunLevel?
    /// A folder of this run alone: profile and downloads.
    public let folder: String
    public let pictures: Pictures
    public let browser: BrowserOptions
    /// Whoever keeps the files that the system sends takes none that is larger.
    public let fileBytesMax: Int

    /// Whether anything is registered at all.
    var maySend: Bool { trial == nil || trial == .firstRecords }

    /// Those of the scenario, within what can be kept.
    var limits: RunLimits { scenario.limits.keeping(downloadBytesMax: fileBytesMax) }

    public init(
        scenario: Scenario, contract: ScreenContract, base: String, hosts: [String] = [], items: [Item],
        trial: DryRunLevel? = nil, folder: String, pictures: Pictures = .exceptions,
        browser: BrowserOptions = BrowserOptions(), fileBytesMax: Int = .max
    ) {
        self.scenario = scenario
        self.contract = contract
        self.base = base
        self.hosts = hosts
        self.items = items
        self.trial = trial
        self.folder = folder
        self.pictures = pictures
        self.browser = browser
        self.fileBytesMax = fileBytesMax
    }
}

/// How the browser is started.
public struct BrowserOptions: Hashable, Sendable {
    /// How it is spoken to.
    public enum Way: Hashable, Sendable, CaseIterable {
        /// A socket pair to the browser itself; no port is opened.
        case pipe
        /// A WebDriver beside it, which listens on this machine as long as the browser runs.
        case webDriver
    }

    /// The browser's program.
    public let program: String
    /// The WebDriver's program.
    public let driver: String
    /// `nil`: the pipe, and where the browser says nothing by it, the WebDriver.
    public let way: Way?
    public let secondsToStart: Int

    /// Debian's browsers, the one without windows first: it starts in a quarter of the time.
    public static let programs = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"]

    /// The first that is installed; the last of all where none is, to be named as missing.
    public static func installedProgram() -> String {
        programs.first { FileManager.default.isExecutableFile(atPath: $0) } ?? programs[programs.count - 1]
    }

    public init(
        program: String = installedProgram(), driver: String = "/usr/bin/chromedriver", way: Way? = nil,
        secondsToStart: Int = 30
    ) {
        self.program = program
        self.driver = driver
        self.way = way
        self.secondsToStart = secondsToStart
    }
}

/// How a run ended.
public struct RunReport: Hashable, Sendable {
    public enum Ending: Hashable, Sendable {
        /// Every record was worked on.
        case finished
        /// A trial did what its level allows; for `firstRecords`, a person now decides about the rest.
        case trialEnded
        /// A screen is not as agreed: nothing more was done. Each proposal waits for a person.
        case screenChanged(ScreenChange)
        /// Something broke and the scenario says to stop.
        case stopped(RunOutcome)
        case cancelled
    }

    public let ending: Ending
    public let counts: [RecordState: Int]
    /// `Chrome/156.0…`, kept with each run; with 「（WebDriver）」 where it was driven by that.
    public let browserVersion: String

    public init(ending: Ending, counts: [RecordState: Int], browserVersion: String) {
        self.ending = ending
        self.counts = counts
        self.browserVersion = browserVersion
    }
}

/// A screen that is no longer as agreed.
public struct ScreenChange: Hashable, Sendable {
    public let screen: String
    public let record: String
    /// Controls that were found elsewhere, for a person to accept.
    public let proposals: [ControlProposal]
    /// Controls that were not found, or not for sure.
    public let missing: [ControlName]
    /// A masked picture with the proposed controls framed.
    public let evidence: String?

    public init(
        screen: String, record: String, proposals: [ControlProposal], missing: [ControlName], evidence: String?
    ) {
        self.screen = screen
        self.record = record
        self.proposals = proposals
        self.missing = missing
        self.evidence = evidence
    }
}
