import Japanese
import RandomTesting
import Storage
import Synchronization
import Ward

extension Ward {
    /// A ward on an opened database, whose randomness repeats and whose clock is the test's. Its passwords wait for nobody else's.
    ///
    ///     let clock = MovableClock(start)
    ///     let ward = Ward.tested(database, clock: clock.clock, seed: 7)
    public static func tested(
        _ database: any Database, clock: Clock, seed: UInt64 = 1, signingKey: SigningKey? = nil,
        indicators: IndicatorRegistry = .empty, pause: Pause = .live
    ) -> Ward {
        Ward(
            database: database, clock: clock, random: .seeded(seed), signingKey: signingKey, indicators: indicators,
            passwords: PasswordWorkshop(), pause: pause)
    }
}

extension ScryptCost {
    /// Fast enough for a thousand tests: protects nothing.
    public static let cheap = ScryptCost(roundsLog: 4, blockSize: 1, parallelism: 1)
}

extension RandomSource {
    /// The same bytes for the same seed on every machine.
    public static func seeded(_ seed: UInt64) -> RandomSource {
        let generator = Mutex(SeededGenerator(seed: seed))
        return RandomSource { count in
            generator.withLock { generator in (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) } }
        }
    }
}
