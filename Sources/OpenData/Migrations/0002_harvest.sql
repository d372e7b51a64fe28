-- Catalogues of others from which datasets are taken over, with their origin.
CREATE TABLE opendata_source (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    address TEXT NOT NULL,
    organisation TEXT NOT NULL,
    hours BIGINT NOT NULL,
    ended_on TEXT,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

-- One reading of a source: what came of each of its records.
CREATE TABLE opendata_harvest (
    id TEXT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL REFERENCES opendata_source (id),
    started_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    taken BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    vanished BIGINT NOT NULL,
    failure TEXT
);
CREATE INDEX opendata_harvest_source ON opendata_harvest (source, ended_at);

-- A record that was not taken, with everything that is wrong with it.
CREATE TABLE opendata_rejection (
    harvest TEXT NOT NULL REFERENCES opendata_harvest (id),
    position BIGINT NOT NULL,
    identifier TEXT NOT NULL,
    title TEXT NOT NULL,
    reasons TEXT NOT NULL,
    PRIMARY KEY (harvest, position)
);

-- A dataset of another catalogue. What its source no longer names stays, and says so.
CREATE TABLE opendata_harvested (
    id TEXT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL REFERENCES opendata_source (id),
    identifier TEXT NOT NULL,
    title TEXT NOT NULL,
    content TEXT NOT NULL,
    hash TEXT NOT NULL,
    taken_at BIGINT NOT NULL,
    vanished_at BIGINT,
    UNIQUE (source, identifier)
);
