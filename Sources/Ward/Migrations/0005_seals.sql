-- What was frozen, by value. Rows are only ever added.

CREATE TABLE seal (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    edition BIGINT NOT NULL CHECK (edition > 0),
    envelope TEXT NOT NULL,
    hash TEXT NOT NULL,
    content TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    sealed_at BIGINT NOT NULL,
    sealed_by TEXT NOT NULL,
    reason TEXT,
    UNIQUE (kind, subject, edition)
);

CREATE TABLE seal_rendering (
    seal TEXT NOT NULL REFERENCES seal (id),
    type TEXT NOT NULL,
    hash TEXT NOT NULL,
    bytes BLOB NOT NULL,
    -- 1 when the hash is part of the sealed envelope, 0 when it was attached later.
    is_sealed BIGINT NOT NULL,
    attached_at BIGINT NOT NULL,
    PRIMARY KEY (seal, type)
);
