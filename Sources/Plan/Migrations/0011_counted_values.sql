-- What the platform counted of a connected indicator for a quarter (計測値): one value, the newest count.
CREATE TABLE counted_value (
    round TEXT NOT NULL REFERENCES round (id),
    indicator TEXT NOT NULL REFERENCES plan_indicator (id),
    -- The indicator of the registry, as it was called then.
    registry_id TEXT NOT NULL,
    name TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    rule TEXT NOT NULL,
    as_of TEXT NOT NULL,
    -- Exact decimal; NULL where it cannot be counted, or where it is not told because so few stand behind it.
    exact_value TEXT,
    is_suppressed BIGINT NOT NULL,
    record_count BIGINT NOT NULL,
    records_hash TEXT NOT NULL,
    -- The reading with its records as it is sealed with the edition, and its SHA-256.
    content TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    counted_at BIGINT NOT NULL,
    counted_by TEXT NOT NULL,
    PRIMARY KEY (round, indicator)
);

-- What a section says of a counted value, which it cannot change: a word of explanation, or that it disputes it (異議).
CREATE TABLE entry_remark (
    entry TEXT NOT NULL REFERENCES entry (id),
    indicator TEXT NOT NULL REFERENCES plan_indicator (id),
    remark TEXT NOT NULL,
    is_disputed BIGINT NOT NULL,
    PRIMARY KEY (entry, indicator)
);
