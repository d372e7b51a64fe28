-- Files, stored once under the SHA-256 of their bytes.

CREATE TABLE evidence (
    hash TEXT PRIMARY KEY,
    size BIGINT NOT NULL,
    type TEXT NOT NULL,
    filename TEXT NOT NULL,
    kept_at BIGINT NOT NULL,
    kept_by TEXT NOT NULL,
    bytes BLOB NOT NULL
);
