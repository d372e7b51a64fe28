-- Why a case was ended before everything was done; empty where it ran its course.
ALTER TABLE counter_case ADD COLUMN end_reason TEXT NOT NULL DEFAULT '';

-- A list of deaths with columns that are not understood, until somebody has looked at them: for a day at most.
CREATE TABLE counter_death_file (
    id TEXT PRIMARY KEY,
    content BLOB NOT NULL,
    sent_on TEXT NOT NULL
);
