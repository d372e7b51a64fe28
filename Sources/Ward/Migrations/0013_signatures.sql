-- Who vouches for what is sealed. Private keys are never here: only public ones, with the days on which they are valid.

CREATE TABLE signing_key (
    -- Ed25519, in Base64.
    public_key TEXT PRIMARY KEY,
    -- Who holds the private half: the server, the audit office.
    holder TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    -- The last day; NULL: without an end.
    valid_to TEXT,
    replaced_by TEXT REFERENCES signing_key (public_key),
    CHECK (valid_to IS NULL OR valid_from <= valid_to),
    CHECK (replaced_by IS NULL OR valid_to IS NOT NULL)
);

-- One signature by one key under the hash of a seal or of a day's closing of the audit trail.
CREATE TABLE signature (
    subject TEXT NOT NULL CHECK (subject IN ('seal', 'head')),
    hash TEXT NOT NULL,
    public_key TEXT NOT NULL REFERENCES signing_key (public_key),
    signed_at BIGINT NOT NULL,
    -- Base64.
    signature TEXT NOT NULL,
    PRIMARY KEY (subject, hash, public_key)
);

-- The head of the audit trail at the end of a day (日締め), chained: what goes out of the system.
CREATE TABLE daily_head (
    number BIGINT PRIMARY KEY CHECK (number > 0),
    day TEXT NOT NULL UNIQUE,
    -- The newest row of the trail that it covers, and that row's hash.
    sequence BIGINT NOT NULL,
    chain TEXT NOT NULL,
    -- Rows and sealed editions up to there.
    row_count BIGINT NOT NULL,
    seal_count BIGINT NOT NULL,
    -- Hash of the one before; NULL for the first.
    previous TEXT,
    made_at BIGINT NOT NULL
);

-- Replies of time stamping authorities (RFC 3161), as they came.
CREATE TABLE time_stamp (
    head BIGINT NOT NULL REFERENCES daily_head (number),
    reply_hash TEXT NOT NULL,
    reply BLOB NOT NULL,
    stamped_at BIGINT NOT NULL,
    PRIMARY KEY (head, reply_hash)
);
