import Japanese
import Storage

/// What everything above needs from the outside world: the database, the clock, waiting, randomness and the key for signing, passed in
/// at the front door.
public struct Ward: Sendable {
    public let database: any Database
    public let clock: Clock
    public let random: RandomSource
    /// What is sealed is signed with; `nil` where the ward has no key.
    public let signingKey: SigningKey?

    /// What all modules count from their records.
    public let indicators: IndicatorRegistry

    /// Where passwords are derived.
    public let passwords: PasswordWorkshop

    /// How background work waits.
    public let pause: Pause

    public init(
        database: any Database, clock: Clock, random: RandomSource, signingKey: SigningKey? = nil,
        indicators: IndicatorRegistry = .empty, passwords: PasswordWorkshop = .shared, pause: Pause = .live
    ) {
        self.database = database
        self.clock = clock
        self.random = random
        self.signingKey = signingKey
        self.indicators = indicators
        self.passwords = passwords
        self.pause = pause
    }

    /// The same on another database.
    func with(_ database: any Database) -> Ward {
        Ward(
            database: database, clock: clock, random: random, signingKey: signingKey, indicators: indicators,
            passwords: passwords, pause: pause)
    }

    /// A fresh identifier.
    public func newID<Subject>(_ kind: Subject.Type = Subject.self) -> ID<Subject> {
        ID(ULID.text(at: clock.now(), random: random.bytes(10)))
    }

    /// Who is about to change something, and when.
    public func stamp(by actor: Actor) -> Stamp {
        Stamp(actor: actor, at: clock.now(), random: random, signingKey: signingKey)
    }
}

/// The clock, as a value.
public struct Clock: Sendable {
    public let now: @Sendable () -> Timestamp

    public init(now: @escaping @Sendable () -> Timestamp) {
        self.now = now
    }

    /// The day in Japan.
    public var today: CivilDate { now().date }

    /// A clock that stands still, for tests.
    public static func fixed(_ moment: Timestamp) -> Clock {
        Clock { moment }
    }
}

/// Waiting, as a value: for the machine's clock, or for a test that says when.
public struct Pause: Sendable {
    /// - Throws: `CancellationError` when the task is cancelled meanwhile.
    public let seconds: @Sendable (Int) async throws -> Void

    public init(seconds: @escaping @Sendable (Int) async throws -> Void) {
        self.seconds = seconds
    }

    public static let live = Pause { try await Task.sleep(for: .seconds($0)) }
}

/// Unpredictable bytes, as a value.
public struct RandomSource: Sendable {
    public let bytes: @Sendable (_ count: Int) -> [UInt8]

    public init(bytes: @escaping @Sendable (_ count: Int) -> [UInt8]) {
        self.bytes = bytes
    }

    /// The operating system's generator.
    public static let system = RandomSource { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
