-- Quarterly checks, the answers of the sections, and every step they took.

CREATE TABLE mark_set (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    version BIGINT NOT NULL,
    content TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (name, version)
);

CREATE TABLE round (
    id TEXT PRIMARY KEY,
    version TEXT NOT NULL REFERENCES plan_version (id),
    fiscal_year BIGINT NOT NULL,
    quarter BIGINT NOT NULL CHECK (quarter BETWEEN 1 AND 4),
    as_of TEXT NOT NULL,
    opens_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    closes_on TEXT NOT NULL,
    freezes_on TEXT NOT NULL,
    state TEXT NOT NULL,
    edition BIGINT NOT NULL,
    mark_set TEXT NOT NULL REFERENCES mark_set (id),
    limited_to TEXT REFERENCES body (id),
    amend_reason TEXT,
    amend_decision TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX round_by_quarter ON round (fiscal_year, quarter);

CREATE TABLE entry (
    id TEXT PRIMARY KEY,
    round TEXT NOT NULL REFERENCES round (id),
    initiative TEXT NOT NULL REFERENCES initiative (id),
    lineage TEXT NOT NULL REFERENCES lineage (id),
    unit TEXT NOT NULL REFERENCES office_unit (id),
    state TEXT NOT NULL,
    mark TEXT,
    done_text TEXT NOT NULL,
    plan_text TEXT NOT NULL,
    problem_text TEXT NOT NULL,
    response_text TEXT NOT NULL,
    done_on TEXT,
    revision BIGINT NOT NULL,
    updated_at BIGINT,
    updated_by TEXT,
    submitted_by TEXT,
    approved_by TEXT,
    returned_reason TEXT,
    UNIQUE (round, initiative, unit)
);
CREATE INDEX entry_by_unit ON entry (unit, state);
CREATE INDEX entry_by_lineage ON entry (lineage, unit);

CREATE TABLE entry_value (
    entry TEXT NOT NULL REFERENCES entry (id),
    indicator TEXT NOT NULL REFERENCES plan_indicator (id),
    -- As the person wrote it: qualifier, number and unit.
    raw TEXT NOT NULL,
    exact_value TEXT NOT NULL,
    -- The record it was measured from; NULL when the section declares it itself.
    source TEXT,
    PRIMARY KEY (entry, indicator)
);

CREATE TABLE entry_evidence (
    entry TEXT NOT NULL REFERENCES entry (id),
    hash TEXT NOT NULL REFERENCES evidence (hash),
    title TEXT NOT NULL,
    attached_at BIGINT NOT NULL,
    attached_by TEXT NOT NULL,
    PRIMARY KEY (entry, hash)
);

CREATE TABLE entry_event (
    id TEXT PRIMARY KEY,
    entry TEXT NOT NULL REFERENCES entry (id),
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    event TEXT NOT NULL,
    state TEXT NOT NULL,
    note TEXT NOT NULL,
    -- The answer as it stood after the event, in canonical JSON: nothing that was written is lost.
    answer TEXT NOT NULL
);
CREATE INDEX entry_event_by_entry ON entry_event (entry, at);
