-- Long work, with one ledger row for each item that was dealt with.

CREATE TABLE job (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    parameters TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    total BIGINT NOT NULL,
    requested_by TEXT NOT NULL,
    requested_at BIGINT NOT NULL,
    started_at BIGINT,
    ended_at BIGINT,
    heartbeat_at BIGINT,
    cancel_requested BIGINT NOT NULL,
    message TEXT
);

CREATE TABLE job_item (
    job TEXT NOT NULL REFERENCES job (id),
    item TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('ok', 'failed', 'skipped')),
    message TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (job, item)
);
