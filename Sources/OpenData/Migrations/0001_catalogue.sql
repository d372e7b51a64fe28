-- What the ward publishes, or has decided not to.
CREATE TABLE opendata_dataset (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    notes TEXT NOT NULL,
    unit TEXT,
    licence TEXT NOT NULL,
    annex TEXT,
    credit TEXT,
    contact TEXT,
    frequency TEXT NOT NULL,
    provenance TEXT,
    themes TEXT NOT NULL,
    tags TEXT NOT NULL,
    standard TEXT,
    state TEXT NOT NULL,
    reason TEXT,
    article TEXT,
    source TEXT UNIQUE,
    is_sample BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    decided_at BIGINT
);

-- One table of a dataset through all its releases.
CREATE TABLE opendata_resource (
    id TEXT NOT NULL PRIMARY KEY,
    dataset TEXT NOT NULL REFERENCES opendata_dataset (id),
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    repairs TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (dataset, name)
);

-- A file that was handed in. With a number it is public and never changes; the bytes lie among the evidence, by their hash.
CREATE TABLE opendata_release (
    id TEXT NOT NULL PRIMARY KEY,
    resource TEXT NOT NULL REFERENCES opendata_resource (id),
    number BIGINT,
    original TEXT NOT NULL REFERENCES evidence (hash),
    filename TEXT NOT NULL,
    content TEXT NOT NULL REFERENCES evidence (hash),
    size BIGINT NOT NULL,
    row_count BIGINT NOT NULL,
    profile TEXT NOT NULL,
    encoding TEXT NOT NULL,
    found BIGINT NOT NULL,
    repaired BIGINT NOT NULL,
    ledger TEXT NOT NULL,
    diff TEXT,
    handed_by TEXT,
    handed_at BIGINT NOT NULL,
    released_at BIGINT,
    UNIQUE (resource, number)
);
CREATE INDEX opendata_release_resource ON opendata_release (resource, number);

-- What residents ask to be published. The text is public once it is answered.
CREATE TABLE opendata_request (
    id TEXT NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    wish TEXT NOT NULL,
    purpose TEXT,
    asked_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    outcome TEXT,
    answer TEXT,
    dataset TEXT REFERENCES opendata_dataset (id),
    answered_on TEXT,
    client TEXT
);

-- How often a release was downloaded on a day: a count, and nothing about who.
CREATE TABLE opendata_download (
    release TEXT NOT NULL REFERENCES opendata_release (id),
    day TEXT NOT NULL,
    form TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (release, day, form)
);
