import Storage

extension SessionStore {
    /// Leaves a message for the next page of this session; a message that was not read yet is replaced.
    public static func setFlash(_ flash: SessionFlash, session: ID<Session>, ward: Ward) async throws {
        try await ward.database.write { connection in
            try connection.execute(
                "UPDATE session SET flash_kind = \(flash.kind), flash_text = \(flash.text) WHERE id = \(session)")
        }
    }

    /// The message that waits, once.
    public static func takeFlash(session: ID<Session>, ward: Ward) async throws -> SessionFlash? {
        try await ward.database.write { connection in
            guard
                let row = try connection.row(
                    "SELECT flash_kind, flash_text FROM session WHERE id = \(session) AND flash_text IS NOT NULL")
            else { return nil }
            try connection.execute("UPDATE session SET flash_kind = NULL, flash_text = NULL WHERE id = \(session)")
            return SessionFlash(kind: try row[0], text: try row[1])
        }
    }
}
