import Japanese

/// How long a session lives and when its token is replaced.
struct SessionLife: Hashable, Sendable {
    /// Without a request.
    static let idleSecondsMax = 60 * 60
    /// A working day with overtime; then everybody signs in anew.
    static let secondsMax = 12 * 60 * 60
    /// Of one that began through the identity provider: its groups are read again at each sign-in.
    static let providerSecondsMax = 8 * 60 * 60
    static let rotationSeconds = 15 * 60
    /// For requests that were under way with the token before.
    static let graceSeconds = 30
    /// By how much the clocks of several servers may differ.
    static let skewSecondsMax = 30
    /// A request is written down at most this often.
    static let seenStepSeconds = 60

    let createdAt: Timestamp
    let seenAt: Timestamp
    let rotatedAt: Timestamp
    /// Sooner than others, for one that began through the identity provider.
    var endsAt: Timestamp?

    /// A session that begins or was seen later than now does not live either: the clock was moved back, and nobody can say how long
    /// it has lain idle.
    func isAlive(at now: Timestamp) -> Bool {
        let latest = now.adding(seconds: SessionLife.skewSecondsMax)
        return createdAt <= latest && seenAt <= latest && now < createdAt.adding(seconds: SessionLife.secondsMax)
            && now < seenAt.adding(seconds: SessionLife.idleSecondsMax) && endsAt.map { now < $0 } ?? true
    }

    func needsNewToken(at now: Timestamp) -> Bool {
        rotatedAt.adding(seconds: SessionLife.rotationSeconds) <= now
    }

    func needsSeen(at now: Timestamp) -> Bool {
        seenAt.adding(seconds: SessionLife.seenStepSeconds) <= now
    }
}
