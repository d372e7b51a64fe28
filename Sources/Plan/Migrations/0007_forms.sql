-- Filled-in 照会票 as they came back. The file itself is in the evidence store under its hash.

CREATE TABLE returned_form (
    id TEXT PRIMARY KEY,
    round TEXT NOT NULL REFERENCES round (id),
    unit TEXT NOT NULL REFERENCES office_unit (id),
    hash TEXT NOT NULL REFERENCES evidence (hash),
    filename TEXT NOT NULL,
    returned_at BIGINT NOT NULL,
    returned_by TEXT NOT NULL,
    -- Set when its changes were taken; what they were stands in the history of each answer.
    taken_at BIGINT,
    taken_by TEXT,
    outcomes TEXT NOT NULL,
    UNIQUE (round, hash)
);
