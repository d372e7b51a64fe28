-- Work by the calendar: of several servers of one database, one does it each time.

CREATE TABLE tick (
    name TEXT PRIMARY KEY,
    -- Not before this moment.
    due_at BIGINT NOT NULL,
    -- Which run of a server does it now, and how long it is taken to be alive.
    run TEXT,
    held_until BIGINT,
    CHECK ((run IS NULL) = (held_until IS NULL))
);
