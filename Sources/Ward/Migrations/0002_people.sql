-- People who sign in, what they may do and from when to when, and their sessions.

CREATE TABLE person (
    id TEXT PRIMARY KEY,
    login_name TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- scrypt with its cost and salt.
    password_hash TEXT NOT NULL,
    password_set_at BIGINT NOT NULL,
    is_active BIGINT NOT NULL CHECK (is_active IN (0, 1)),
    created_at BIGINT NOT NULL
);

CREATE TABLE person_role (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    unit TEXT REFERENCES office_unit (id),
    body TEXT REFERENCES body (id),
    valid_from TEXT,
    valid_to TEXT,
    CHECK (unit IS NULL OR body IS NULL),
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)
);
CREATE INDEX person_role_by_person ON person_role (person);
CREATE INDEX person_role_by_unit ON person_role (unit);

CREATE TABLE post_holder (
    id TEXT PRIMARY KEY,
    post TEXT NOT NULL REFERENCES post (id),
    person TEXT NOT NULL REFERENCES person (id),
    valid_from TEXT,
    valid_to TEXT,
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)
);
CREATE INDEX post_holder_by_post ON post_holder (post);
CREATE INDEX post_holder_by_person ON post_holder (person);

-- Tokens are kept only as SHA-256: who reads this table cannot take over a session.
CREATE TABLE session (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    token_hash TEXT NOT NULL UNIQUE,
    -- The token before, for requests that were under way while it was replaced.
    previous_hash TEXT,
    previous_until BIGINT,
    csrf_secret TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    rotated_at BIGINT NOT NULL,
    flash_kind TEXT,
    flash_text TEXT,
    CHECK ((flash_kind IS NULL) = (flash_text IS NULL)),
    CHECK ((previous_hash IS NULL) = (previous_until IS NULL))
);
CREATE INDEX session_by_person ON session (person);
CREATE INDEX session_by_previous ON session (previous_hash);
CREATE INDEX session_by_creation ON session (created_at);

-- Failed sign-ins by place: a login name, an address, or both together; SHA-256, because people type passwords into the
-- field for the login name.
CREATE TABLE sign_in_throttle (
    place TEXT PRIMARY KEY,
    failures BIGINT NOT NULL CHECK (failures >= 0),
    failed_at BIGINT NOT NULL
);
CREATE INDEX sign_in_throttle_by_time ON sign_in_throttle (failed_at);

-- Addresses and browsers from which a person has signed in before.
CREATE TABLE familiar_place (
    person TEXT NOT NULL REFERENCES person (id),
    place TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (person, place)
);
