import Hummingbird
import Logging
import ServiceLifecycle

/// An invented business system (保育認定の変更入力) for tests, trials and the demo: sign-in, entry with a search of addresses by postal
/// code, confirmation, receipt, search, a session that ends, and traps. It is nobody's real system.
///
///     let system = SampleSystem(SampleOptions(edition: .second))
///     try await system.serving { port in … "http://127.0.0.1:\(port)/entry" … }
///     system.registrations   // what was registered
public final class SampleSystem: Sendable {
    public let options: SampleOptions
    let register = SampleRegister()

    public init(_ options: SampleOptions = SampleOptions()) {
        self.options = options
    }

    /// What was registered, in order, doubled ones too.
    public var registrations: [SampleRegistration] { register.all }

    /// Serves on this machine alone as long as the body runs.
    public func serving<Value: Sendable>(
        _ body: @escaping @Sendable (_ port: Int) async throws -> Value
    ) async throws -> Value {
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        let service = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [application { listening.yield($0) }], logger: Logger(label: "sample")))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { listening.finish() }
                try await service.run()
            }
            guard let port = await ports.first(where: { _ in true }) else {
                try await group.waitForAll()
                throw SampleNotListening()
            }
            // Nobody is waited for: a browser that was killed may hold its connections open.
            defer { group.cancelAll() }
            return try await body(port)
        }
    }

    /// Serves until SIGTERM or SIGINT.
    public func run(listening: @escaping @Sendable (_ port: Int) async -> Void) async throws {
        try await application(listening: listening).runService()
    }

    private func application(
        listening: @escaping @Sendable (_ port: Int) async -> Void
    ) -> some ApplicationProtocol {
        var logger = Logger(label: "sample")
        logger.logLevel = .error
        let port = options.port
        return Application(
            router: router(), configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in await listening(channel.localAddress?.port ?? port) }, logger: logger)
    }
}

struct SampleNotListening: Error {}

/// How the system behaves.
public struct SampleOptions: Sendable {
    /// The second has renamed and moved controls, and a decoy with the label of another.
    public enum Edition: Int, Sendable {
        case first = 1
        case second = 2
    }

    public static let user = "robot-01"

    public let edition: Edition
    /// 0 lets the machine choose.
    public let port: Int
    /// What the robot's account signs in with.
    public let password: String
    /// Answers of one session, after which it asks for signing in again.
    public let answersPerSession: Int
    /// Numbers (受付番号) that it refuses.
    public let refused: Set<String>
    /// Where the trap that leaves the system leads to.
    public let elsewhere: String

    public init(
        edition: Edition = .first, port: Int = 0, password: String = "sample-password", answersPerSession: Int = .max,
        refused: Set<String> = [], elsewhere: String = "http://elsewhere.invalid/"
    ) {
        self.edition = edition
        self.port = port
        self.password = password
        self.answersPerSession = answersPerSession
        self.refused = refused
        self.elsewhere = elsewhere
    }
}
