import ArgumentParser
import Site
import Storage
import Ward

/// The bereavement desk (おくやみコーナー) and the life-event engine behind it.
public struct CounterModule: Module {
    public init() {}

    public let name = "counter"
    public let routes: [Route] = []
    public let migrations: [Migration] = []
    public let grants = Grants()
    public let navigation: [NavigationEntry] = []
    public let duties: [DutySource] = []

    public var commands: [any AsyncParsableCommand.Type] { [CounterCommand.self] }
}
