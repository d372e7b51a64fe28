-- What a person decided and a section or a robot must now do (仕事の引渡し). What it holds of people goes when it is taken or withdrawn.
CREATE TABLE work_order (
    id TEXT NOT NULL PRIMARY KEY,
    module TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    unit TEXT,
    -- The same work is ordered once.
    order_key TEXT NOT NULL,
    facts TEXT NOT NULL,
    -- Where it came from, below the site's address.
    origin TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'taken', 'done', 'withdrawn')),
    placed_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    -- What took it, below the site's address.
    taken_by TEXT,
    UNIQUE (module, kind, order_key)
);
CREATE INDEX work_order_waiting ON work_order (state, unit, kind);
