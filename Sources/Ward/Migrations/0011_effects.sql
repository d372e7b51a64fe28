-- Hours or yen that a change of work saved (効果), net of what it cost; negative when it cost more. Rows are added, never
-- changed: a correction is a new row that names the one it replaces.

CREATE TABLE effect (
    id TEXT PRIMARY KEY,
    -- Who counted: counter, automation, …
    module TEXT NOT NULL,
    subject TEXT NOT NULL,
    unit TEXT NOT NULL CHECK (unit IN ('hours', 'yen')),
    begins_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    -- Exact decimal numbers.
    value TEXT NOT NULL,
    low TEXT,
    high TEXT,
    grade TEXT NOT NULL CHECK (grade IN ('A', 'B', 'C', 'D')),
    method TEXT NOT NULL,
    records TEXT NOT NULL,
    replaces TEXT UNIQUE REFERENCES effect (id),
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    CHECK (begins_on <= ends_on)
);
CREATE INDEX effect_subject ON effect (module, subject, begins_on);
