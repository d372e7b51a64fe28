-- A reminder to one unit about one round: made once for each occasion, kept as it was sent.

CREATE TABLE reminder (
    id TEXT PRIMARY KEY,
    round TEXT NOT NULL REFERENCES round (id),
    unit TEXT NOT NULL REFERENCES office_unit (id),
    occasion BIGINT NOT NULL,
    mail TEXT,
    head_mail TEXT,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('made', 'sending', 'sent', 'failed')),
    changed_at BIGINT NOT NULL,
    note TEXT NOT NULL,
    UNIQUE (round, unit, occasion)
);
