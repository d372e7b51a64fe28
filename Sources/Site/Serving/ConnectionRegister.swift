import NIOCore
import Synchronization

/// The connections of a server: bounded in all and from one address.
final class ConnectionRegister: Sendable {
    /// What a connection is doing; the first are closed first when another needs the place.
    enum Standing: Int, Comparable, Sendable {
        /// Without a request, or within the header of one.
        case waiting
        /// Within the body of a request.
        case receiving
        /// With a whole request that is not answered yet.
        case busy

        static func < (left: Standing, right: Standing) -> Bool { left.rawValue < right.rawValue }
    }

    private struct Entry {
        let channel: any Channel
        let place: String?
        var standing = Standing.waiting
        /// Counts changes of standing, of all connections.
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
                let oldest = state.entries.min {
                    ($0.value.standing, $0.value.since) < ($1.value.standing, $1.value.since)
                }
                guard let oldest, oldest.value.standing != .busy else { return (nil, nil) }
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

    func note(_ id: Int, _ standing: Standing) {
        state.withLock { state in
            state.changes += 1
            state.entries[id]?.standing = standing
            state.entries[id]?.since = state.changes
        }
    }

    func leave(_ id: Int) {
        _ = state.withLock { $0.remove(id)?.place }
    }
}
