import Japanese
import Storage
import StorageTesting
import WardTesting

@testable import Ward

/// A ward on a fresh database whose clock the test moves and whose randomness repeats.
struct TestedWard {
    let ward: Ward
    let clock: MovableClock
    var database: any Database { ward.database }
    var stamp: Stamp { ward.stamp(by: .commandLine) }

    /// - Parameter pause: unless the test says when, nothing is given up for taking long.
    init(
        _ database: any Database, at start: Timestamp = TestedWard.start, seed: UInt64 = 1,
        signingKey: SigningKey? = nil, pause: Pause = .endless
    ) {
        let clock = MovableClock(start)
        self.clock = clock
        ward = .tested(database, clock: clock.clock, seed: seed, signingKey: signingKey, pause: pause)
    }

    /// 2024-07-01, 9:00
    static let start = Timestamp(CivilDate(dayNumber: 19_905), hour: 9)

    /// Runs a test on a fresh database of each kind's own.
    static func use(
        _ kind: TestDatabase, signingKey: SigningKey? = nil, _ body: (TestedWard) async throws -> Void
    ) async throws {
        try await kind.use(WardMigrations.all) { try await body(TestedWard($0, signingKey: signingKey)) }
    }

    /// The same ward with another key, as after a new start with it.
    func started(with key: SigningKey?) -> TestedWard {
        TestedWard(database, at: clock.now, seed: UInt64(clock.now.milliseconds), signingKey: key)
    }

    @discardableResult
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection, Stamp) throws -> Value
    ) async throws -> Value {
        let stamp = stamp
        return try await database.write { try body($0, stamp) }
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await database.read(body)
    }

    /// Somebody who can sign in with ``password``.
    @discardableResult
    func person(_ login: String = "yamada", name: String = "山田 太郎") async throws -> Person {
        try await PersonStore.create(
            loginName: login, name: name, password: TestedWard.password, isInitial: false, by: stamp, ward: ward,
            cost: .cheap)
    }

    static let password = "hokuto no kaze 7"

    func signIn(
        _ login: String = "yamada", _ password: String = TestedWard.password, from address: String = "10.0.0.1",
        device: String? = nil
    ) async throws -> SignInOutcome {
        try await SignIn.attempt(
            loginName: login, password: password, address: address, knownDevice: device, ward: ward, cost: .cheap)
    }

    /// The token of a new session.
    func token(_ login: String = "yamada", from address: String = "10.0.0.1") async throws -> String {
        guard case .signedIn(let token) = try await signIn(login, from: address) else { throw NotSignedIn() }
        return token
    }

    func resume(_ token: String, grants: Grants = WardGrants.all) async throws -> ResumedSession? {
        try await SessionStore.resume(token: token, ward: ward, grants: grants)
    }

    struct NotSignedIn: Error {}
}
