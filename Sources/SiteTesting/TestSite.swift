import Hummingbird
import Japanese
import Logging
import ServiceLifecycle
import Storage
import Ward
import WardTesting

@testable import Site

/// A site of some modules, asked without a network and without signing in:
///
///     let site = try await TestSite(modules: [PlanModule()])
///     let answer = try await site.client.get("/rounds", as: TestPerson(.auditor))
///
/// With `sessions: .live` people sign in as they do everywhere (``TestBrowser``).
public struct TestSite: Sendable {
    /// The word in the forms of an invented session.
    public static let csrf = "the-word-of-this-session"
    /// 2024-09-01, 9:00 in Japan
    public static let moment = Timestamp(milliseconds: 1_725_148_800_000)

    public let ward: Ward
    public let server: SiteServer
    public let client: SiteClient

    /// A site on the database of a ward.
    /// - Parameter watch: told which declared fields a route read of what was sent.
    public init(
        _ ward: Ward, modules: [any Module], settings: SiteSettings = SiteSettings(), sessions: SessionGate? = nil,
        log: TestLog = TestLog(), outside: Outside = .live, watch: (@Sendable (Route, Set<String>) -> Void)? = nil
    ) throws {
        let people = TestSessions()
        self.ward = ward
        let server = try SiteServer(
            ward: ward, modules: modules, settings: settings, sessions: sessions ?? people.gate,
            logger: Logger(label: "test") { _ in TestLogHandler(log: log) }, outside: outside)
        self.server = watch.map(server.watched) ?? server
        client = SiteClient(server: self.server, people: people, cookies: Site.Cookies(isSecure: settings.isSecure))
    }

    /// A site on an empty database in memory, with a clock that stands still.
    public init(
        modules: [any Module], settings: SiteSettings = SiteSettings(), sessions: SessionGate? = nil,
        log: TestLog = TestLog(), outside: Outside = .live
    ) async throws {
        let database = try await openDatabase(at: ":memory:")
        try await Migrator.migrate(database, WardMigrations.all + modules.flatMap(\.migrations))
        try self.init(
            .tested(database, clock: .fixed(Self.moment)), modules: modules, settings: settings, sessions: sessions,
            log: log, outside: outside)
    }

    /// Runs the site on a port of this machine, with its jobs, as long as the body runs.
    ///
    /// The settings must leave the choice of the port to the system (`SiteSettings(port: 0)`).
    public func serving<Value: Sendable>(
        _ body: @escaping @Sendable (_ port: Int) async throws -> Value
    ) async throws -> Value {
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        let service = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [server.application { listening.yield($0) }], logger: Logger(label: "test")))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { listening.finish() }
                try await service.run()
            }
            do {
                // Without a port the server has ended, and its error is the group's.
                guard let port = await ports.first(where: { _ in true }) else {
                    try await group.waitForAll()
                    throw NotListening()
                }
                let value = try await body(port)
                await service.triggerGracefulShutdown()
                try await group.waitForAll()
                return value
            } catch {
                await service.triggerGracefulShutdown()
                throw error
            }
        }
    }

    struct NotListening: Error {}
}
