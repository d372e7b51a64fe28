import ArgumentParser
import Site
import Storage
import Ward

/// The bereavement desk (おくやみコーナー) and the life-event engine behind it.
public struct CounterModule: Module {
    public init() {}

    public let name = "counter"

    public var routes: [Route] { GuideRoutes.all }

    public var migrations: [Migration] {
        [PackageResources._001_guides_sql].enumerated().map { position, bytes in
            Migration(component: "counter", version: position + 1, script: String(decoding: bytes, as: UTF8.self))
        }
    }

    public let grants = Grants()
    public let navigation: [NavigationEntry] = []
    public let duties: [DutySource] = []

    public var commands: [any AsyncParsableCommand.Type] { [CounterCommand.self] }
}
