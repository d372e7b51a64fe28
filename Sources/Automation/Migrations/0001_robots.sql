-- The register: robots of any product, also those that run elsewhere.
CREATE TABLE automation_robot (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    product TEXT NOT NULL,
    task TEXT NOT NULL,
    unit TEXT NOT NULL,
    system TEXT NOT NULL,
    place TEXT,
    stopping TEXT NOT NULL,
    risk TEXT NOT NULL,
    state TEXT NOT NULL,
    -- Why it was halted or retired.
    reason TEXT,
    live_on TEXT,
    retired_on TEXT,
    -- The last stocktaking (棚卸), and when the next is due.
    reviewed_on TEXT,
    review_due TEXT NOT NULL,
    build_minutes BIGINT,
    build_months BIGINT NOT NULL,
    licence_yen BIGINT,
    is_sample BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

-- Two owners (main, deputy), each until a day. A row that ended stays.
CREATE TABLE automation_owner (
    id TEXT NOT NULL PRIMARY KEY,
    robot TEXT NOT NULL REFERENCES automation_robot (id),
    person TEXT NOT NULL,
    seat TEXT NOT NULL CHECK (seat IN ('main', 'deputy')),
    begins_on TEXT NOT NULL,
    until TEXT NOT NULL,
    -- Whether somebody was told that it is over.
    ended_on TEXT,
    ending TEXT
);
CREATE INDEX automation_owner_robot ON automation_owner (robot, ended_on);

-- How long a record takes by hand, and the samples it is known from.
CREATE TABLE automation_baseline (
    id TEXT NOT NULL PRIMARY KEY,
    robot TEXT NOT NULL REFERENCES automation_robot (id),
    method TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    source TEXT,
    begins_on TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL
);
CREATE TABLE automation_sample (
    id TEXT NOT NULL PRIMARY KEY,
    baseline TEXT NOT NULL REFERENCES automation_baseline (id),
    seconds BIGINT NOT NULL,
    taken_at BIGINT NOT NULL,
    -- Left out of the mean, with the reason.
    excluded TEXT
);
CREATE INDEX automation_sample_baseline ON automation_sample (baseline, taken_at);
-- A stopwatch that runs: one for a person.
CREATE TABLE automation_stopwatch (
    person TEXT NOT NULL PRIMARY KEY,
    baseline TEXT NOT NULL REFERENCES automation_baseline (id),
    started_at BIGINT NOT NULL
);

-- What people spend on a robot: checking, exceptions, repair, building.
CREATE TABLE automation_effort (
    id TEXT NOT NULL PRIMARY KEY,
    robot TEXT NOT NULL REFERENCES automation_robot (id),
    kind TEXT NOT NULL,
    minutes BIGINT NOT NULL,
    spent_on TEXT NOT NULL,
    note TEXT NOT NULL,
    matter TEXT,
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL
);
CREATE INDEX automation_effort_robot ON automation_effort (robot, spent_on);

-- What is settled of a quarter, by the row of the ledger of effects.
CREATE TABLE automation_settlement (
    robot TEXT NOT NULL REFERENCES automation_robot (id),
    quarter TEXT NOT NULL,
    effect TEXT NOT NULL REFERENCES effect (id),
    details TEXT NOT NULL,
    PRIMARY KEY (robot, quarter, effect)
);

-- What the ward set for this module: one row.
CREATE TABLE automation_setting (
    id BIGINT NOT NULL PRIMARY KEY,
    hour_yen BIGINT
);
