import Japanese

/// How failed sign-ins make the next one wait: longer and longer up to a cap, never for ever.
///
///     let rule = Slowdown.narrow
///     let count = rule.afterFailure(before, at: now)
///     rule.secondsLeft(count, at: now)   // 0 for the first five, then 1, 2, 4 … 300
///
/// Failures are forgotten by halves, so that somebody who comes back after a while begins anew.
struct Slowdown: Hashable, Sendable {
    /// Failures in one place, as stored.
    struct Count: Hashable, Sendable {
        let failures: Int
        let failedAt: Timestamp
    }

    /// So many failures cost nothing.
    let free: Int
    let secondsMax: Int
    /// After this time half of the failures are forgotten.
    let halfLifeSeconds: Int

    /// One login name from one address or browser: where guessing at one person's password happens.
    static let narrow = Slowdown(free: 5, secondsMax: 300, halfLifeSeconds: 900)
    /// One login name from everywhere, for those who come from an unfamiliar place: a brake of seconds against many
    /// addresses, since its cap must be bearable for the person meant.
    static let login = Slowdown(free: 20, secondsMax: 10, halfLifeSeconds: 900)
    /// One address for all login names: a brake against trying one password on everybody. Generous, since a whole
    /// office may share an address.
    static let address = Slowdown(free: 100, secondsMax: 60, halfLifeSeconds: 900)

    /// The failures that still count.
    func remaining(_ count: Count?, at now: Timestamp) -> Int {
        guard let count else { return 0 }
        let halvings = max(0, now.milliseconds - count.failedAt.milliseconds) / (Int64(halfLifeSeconds) * 1000)
        return halvings >= 62 ? 0 : count.failures >> Int(halvings)
    }

    func afterFailure(_ count: Count?, at now: Timestamp) -> Count {
        Count(failures: remaining(count, at: now) + 1, failedAt: now)
    }

    /// The wait that so many failures cost.
    func delaySeconds(failures: Int) -> Int {
        guard failures >= free else { return 0 }
        let exponent = failures - free
        return exponent >= 20 ? secondsMax : min(secondsMax, 1 << exponent)
    }

    /// Seconds until the next try is looked at; 0 when it is now.
    ///
    /// Counts from a clock that went far ahead and was set back are not waited for.
    func secondsLeft(_ count: Count?, at now: Timestamp) -> Int {
        guard let count, count.failedAt <= now.adding(seconds: secondsMax) else { return 0 }
        let delay = delaySeconds(failures: remaining(count, at: now))
        let left = count.failedAt.milliseconds + Int64(delay) * 1000 - now.milliseconds
        return min(delay, max(0, Int((left + 999) / 1000)))
    }
}
