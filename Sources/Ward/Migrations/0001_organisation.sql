-- The organisation as it was, is and will be: units, posts, bodies and their seats, each for as long as it exists.
-- valid_from NULL: since before the records begin. valid_to is the last day; NULL: without an end.

CREATE TABLE office_unit (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    parent TEXT REFERENCES office_unit (id),
    valid_from TEXT,
    valid_to TEXT,
    -- The unit that took over the work: its records, its posts, its roles.
    successor TEXT REFERENCES office_unit (id),
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to),
    CHECK (successor IS NULL OR valid_to IS NOT NULL)
);
CREATE INDEX office_unit_by_code ON office_unit (code);
CREATE INDEX office_unit_by_name ON office_unit (name_key);

-- The other parts of a unit that was divided.
CREATE TABLE office_unit_further_successor (
    unit TEXT NOT NULL REFERENCES office_unit (id),
    successor TEXT NOT NULL REFERENCES office_unit (id),
    PRIMARY KEY (unit, successor)
);

CREATE TABLE post (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    unit TEXT REFERENCES office_unit (id)
);
CREATE INDEX post_by_title ON post (title_key);
CREATE INDEX post_by_unit ON post (unit);

CREATE TABLE body (
    id TEXT PRIMARY KEY,
    position BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('subcommittee', 'studyGroup', 'workingTeam')),
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    parent TEXT REFERENCES body (id),
    remit TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)
);

CREATE TABLE body_secretariat (
    body TEXT NOT NULL REFERENCES body (id),
    unit TEXT NOT NULL REFERENCES office_unit (id),
    position BIGINT NOT NULL,
    PRIMARY KEY (body, unit)
);

-- A seat belongs to a post, or to a category of people with their number, never to a named person.
CREATE TABLE seat (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL REFERENCES body (id),
    position BIGINT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('leader', 'deputy', 'member')),
    post TEXT REFERENCES post (id),
    category TEXT,
    seat_count BIGINT NOT NULL CHECK (seat_count > 0),
    valid_from TEXT,
    valid_to TEXT,
    CHECK ((post IS NULL) <> (category IS NULL)),
    CHECK (post IS NULL OR seat_count = 1),
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)
);
CREATE INDEX seat_by_body ON seat (body);
CREATE INDEX seat_by_post ON seat (post);
