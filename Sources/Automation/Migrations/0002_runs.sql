-- What a robot did: a run of the engine, or one that was reported of a robot elsewhere.
CREATE TABLE automation_run (
    id TEXT NOT NULL PRIMARY KEY,
    robot TEXT NOT NULL REFERENCES automation_robot (id),
    source TEXT NOT NULL,
    -- The sender's own name for it: the same report twice is one run.
    reference TEXT,
    state TEXT NOT NULL,
    level BIGINT NOT NULL,
    scenario_version TEXT,
    trigger_kind TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    started_at BIGINT,
    ended_at BIGINT,
    total BIGINT,
    done BIGINT NOT NULL,
    skipped BIGINT NOT NULL,
    business BIGINT NOT NULL,
    technical BIGINT NOT NULL,
    unknown BIGINT NOT NULL,
    browser TEXT,
    cancel_requested BIGINT NOT NULL,
    -- How often a program began with it: only the last one may go on.
    turn BIGINT NOT NULL DEFAULT 0,
    note TEXT,
    -- The end of its ledger.
    ledger_rows BIGINT NOT NULL,
    ledger_hash TEXT NOT NULL,
    UNIQUE (robot, reference)
);
CREATE INDEX automation_run_robot ON automation_run (robot, ended_at);
CREATE INDEX automation_run_state ON automation_run (state);

-- One record of a run. What it holds is sealed by the vault's key.
CREATE TABLE automation_record (
    run TEXT NOT NULL REFERENCES automation_run (id),
    position BIGINT NOT NULL,
    record_key TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    receipt TEXT,
    sealed TEXT,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (run, position),
    UNIQUE (run, record_key)
);
CREATE INDEX automation_record_key ON automation_record (record_key);

-- Each step of each record, before the next begins; chained by hash within the run. Rows are added, never changed.
CREATE TABLE automation_step (
    run TEXT NOT NULL REFERENCES automation_run (id),
    sequence BIGINT NOT NULL,
    record_key TEXT NOT NULL,
    step TEXT NOT NULL,
    detail TEXT NOT NULL,
    at BIGINT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (run, sequence)
);

-- What waits for a person: an approval, an exception, a record whose end is unknown, a screen that changed, a handover.
CREATE TABLE automation_matter (
    id TEXT NOT NULL PRIMARY KEY,
    robot TEXT NOT NULL REFERENCES automation_robot (id),
    run TEXT REFERENCES automation_run (id),
    record_key TEXT,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    detail TEXT NOT NULL,
    picture TEXT,
    -- The contract of the screen once a person accepts what is proposed.
    proposal TEXT,
    opened_at BIGINT NOT NULL,
    decision TEXT,
    remark TEXT,
    minutes BIGINT,
    settled_at BIGINT,
    settled_by TEXT,
    settled_person TEXT
);
CREATE INDEX automation_matter_open ON automation_matter (settled_at, robot);
CREATE INDEX automation_matter_run ON automation_matter (run, record_key);
