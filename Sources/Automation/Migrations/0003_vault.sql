-- Secrets of robot accounts: the value sealed by a key of its own, that key sealed by the one outside the database.
CREATE TABLE automation_credential (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    system TEXT NOT NULL,
    account TEXT NOT NULL,
    unit TEXT,
    sealed_key TEXT NOT NULL,
    sealed_value TEXT NOT NULL,
    expires_on TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    last_used_at BIGINT,
    ended_on TEXT,
    revision BIGINT NOT NULL
);
-- A right to one use, by its hash.
CREATE TABLE automation_handle (
    hash TEXT NOT NULL PRIMARY KEY,
    credential TEXT NOT NULL REFERENCES automation_credential (id),
    run TEXT NOT NULL,
    issued_at BIGINT NOT NULL,
    used_at BIGINT
);
