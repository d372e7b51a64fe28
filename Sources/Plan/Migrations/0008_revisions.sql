-- Revisions of the plan: a version is drafted as a copy, decided at a meeting, and takes effect on a day.

-- draft → decided → inForce; versions from notices are in force at once. Which of those is the newest is computed.
ALTER TABLE plan_version ADD COLUMN state TEXT NOT NULL DEFAULT 'inForce';
ALTER TABLE plan_version ADD COLUMN based_on TEXT;
ALTER TABLE plan_version ADD COLUMN decision TEXT;
ALTER TABLE plan_version ADD COLUMN decided_at BIGINT;

-- The promise of the version before that this one was copied from: pairs rows of the comparison.
ALTER TABLE promise ADD COLUMN origin TEXT;

-- Each step of writing a draft, with its reason; steps that end, merge or divide an initiative tell what became of it.
CREATE TABLE plan_change (
    id TEXT PRIMARY KEY,
    version TEXT NOT NULL REFERENCES plan_version (id),
    lineage TEXT NOT NULL REFERENCES lineage (id),
    kind TEXT NOT NULL CHECK (kind IN ('edit', 'add', 'merge', 'split', 'end')),
    -- Of a merge, the initiative that goes on; of a split, the new one.
    successor TEXT REFERENCES lineage (id),
    reason TEXT NOT NULL,
    proposal TEXT,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL
);
CREATE INDEX plan_change_by_version ON plan_change (version, at);

-- What sections, groups and the sub-committee ask to change. Rows stay; what became of them is written beside.
CREATE TABLE plan_proposal (
    id TEXT PRIMARY KEY,
    initiative TEXT NOT NULL REFERENCES initiative (id),
    proposer TEXT NOT NULL CHECK (proposer IN ('section', 'group', 'subcommittee', 'secretariat')),
    -- The name of the section or group as it was.
    proposer_name TEXT NOT NULL,
    content TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'adopted', 'declined')),
    response TEXT NOT NULL,
    responded_at BIGINT,
    responded_by TEXT
);
CREATE INDEX plan_proposal_by_initiative ON plan_proposal (initiative);
