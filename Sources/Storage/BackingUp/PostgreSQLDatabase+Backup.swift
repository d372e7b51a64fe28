extension PostgreSQLDatabase {
    /// PostgreSQL's own `pg_dump` makes consistent backups while the server is in use; this program does not imitate it.
    func backup(to path: String) async throws {
        throw StorageError.backupNeedsTool(name: "pg_dump")
    }
}
