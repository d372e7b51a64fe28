import Storage

extension SessionStore {
    /// Leaves a message for the next page of this session; a message that was not read yet is replaced.
    ///
    /// What it tells of has happened: while the database takes no writes, the message is dropped rather than the answer.
    public static func setFlash(_ flash: SessionFlash, session: ID<Session>, ward: Ward) async throws {
        _ = try await ward.writeIfFree(withinSeconds: 10) { connection in
            try connection.execute(
                "UPDATE session SET flash_kind = \(flash.kind), flash_text = \(flash.text) WHERE id = \(session)")
        }
    }

    /// The message that waits, once; while the database takes no writes, it waits on.
    public static func takeFlash(session: ID<Session>, ward: Ward) async throws -> SessionFlash? {
        let taken = try await ward.writeIfFree { connection -> SessionFlash? in
            guard
                let row = try connection.row(
                    "SELECT flash_kind, flash_text FROM session WHERE id = \(session) AND flash_text IS NOT NULL")
            else { return nil }
            try connection.execute("UPDATE session SET flash_kind = NULL, flash_text = NULL WHERE id = \(session)")
            return SessionFlash(kind: try row[0], text: try row[1])
        }
        return taken ?? nil
    }
}
