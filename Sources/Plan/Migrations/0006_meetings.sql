-- Meetings of bodies with attendance by post, what they decided, the teams they set up, and comments in layers.

CREATE TABLE meeting (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL REFERENCES body (id),
    number BIGINT NOT NULL CHECK (number > 0),
    held_on TEXT NOT NULL,
    place TEXT NOT NULL,
    minutes TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'held', 'cancelled')),
    cancel_reason TEXT,
    -- Counts saves, so that nobody overwrites what they have not seen.
    revision BIGINT NOT NULL,
    -- Editions sealed so far.
    edition BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (body, number)
);

CREATE TABLE meeting_agenda (
    id TEXT PRIMARY KEY,
    meeting TEXT NOT NULL REFERENCES meeting (id),
    position BIGINT NOT NULL,
    title TEXT NOT NULL
);
CREATE INDEX meeting_agenda_by_meeting ON meeting_agenda (meeting, position);

-- By value: the title of the post as it was on the day, whatever becomes of the post.
CREATE TABLE meeting_attendance (
    meeting TEXT NOT NULL REFERENCES meeting (id),
    seat TEXT NOT NULL REFERENCES seat (id),
    position BIGINT NOT NULL,
    role TEXT NOT NULL,
    label TEXT NOT NULL,
    seat_count BIGINT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('present', 'absent', 'deputy')),
    present_count BIGINT NOT NULL,
    -- The post of who came in place of the member, never a name.
    deputy TEXT NOT NULL,
    PRIMARY KEY (meeting, seat)
);

CREATE TABLE meeting_decision (
    id TEXT PRIMARY KEY,
    meeting TEXT NOT NULL REFERENCES meeting (id),
    position BIGINT NOT NULL,
    content TEXT NOT NULL,
    agenda TEXT REFERENCES meeting_agenda (id),
    round TEXT REFERENCES round (id),
    report TEXT REFERENCES report (id)
);
CREATE INDEX meeting_decision_by_meeting ON meeting_decision (meeting, position);

CREATE TABLE meeting_decision_initiative (
    decision TEXT NOT NULL REFERENCES meeting_decision (id),
    initiative TEXT NOT NULL REFERENCES initiative (id),
    PRIMARY KEY (decision, initiative)
);
CREATE INDEX meeting_decision_by_initiative ON meeting_decision_initiative (initiative);

-- What was put right after the record was closed: a further entry, never a change of the first.
CREATE TABLE meeting_correction (
    id TEXT PRIMARY KEY,
    meeting TEXT NOT NULL REFERENCES meeting (id),
    position BIGINT NOT NULL,
    content TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    UNIQUE (meeting, position)
);

-- A working team rests on the decision of its group that set it up, and ends by one.
CREATE TABLE working_team (
    body TEXT PRIMARY KEY REFERENCES body (id),
    established_by TEXT NOT NULL REFERENCES meeting_decision (id),
    ended_by TEXT REFERENCES meeting_decision (id)
);

-- Rows are only ever added.
CREATE TABLE plan_comment (
    id TEXT PRIMARY KEY,
    layer TEXT NOT NULL CHECK (layer IN ('secretariat', 'group', 'subcommittee', 'external', 'resident')),
    initiative TEXT NOT NULL REFERENCES initiative (id),
    entry TEXT REFERENCES entry (id),
    -- The group whose opinion it is.
    body TEXT REFERENCES body (id),
    -- Where an opinion from outside came in: the name of the consultation.
    source TEXT NOT NULL,
    content TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL
);
CREATE INDEX plan_comment_by_initiative ON plan_comment (initiative, layer);
CREATE INDEX plan_comment_by_entry ON plan_comment (entry);

-- What was done about a comment (対応結果); the newest holds, the older ones stay.
CREATE TABLE plan_comment_response (
    id TEXT PRIMARY KEY,
    comment TEXT NOT NULL REFERENCES plan_comment (id),
    position BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'underWay', 'declined')),
    content TEXT NOT NULL,
    reason TEXT NOT NULL,
    unit TEXT NOT NULL REFERENCES office_unit (id),
    responded_on TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    UNIQUE (comment, position)
);
