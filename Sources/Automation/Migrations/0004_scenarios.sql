-- What a robot of the platform does, version by version; a second person publishes.
CREATE TABLE automation_scenario (
    id TEXT NOT NULL PRIMARY KEY,
    robot TEXT NOT NULL REFERENCES automation_robot (id),
    number BIGINT NOT NULL,
    text TEXT NOT NULL,
    hash TEXT NOT NULL,
    state TEXT NOT NULL,
    contract TEXT,
    written_by TEXT NOT NULL,
    written_person TEXT,
    written_at BIGINT NOT NULL,
    published_by TEXT,
    published_at BIGINT,
    UNIQUE (robot, number)
);

-- What robots rely on in the screens of a system; the newest of a system counts.
CREATE TABLE automation_contract (
    id TEXT NOT NULL PRIMARY KEY,
    system TEXT NOT NULL,
    system_key TEXT NOT NULL,
    number BIGINT NOT NULL,
    text TEXT NOT NULL,
    hash TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_person TEXT,
    written_at BIGINT NOT NULL,
    UNIQUE (system_key, number)
);

-- Where the system of a robot is reached, and which further hosts its pages may load from.
CREATE TABLE automation_target (
    robot TEXT NOT NULL PRIMARY KEY REFERENCES automation_robot (id),
    base TEXT NOT NULL,
    hosts TEXT NOT NULL
);

-- Files that arrived for a robot, sealed; each is worked on by one run.
CREATE TABLE automation_arrival (
    id TEXT NOT NULL PRIMARY KEY,
    robot TEXT NOT NULL REFERENCES automation_robot (id),
    filename TEXT NOT NULL,
    hash TEXT NOT NULL,
    sealed_key TEXT NOT NULL,
    sealed_value TEXT NOT NULL,
    arrived_at BIGINT NOT NULL,
    arrived_by TEXT NOT NULL,
    run TEXT,
    UNIQUE (robot, hash)
);

-- When a robot runs by itself.
CREATE TABLE automation_schedule (
    id TEXT NOT NULL PRIMARY KEY,
    robot TEXT NOT NULL REFERENCES automation_robot (id),
    rhythm TEXT NOT NULL,
    day_number BIGINT,
    minute_from BIGINT NOT NULL,
    minute_to BIGINT NOT NULL,
    office_days_only BIGINT NOT NULL,
    last_on TEXT,
    -- Why it did not run when it was due, as it was told last.
    last_note TEXT,
    ended_on TEXT,
    revision BIGINT NOT NULL
);

-- Days on which no robot works on a system, such as those of a batch or of its upgrade.
CREATE TABLE automation_blackout (
    id TEXT NOT NULL PRIMARY KEY,
    system TEXT NOT NULL,
    system_key TEXT NOT NULL,
    begins_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    reason TEXT NOT NULL
);
