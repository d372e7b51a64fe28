import CLibPQ

extension PostgreSQLConnection {
    /// The advisory lock that every write of this program takes first, any number that stays the same: "namiki" in ASCII.
    /// It is PostgreSQL's own per-database lock, so databases on one server do not wait for each other.
    static let writeLock: Int64 = 0x6E61_6D69_6B69

    /// Begins a transaction with the same meaning as SQLite's.
    ///
    /// A read is REPEATABLE READ: one state from its first statement to its end.
    ///
    /// A write first takes the one lock of all writers, until its commit. As only one write runs at a time, each statement
    /// of it sees the same, newest state, and no write can fail because of another: exactly SQLite's single writer, with
    /// nothing to retry. READ COMMITTED is on purpose: a stricter level would keep the state from before the wait.
    func begin(_ access: PostgreSQLSession.Access) throws(StorageError) {
        switch access {
        case .read:
            try command("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        case .write:
            try command(
                "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT pg_advisory_xact_lock(\(Self.writeLock))")
        }
    }

    /// - Throws: also when the server answers with a rollback, as it does to the COMMIT of a failed transaction.
    func commit() throws(StorageError) {
        let tag = try command("COMMIT")
        guard tag == "COMMIT" else {
            throw .statement(message: "the transaction was not committed: \(tag)", text: "COMMIT")
        }
    }

    /// - Returns: whether the connection can be used again.
    func rollBack() -> Bool {
        guard PQstatus(handle) == CONNECTION_OK else { return false }
        guard PQtransactionStatus(handle) != PQTRANS_IDLE else { return true }
        return ServerResult(PQexec(handle, "ROLLBACK")).succeeded && PQtransactionStatus(handle) == PQTRANS_IDLE
    }

    /// - Returns: the tag of the last statement.
    @discardableResult
    private func command(_ text: String) throws(StorageError) -> String {
        try checked(ServerResult(PQexec(handle, text)), text: text).tag
    }
}
