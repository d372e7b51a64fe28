-- Access tokens (アクセストークン): by which a program asks in the name of a person, within what the person may do at that time.
CREATE TABLE access_token (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    name TEXT NOT NULL,
    -- SHA-256; the token itself, 160 random bits, is shown once and kept nowhere.
    hash TEXT NOT NULL UNIQUE,
    may_write BIGINT NOT NULL CHECK (may_write IN (0, 1)),
    -- Codes of permissions, separated by spaces; NULL: whatever the person has.
    permissions TEXT,
    created_at BIGINT NOT NULL,
    last_day TEXT NOT NULL,
    -- The newest day on which it was used.
    used_on TEXT,
    ended_at BIGINT
);
CREATE INDEX access_token_by_person ON access_token (person);
