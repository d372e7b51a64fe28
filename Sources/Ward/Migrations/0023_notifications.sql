-- What people are told by mail (お知らせ): written with the change that it tells of, sent outside of it, each once.

-- Where a person is written to. Without a row there is no mail.
CREATE TABLE person_mail (
    person TEXT PRIMARY KEY REFERENCES person (id),
    mail TEXT NOT NULL
);

-- The kinds that somebody wants no mail of.
CREATE TABLE notification_stopped (
    person TEXT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    PRIMARY KEY (person, kind)
);

CREATE TABLE notification (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    person TEXT NOT NULL REFERENCES person (id),
    -- What it is about, and which time it is told of it.
    subject TEXT NOT NULL,
    occasion TEXT NOT NULL,
    -- No more than a title and an address: what stands behind them is read where rights are checked.
    title TEXT NOT NULL,
    path TEXT NOT NULL,
    -- Among those of one moment.
    position BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'dropped', 'failed')),
    changed_at BIGINT NOT NULL,
    -- Why it was not sent, or not yet.
    note TEXT NOT NULL,
    -- From here on it is given up after some days; a person may let it begin anew.
    tried_from BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    -- Not tried before this moment.
    not_before BIGINT NOT NULL,
    -- The mail in which it stands, with others, and where that goes.
    letter TEXT,
    mail TEXT,
    UNIQUE (kind, person, subject, occasion),
    CHECK ((letter IS NULL) = (mail IS NULL)),
    CHECK (state NOT IN ('sending', 'sent') OR letter IS NOT NULL)
);
CREATE INDEX notification_by_state ON notification (state, changed_at);
CREATE INDEX notification_by_person ON notification (person, kind, state);
CREATE INDEX notification_by_letter ON notification (letter);

-- One row while the mail server cannot be used.
CREATE TABLE mail_outage (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    since BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    retry_at BIGINT NOT NULL,
    note TEXT NOT NULL
);
