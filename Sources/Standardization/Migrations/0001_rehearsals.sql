-- Rehearsals of moves to standard systems, and what people decided about their findings. The files of a rehearsal stay in its
-- folder; here is what it was and where it is. Rows are only ever added.

CREATE TABLE standardization_rehearsal (
    id TEXT PRIMARY KEY,
    workbench TEXT NOT NULL,
    -- The workbench's folder on the machine that ran it.
    folder TEXT NOT NULL,
    number BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    finished_at BIGINT NOT NULL,
    gate TEXT NOT NULL CHECK (gate IN ('open', 'closed')),
    -- Findings that wait for somebody, stop and above.
    blocking BIGINT NOT NULL,
    -- SHA-256 of the sealed content.
    content_hash TEXT NOT NULL,
    UNIQUE (folder, number)
);

-- One decision about one finding. A later one about the same subject replaces it; both stay.
CREATE TABLE standardization_decision (
    id TEXT PRIMARY KEY,
    folder TEXT NOT NULL,
    system TEXT NOT NULL,
    code TEXT NOT NULL,
    record_key TEXT NOT NULL,
    field TEXT NOT NULL,
    target TEXT NOT NULL,
    item TEXT NOT NULL,
    -- Fingerprint of the value it was made for, 16 hexadecimal figures at most.
    value_hash TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('accept', 'replace', 'discard')),
    value TEXT NOT NULL,
    why TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at BIGINT NOT NULL
);
CREATE INDEX standardization_decision_folder ON standardization_decision (folder, decided_at);
