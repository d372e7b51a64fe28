import Storage
import Synchronization

/// Values computed from records, kept as long as no record changes: as every change writes its row of the audit trail, the end
/// of the trail names the state of all records.
///
///     static let standings = KeptByState<CivilDate, ProgrammeStanding>(capacity: 4)
///     let standing = try standings.value(today, on: connection) { try ProgrammeStanding(today: today, on: connection) }
///
/// A key names everything else the value depends on: the day, the rights of who reads. Only what changes with an audited change
/// may be kept here; sessions, uploads and letters on their way change without.
public final class KeptByState<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct State {
        let end: String
        var values: [Key: Value] = [:]
    }

    /// Of two states, so that those who still read the one before do not throw out what others read.
    private static var statesMax: Int { 2 }

    private let capacity: Int
    private let kept = Mutex<[State]>([])

    /// - Parameter capacity: how many values are kept of one state; at one more, all of it are let go.
    public init(capacity: Int) {
        self.capacity = capacity
    }

    public func value(
        _ key: Key, on connection: any Connection, making: () throws -> Value
    ) throws -> Value {
        let found = try values([key], on: connection) { _ in [key: try making()] }
        return try found[key] ?? making()
    }

    /// Several values at once: those that are not kept are made together.
    /// - Parameter making: the values of the keys it is given; a key may go without.
    public func values(
        _ keys: [Key], on connection: any Connection, making: ([Key]) throws -> [Key: Value]
    ) throws -> [Key: Value] {
        // A transaction that has changed something reads what others do not see, and may yet be rolled back.
        guard !connection.hasExecuted, let end = try Audit.end(on: connection) else { return try making(keys) }
        let known = kept.withLock { kept in kept.first { $0.end == end }?.values ?? [:] }
        var found: [Key: Value] = [:]
        for key in keys { found[key] = known[key] }
        let missing = keys.filter { found[$0] == nil }
        guard !missing.isEmpty else { return found }
        let made = try making(missing)
        kept.withLock { kept in
            if !kept.contains(where: { $0.end == end }) {
                if kept.count == Self.statesMax { kept.removeFirst() }
                kept.append(State(end: end))
            }
            guard let place = kept.firstIndex(where: { $0.end == end }) else { return }
            if kept[place].values.count + made.count > capacity { kept[place].values = [:] }
            if made.count <= capacity { kept[place].values.merge(made) { $1 } }
        }
        return found.merging(made) { $1 }
    }
}
