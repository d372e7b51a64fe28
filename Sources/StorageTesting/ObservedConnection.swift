import Storage

/// A connection each of whose statements a test sees before it is sent; scripts pass unseen.
struct ObservedConnection: Connection {
    enum Statement {
        case read, write
    }

    let base: any Connection
    /// - Throws: in place of the statement.
    let observe: @Sendable (Statement, any Connection) throws -> Void
    var hasExecuted: Bool { base.hasExecuted }

    func execute(_ statement: SQL) throws -> Int {
        try observe(.write, base)
        return try base.execute(statement)
    }

    func rows(_ statement: SQL) throws -> [SQLRow] {
        try observe(.read, base)
        return try base.rows(statement)
    }

    func executeScript(_ script: String) throws { try base.executeScript(script) }
}
