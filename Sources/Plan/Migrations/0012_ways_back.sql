-- The due day before it was extended, and why.
ALTER TABLE round ADD COLUMN extended_from TEXT;
ALTER TABLE round ADD COLUMN extend_reason TEXT;

-- Where a round stood when its correction began, and since when: so that the correction can be cancelled.
ALTER TABLE round ADD COLUMN amend_from TEXT;
ALTER TABLE round ADD COLUMN amend_at BIGINT;

-- Occasions are counted from a due day: when it is extended, they begin anew.
ALTER TABLE reminder RENAME TO reminder_before;
CREATE TABLE reminder (
    id TEXT PRIMARY KEY,
    round TEXT NOT NULL REFERENCES round (id),
    unit TEXT NOT NULL REFERENCES office_unit (id),
    due_on TEXT NOT NULL,
    occasion BIGINT NOT NULL,
    mail TEXT,
    head_mail TEXT,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('made', 'sending', 'sent', 'failed')),
    changed_at BIGINT NOT NULL,
    note TEXT NOT NULL,
    UNIQUE (round, unit, due_on, occasion)
);
INSERT INTO reminder (id, round, unit, due_on, occasion, mail, head_mail, subject, body, made_at, state, changed_at, note)
SELECT reminder_before.id, reminder_before.round, reminder_before.unit, round.due_on, reminder_before.occasion,
    reminder_before.mail, reminder_before.head_mail, reminder_before.subject, reminder_before.body,
    reminder_before.made_at, reminder_before.state, reminder_before.changed_at, reminder_before.note
FROM reminder_before JOIN round ON round.id = reminder_before.round;
DROP TABLE reminder_before;
