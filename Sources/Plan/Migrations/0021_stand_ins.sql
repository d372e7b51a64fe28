-- 代決: who stands in for a section head from a day to a day. Names and posts by value, as they were.

CREATE TABLE stand_in (
    id TEXT PRIMARY KEY,
    unit TEXT NOT NULL REFERENCES office_unit (id),
    principal TEXT NOT NULL REFERENCES person (id),
    principal_name TEXT NOT NULL,
    principal_post TEXT NOT NULL,
    deputy TEXT NOT NULL REFERENCES person (id),
    deputy_name TEXT NOT NULL,
    deputy_post TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    -- The last day.
    valid_to TEXT NOT NULL,
    reason TEXT NOT NULL,
    -- The role that the stand-in has for that time.
    role TEXT NOT NULL,
    named_at BIGINT NOT NULL,
    named_by TEXT NOT NULL,
    -- Ended before its last day.
    ended_at BIGINT,
    ended_by TEXT
);
CREATE INDEX stand_in_by_deputy ON stand_in (deputy, valid_to);

-- For whom an answer was approved; NULL when the head approved it.
ALTER TABLE entry ADD COLUMN stand_in TEXT;
ALTER TABLE entry_event ADD COLUMN stand_in TEXT;

-- An opinion that was taken back: when, by whom, and why. Its words stay in the audit trail.
ALTER TABLE plan_comment ADD COLUMN withdrawn_at BIGINT;
ALTER TABLE plan_comment ADD COLUMN withdrawn_by TEXT;
ALTER TABLE plan_comment ADD COLUMN withdraw_reason TEXT;
