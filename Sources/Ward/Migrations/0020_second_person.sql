-- People held against attack and accident: a password of one's own, a second factor, and what a second person confirms.

-- 1: somebody else set the password, and the person is to choose an own one before anything else.
ALTER TABLE person ADD COLUMN password_is_initial BIGINT NOT NULL DEFAULT 0 CHECK (password_is_initial IN (0, 1));

-- The authenticator of a person (RFC 6238).
CREATE TABLE second_factor (
    person TEXT PRIMARY KEY REFERENCES person (id),
    -- In force; NULL until a code of it was typed. Sealed where the ward has a key outside the database.
    secret TEXT,
    confirmed_at BIGINT,
    -- The time step of the last code that was taken: each is good once.
    last_step BIGINT NOT NULL,
    -- Shown to the person, and not confirmed by a code yet.
    pending TEXT,
    CHECK ((secret IS NULL) = (confirmed_at IS NULL))
);

-- Codes on paper for somebody without their authenticator; SHA-256 of 80 random bits.
CREATE TABLE recovery_code (
    person TEXT NOT NULL REFERENCES person (id),
    hash TEXT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (person, hash)
);

-- Those whose password was right and whose code is awaited; tokens as SHA-256.
CREATE TABLE sign_in_step (
    token_hash TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    begun_at BIGINT NOT NULL
);
CREATE INDEX sign_in_step_by_person ON sign_in_step (person);
CREATE INDEX sign_in_step_by_time ON sign_in_step (begun_at);

-- What one administrator asks for and another one confirms.
CREATE TABLE person_request (
    id TEXT PRIMARY KEY,
    matter TEXT NOT NULL CHECK (matter IN ('role', 'secondFactor')),
    person TEXT NOT NULL REFERENCES person (id),
    role TEXT,
    unit TEXT REFERENCES office_unit (id),
    body TEXT REFERENCES body (id),
    valid_from TEXT,
    valid_to TEXT,
    asked_by TEXT NOT NULL REFERENCES person (id),
    asked_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'declined')),
    settled_by TEXT REFERENCES person (id),
    settled_at BIGINT,
    CHECK ((matter = 'role') = (role IS NOT NULL)),
    CHECK ((state = 'waiting') = (settled_at IS NULL))
);
CREATE INDEX person_request_by_state ON person_request (state, asked_at);
