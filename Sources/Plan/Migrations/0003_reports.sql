-- Reports to the sub-committee: drafts here, sealed editions in the seal table under kind 'plan.report'.

CREATE TABLE report (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    addressee TEXT NOT NULL,
    author TEXT NOT NULL,
    reported_on TEXT,
    state TEXT NOT NULL CHECK (state IN ('draft', 'sealed')),
    created_at BIGINT NOT NULL
);

-- The frozen editions a report takes in, by value: a later edition of the same round does not change the report.
CREATE TABLE report_round (
    report TEXT NOT NULL REFERENCES report (id),
    round TEXT NOT NULL REFERENCES round (id),
    edition BIGINT NOT NULL,
    PRIMARY KEY (report, round)
);

CREATE TABLE report_paragraph (
    id TEXT PRIMARY KEY,
    report TEXT NOT NULL REFERENCES report (id),
    section TEXT NOT NULL CHECK (section IN ('overview', 'group')),
    body TEXT REFERENCES body (id),
    position BIGINT NOT NULL,
    content TEXT NOT NULL
);

CREATE TABLE report_proposal (
    id TEXT PRIMARY KEY,
    report TEXT NOT NULL REFERENCES report (id),
    position BIGINT NOT NULL,
    initiative TEXT NOT NULL REFERENCES initiative (id),
    present_text TEXT NOT NULL,
    proposed_text TEXT NOT NULL,
    reason TEXT NOT NULL
);

-- The answers a paragraph or a proposal rests on.
CREATE TABLE report_source (
    statement TEXT NOT NULL,
    entry TEXT NOT NULL REFERENCES entry (id),
    PRIMARY KEY (statement, entry)
);
