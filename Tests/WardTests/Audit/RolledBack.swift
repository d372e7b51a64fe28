import Storage

@testable import Ward

extension TestedWard {
    /// Changes the database behind the program's back, looks at what comes of it, and takes the change back.
    func afterTampering<Value: Sendable>(
        _ tamper: @escaping @Sendable (any Connection) throws -> Void,
        _ look: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        do {
            try await database.write { connection in
                try tamper(connection)
                throw Seen(value: try look(connection))
            }
        } catch let seen as Seen<Value> {
            return seen.value
        }
        throw NotRolledBack()
    }

    private struct Seen<Value: Sendable>: Error {
        let value: Value
    }

    private struct NotRolledBack: Error {}
}
