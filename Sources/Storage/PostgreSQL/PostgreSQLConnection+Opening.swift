import CLibPQ

extension PostgreSQLConnection {
    static let connectSecondsMax = 10
    /// As long as SQLite waits for another process.
    static let lockSecondsMax = Int(SQLiteDatabase.busySecondsMax)

    /// What a session needs whatever the server's or the user's defaults are. A write that returned must be on disk, so
    /// `synchronous_commit = off` is not accepted; the stricter settings of a replicated server are left alone.
    private static let preparation = """
        SET client_min_messages = warning;
        SET standard_conforming_strings = on;
        SET lock_timeout = '\(lockSecondsMax)s';
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
        """

    static func open(_ address: ServerAddress) throws(StorageError) -> PostgreSQLConnection {
        // What comes after `dbname` wins over the address, what comes before it is a default.
        // A server that is cut off without a word is noticed as soon as one that is locked.
        let keywords = [
            "fallback_application_name", "connect_timeout", "keepalives_idle", "keepalives_interval",
            "keepalives_count",
            "tcp_user_timeout", "dbname", "client_encoding",
        ]
        let values = [
            "namiki", "\(connectSecondsMax)", "10", "5", "4", "\(lockSecondsMax * 1000)", address.url, "UTF8",
        ]
        let opened = withCStrings(keywords) { keywords in
            withCStrings(values) { values in PQconnectdbParams(keywords, values, 1) }
        }
        guard let handle = opened else {
            throw .cannotOpen(location: address.shown, reason: .other(message: "out of memory"))
        }
        let connection = PostgreSQLConnection(handle: handle)
        do {
            guard PQstatus(handle) == CONNECTION_OK else {
                throw StorageError.cannotOpen(
                    location: address.shown,
                    reason: .refused(message: address.cleaned(String(cString: PQerrorMessage(handle)))))
            }
            // Without this, libpq prints the server's notices to standard error.
            _ = PQsetNoticeReceiver(handle, { _, _ in }, nil)
            try connection.executeScript(preparation)
            return connection
        } catch {
            PQfinish(handle)
            throw error as? StorageError
                ?? .cannotOpen(location: address.shown, reason: .other(message: address.cleaned("\(error)")))
        }
    }

    /// A list of C strings that ends with NULL.
    private static func withCStrings<Value>(
        _ strings: [String], _ body: ([UnsafePointer<CChar>?]) -> Value
    ) -> Value {
        func next(_ index: Int, _ pointers: [UnsafePointer<CChar>?]) -> Value {
            guard index < strings.count else { return body(pointers + [nil]) }
            return strings[index].withCString { next(index + 1, pointers + [$0]) }
        }
        return next(0, [])
    }
}
