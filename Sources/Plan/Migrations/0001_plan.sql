-- The plan as it stands: versions, initiatives with their promises, and where each came from.

CREATE TABLE plan (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE plan_version (
    id TEXT PRIMARY KEY,
    plan TEXT NOT NULL REFERENCES plan (id),
    number BIGINT NOT NULL CHECK (number > 0),
    fiscal_year BIGINT NOT NULL,
    subject TEXT NOT NULL,
    basis TEXT NOT NULL,
    effective_on TEXT,
    import_run TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (plan, number)
);

-- One reading of one file. The file itself is in the evidence store under its hash.
CREATE TABLE import_run (
    id TEXT PRIMARY KEY,
    file_hash TEXT NOT NULL REFERENCES evidence (hash),
    file_name TEXT NOT NULL,
    confirmed_year BIGINT,
    state TEXT NOT NULL CHECK (state IN ('read', 'adopted')),
    imported_by TEXT REFERENCES person (id),
    imported_at BIGINT NOT NULL,
    version TEXT REFERENCES plan_version (id),
    UNIQUE (file_hash)
);

-- What a person decided about a finding; findings themselves are computed from the file each time.
CREATE TABLE import_decision (
    import_run TEXT NOT NULL REFERENCES import_run (id),
    finding_key TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected')),
    note TEXT NOT NULL,
    decided_by TEXT REFERENCES person (id),
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (import_run, finding_key)
);

-- An initiative across versions and renumberings.
CREATE TABLE lineage (
    id TEXT PRIMARY KEY,
    created_at BIGINT NOT NULL
);

CREATE TABLE initiative (
    id TEXT PRIMARY KEY,
    version TEXT NOT NULL REFERENCES plan_version (id),
    lineage TEXT NOT NULL REFERENCES lineage (id),
    position BIGINT NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    source_line BIGINT,
    study_group TEXT REFERENCES body (id),
    repeat_of TEXT REFERENCES initiative (id),
    UNIQUE (version, position),
    UNIQUE (version, lineage)
);

CREATE TABLE initiative_unit (
    initiative TEXT NOT NULL REFERENCES initiative (id),
    unit TEXT NOT NULL REFERENCES office_unit (id),
    kind TEXT NOT NULL CHECK (kind IN ('main', 'related')),
    PRIMARY KEY (initiative, unit)
);
CREATE INDEX initiative_unit_by_unit ON initiative_unit (unit);

CREATE TABLE promise (
    id TEXT PRIMARY KEY,
    initiative TEXT NOT NULL REFERENCES initiative (id),
    position BIGINT NOT NULL,
    content TEXT NOT NULL,
    source_line BIGINT,
    UNIQUE (initiative, position)
);

-- A promise may name several dates, or none; the class and the source text are never flattened to a date.
CREATE TABLE promise_deadline (
    id TEXT PRIMARY KEY,
    promise TEXT NOT NULL REFERENCES promise (id),
    position BIGINT NOT NULL,
    deadline_class TEXT NOT NULL,
    due_from TEXT,
    due_to TEXT,
    raw TEXT NOT NULL,
    is_external BIGINT NOT NULL,
    UNIQUE (promise, position)
);

CREATE TABLE governance_clause (
    id TEXT PRIMARY KEY,
    version TEXT NOT NULL REFERENCES plan_version (id),
    position BIGINT NOT NULL,
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
    source_line BIGINT
);

CREATE TABLE plan_indicator (
    id TEXT PRIMARY KEY,
    lineage TEXT NOT NULL REFERENCES lineage (id),
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    rule TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('up', 'down')),
    baseline_year BIGINT,
    baseline_value TEXT,
    reason TEXT NOT NULL,
    registry_id TEXT,
    UNIQUE (lineage, position)
);

CREATE TABLE plan_indicator_target (
    indicator TEXT NOT NULL REFERENCES plan_indicator (id),
    fiscal_year BIGINT NOT NULL,
    target_value TEXT NOT NULL,
    PRIMARY KEY (indicator, fiscal_year)
);
