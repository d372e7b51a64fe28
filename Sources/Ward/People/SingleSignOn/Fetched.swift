import Japanese

/// Something that is fetched from outside and kept: once for everybody who waits, and not again at once when it failed.
actor Fetched<Value: Sendable> {
    /// Fetched anew after this time; what is known stays good while the other side is away.
    static var freshSeconds: Int { 3600 }
    /// So long what is known stays good at the most.
    static var keptSecondsMax: Int { 86_400 }
    /// After a failure.
    static var patienceSeconds: Int { 10 }
    /// What seems to have changed is looked at again at most this often.
    static var renewalSeconds: Int { 300 }

    private let fetch: @Sendable (Timestamp) async throws(ProviderAway) -> Value
    private var known: (value: Value, at: Timestamp)?
    private var failure: (reason: ProviderAway, at: Timestamp)?
    private var fetching: Task<Result<Value, ProviderAway>, Never>?

    init(fetch: @escaping @Sendable (Timestamp) async throws(ProviderAway) -> Value) {
        self.fetch = fetch
    }

    func value(at now: Timestamp) async throws(ProviderAway) -> Value {
        if let known, Self.isWithin(Self.freshSeconds, of: known.at, now) { return known.value }
        do throws(ProviderAway) {
            return try await fetched(at: now)
        } catch {
            guard let known, Self.isWithin(Self.keptSecondsMax, of: known.at, now) else { throw error }
            return known.value
        }
    }

    /// Fetched anew before its time; `nil` when that was done a short while ago, or fails.
    func renewed(at now: Timestamp) async -> Value? {
        if let known, Self.isWithin(Self.renewalSeconds, of: known.at, now) { return nil }
        if let failure, Self.isWithin(Self.renewalSeconds, of: failure.at, now) { return nil }
        return try? await fetched(at: now)
    }

    private func fetched(at now: Timestamp) async throws(ProviderAway) -> Value {
        if fetching == nil, let failure, Self.isWithin(Self.patienceSeconds, of: failure.at, now) {
            throw failure.reason
        }
        let task =
            fetching
            ?? Task { [fetch] in
                do throws(ProviderAway) {
                    return .success(try await fetch(now))
                } catch {
                    return .failure(error)
                }
            }
        fetching = task
        let result = await task.value
        // The first who comes back tells the others.
        if fetching == task {
            fetching = nil
            switch result {
            case .success(let value): (known, failure) = ((value, now), nil)
            case .failure(let reason): failure = (reason, now)
            }
        }
        return try result.get()
    }

    private static func isWithin(_ seconds: Int, of moment: Timestamp, _ now: Timestamp) -> Bool {
        moment <= now && now < moment.adding(seconds: seconds)
    }
}
