import Synchronization

/// What a form sent.
public struct SampleRegistration: Hashable, Sendable {
    public static let fields = ["number", "name", "postcode", "address", "account", "change"]

    /// By the names in `fields`.
    public let values: [String: String]
    public let receipt: String

    /// One line, for comparing what two robots registered.
    public var line: String { Self.fields.map { values[$0] ?? "" }.joined(separator: "\t") }
}

/// The rows and sessions of the system.
final class SampleRegister: Sendable {
    private struct State {
        var rows: [SampleRegistration] = []
        var sessions: [String: Int] = [:]
        var nextSession = 1
    }

    private let state = Mutex(State())

    var all: [SampleRegistration] { state.withLock { $0.rows } }

    /// Registers without asking whether it is there already: a robot that sends twice is found out.
    func add(_ values: [String: String]) -> SampleRegistration {
        state.withLock { state in
            let figures = String(state.rows.count + 1)
            let row = SampleRegistration(
                values: values, receipt: "R-" + String(repeating: "0", count: max(0, 6 - figures.count)) + figures)
            state.rows.append(row)
            return row
        }
    }

    func find(_ number: String) -> [SampleRegistration] {
        state.withLock { $0.rows.filter { $0.values["number"] == number } }
    }

    func signIn() -> String {
        state.withLock { state in
            let name = "s\(state.nextSession)-\(UInt64.random(in: 0 ... .max))"
            state.nextSession += 1
            state.sessions[name] = 0
            return name
        }
    }

    /// Counts an answer of a session; false when there is none or it has ended.
    func answers(_ session: String, max: Int) -> Bool {
        state.withLock { state in
            guard let count = state.sessions[session], count < max else {
                state.sessions[session] = nil
                return false
            }
            state.sessions[session] = count + 1
            return true
        }
    }
}
