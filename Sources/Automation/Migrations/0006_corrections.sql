-- What was wrong in a report of a robot elsewhere. The run says what counts now; what stood before stays here. Rows are added, never changed.
CREATE TABLE automation_correction (
    id TEXT NOT NULL PRIMARY KEY,
    run TEXT NOT NULL REFERENCES automation_run (id),
    -- From 1 within the run.
    number BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('corrected', 'withdrawn')),
    -- What was reported until then, and what counts since: canonical JSON.
    facts_before TEXT NOT NULL,
    facts_after TEXT NOT NULL,
    reason TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    made_person TEXT,
    UNIQUE (run, number)
);
