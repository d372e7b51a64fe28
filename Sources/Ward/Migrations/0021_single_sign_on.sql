-- Signing in through the ward's own identity provider (OpenID Connect) beside passwords, and roles by its groups.

-- Whom an account of the provider stands for. The key is issuer and subject, never a mail address, which is given to others later.
CREATE TABLE person_identity (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    connected_at BIGINT NOT NULL,
    ended_at BIGINT,
    -- When somebody last signed in with it: the groups are those of then.
    seen_at BIGINT
);
CREATE UNIQUE INDEX person_identity_by_subject ON person_identity (issuer, subject) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX person_identity_by_person ON person_identity (person, issuer) WHERE ended_at IS NULL;

-- Groups that the provider named at the last sign-in.
CREATE TABLE identity_group (
    identity TEXT NOT NULL REFERENCES person_identity (id),
    value TEXT NOT NULL,
    PRIMARY KEY (identity, value)
);

-- Accounts of the provider that were refused because nobody is connected with them; what they are called is their provider's word.
CREATE TABLE identity_newcomer (
    id TEXT PRIMARY KEY,
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    name TEXT NOT NULL,
    account TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    UNIQUE (issuer, subject)
);

-- Answers and codes of the provider that were taken; SHA-256. Each is good once.
CREATE TABLE spent_answer (
    hash TEXT PRIMARY KEY,
    kept_until BIGINT NOT NULL
);
CREATE INDEX spent_answer_by_time ON spent_answer (kept_until);

-- Which role a group gives, from when to when, once a second administrator has confirmed it.
CREATE TABLE group_mapping (
    id TEXT PRIMARY KEY,
    issuer TEXT NOT NULL,
    claim TEXT NOT NULL,
    value TEXT NOT NULL,
    role TEXT NOT NULL,
    unit TEXT REFERENCES office_unit (id),
    body TEXT REFERENCES body (id),
    valid_from TEXT,
    valid_to TEXT,
    -- NULL: a command.
    asked_by TEXT REFERENCES person (id),
    asked_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'declined')),
    CHECK (unit IS NULL OR body IS NULL),
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)
);
CREATE INDEX group_mapping_by_issuer ON group_mapping (issuer, claim);

-- The row of the table that gave the role; NULL: a person did. It counts in sessions that began through the provider alone.
ALTER TABLE person_role ADD COLUMN origin TEXT REFERENCES group_mapping (id);
CREATE INDEX person_role_by_origin ON person_role (origin);

-- Through which connection a session began; NULL: by a password.
ALTER TABLE session ADD COLUMN identity TEXT REFERENCES person_identity (id);
-- Sooner than others; NULL: like all.
ALTER TABLE session ADD COLUMN ends_at BIGINT;
-- 1: the provider asked for a second factor.
ALTER TABLE session ADD COLUMN has_second_factor BIGINT NOT NULL DEFAULT 0 CHECK (has_second_factor IN (0, 1));
ALTER TABLE sign_in_step ADD COLUMN identity TEXT REFERENCES person_identity (id);

-- A connection with somebody's account takes a second administrator, too.
ALTER TABLE person_request RENAME TO person_request_before;
DROP INDEX person_request_by_state;
CREATE TABLE person_request (
    id TEXT PRIMARY KEY,
    matter TEXT NOT NULL CHECK (matter IN ('role', 'secondFactor', 'identity')),
    person TEXT NOT NULL REFERENCES person (id),
    role TEXT,
    unit TEXT REFERENCES office_unit (id),
    body TEXT REFERENCES body (id),
    valid_from TEXT,
    valid_to TEXT,
    issuer TEXT,
    subject TEXT,
    asked_by TEXT NOT NULL REFERENCES person (id),
    asked_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'declined')),
    settled_by TEXT REFERENCES person (id),
    settled_at BIGINT,
    CHECK ((matter = 'role') = (role IS NOT NULL)),
    CHECK ((matter = 'identity') = (issuer IS NOT NULL)),
    CHECK ((issuer IS NULL) = (subject IS NULL)),
    CHECK ((state = 'waiting') = (settled_at IS NULL))
);
INSERT INTO person_request
    (id, matter, person, role, unit, body, valid_from, valid_to, asked_by, asked_at, state, settled_by, settled_at)
SELECT id, matter, person, role, unit, body, valid_from, valid_to, asked_by, asked_at, state, settled_by, settled_at
FROM person_request_before;
DROP TABLE person_request_before;
CREATE INDEX person_request_by_state ON person_request (state, asked_at);
