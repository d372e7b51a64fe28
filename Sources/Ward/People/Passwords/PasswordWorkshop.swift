import Synchronization

/// Where passwords are derived: one after the other, so that memory stays bounded however many people sign in at once,
/// and away from every transaction.
///
///     let hash = try await ward.passwords.hash("…", random: ward.random)
public final class PasswordWorkshop: Sendable {
    /// More than this many waiting derivations are refused: some ten seconds of work.
    static let waitingMax = 100

    /// Too many wait already: to be tried again in some seconds.
    public struct Busy: Refusal {
        public var words: String { "ただいま混み合っています。\(SignIn.busySeconds)秒ほど待ってから、もう一度お試しください。" }
    }

    /// That of the whole process.
    public static let shared = PasswordWorkshop()

    public init() {}

    private let waiting = Mutex(0)
    private let bench = Bench()

    /// Derives a new password with a fresh salt.
    ///
    /// - Throws: ``Busy``
    public func hash(
        _ password: String, random: RandomSource, cost: ScryptCost = .standard
    ) async throws -> PasswordHash {
        let salt = random.bytes(PasswordHash.saltBytes)
        return try await queued { try PasswordHash(deriving: password, cost: cost, salt: salt) }
    }

    func matches(_ password: String, _ hash: PasswordHash) async throws -> Bool {
        try await queued { try hash.matches(password) }
    }

    private func queued<Value: Sendable>(_ work: @Sendable () throws -> Value) async throws -> Value {
        try waiting.withLock { waiting in
            guard waiting < PasswordWorkshop.waitingMax else { throw Busy() }
            waiting += 1
        }
        defer { waiting.withLock { $0 -= 1 } }
        return try await bench.run(work)
    }

    private actor Bench {
        func run<Value: Sendable>(_ work: @Sendable () throws -> Value) throws -> Value {
            try work()
        }
    }
}
