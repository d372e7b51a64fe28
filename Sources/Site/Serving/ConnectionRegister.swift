import NIOCore
import Synchronization

/// The connections of a server: bounded in all and from one address.
final class ConnectionRegister: Sendable {
    private struct Entry {
        let channel: any Channel
        let place: String?
        /// Whether it has a whole request that is not answered yet.
        var isBusy = false
        /// Counts changes of all connections.
        var since: Int
    }

    private struct State {
        var entries: [Int: Entry] = [:]
        var byPlace: [String: Int] = [:]
        var changes = 0

        mutating func remove(_ id: Int) -> Entry? {
            guard let entry = entries.removeValue(forKey: id) else { return nil }
            if let place = entry.place, let count = byPlace[place] { byPlace[place] = count > 1 ? count - 1 : nil }
            return entry
        }
    }

    private let limits: ServingLimits
    private let state = Mutex(State())

    init(limits: ServingLimits) {
        self.limits = limits
    }

    /// - Parameter place: what shares one bound; `nil` for a trusted proxy.
    /// - Returns: the number of the connection, or `nil` when there is no place for it.
    func admit(_ channel: any Channel, from place: String?) -> Int? {
        let (id, displaced): (Int?, (any Channel)?) = state.withLock { state in
            if let place, state.byPlace[place, default: 0] >= limits.connectionsPerAddressMax { return (nil, nil) }
            var displaced: (any Channel)?
            if state.entries.count >= limits.connectionsMax {
                // The newest are left alone even in a flood: there is time for a request to come.
                let oldest = state.entries.filter { !$0.value.isBusy }.min { $0.value.since < $1.value.since }
                guard let oldest else { return (nil, nil) }
                displaced = state.remove(oldest.key)?.channel
            }
            state.changes += 1
            state.entries[state.changes] = Entry(channel: channel, place: place, since: state.changes)
            if let place { state.byPlace[place, default: 0] += 1 }
            return (state.changes, displaced)
        }
        displaced?.close(promise: nil)
        return id
    }

    /// Notes that a request is whole, or that the next one is waited for.
    func note(_ id: Int, isBusy: Bool) {
        state.withLock { state in
            state.changes += 1
            state.entries[id]?.isBusy = isBusy
            state.entries[id]?.since = state.changes
        }
    }

    func leave(_ id: Int) {
        _ = state.withLock { $0.remove(id)?.place }
    }
}
