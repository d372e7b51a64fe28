-- Rules as sections changed them. What is published stays: cases keep the edition they were opened under.

CREATE TABLE counter_rule (
    id TEXT PRIMARY KEY,
    event TEXT NOT NULL,
    procedure_id TEXT NOT NULL,
    -- The procedure's file, whole.
    text TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    note TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn')),
    edition BIGINT,
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    decided_at BIGINT,
    decided_by TEXT,
    UNIQUE (event, edition),
    CHECK ((state = 'published') = (edition IS NOT NULL))
);
CREATE INDEX counter_rule_procedure ON counter_rule (event, procedure_id, state);
