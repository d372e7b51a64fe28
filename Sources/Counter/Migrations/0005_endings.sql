-- Why a case was ended before everything was done; empty where it ran its course.
ALTER TABLE counter_case ADD COLUMN end_reason TEXT NOT NULL DEFAULT '';

-- A list of deaths with columns that are not understood, until somebody has looked at them: for a day at most.
CREATE TABLE counter_death_file (
    id TEXT PRIMARY KEY,
    content BLOB NOT NULL,
    sent_on TEXT NOT NULL
);

-- Protection counts for the person wherever the desk knows them, also where it was told before.
UPDATE counter_death SET is_restricted = 1
WHERE EXISTS (
    SELECT 1 FROM counter_death other WHERE other.kana_key = counter_death.kana_key
        AND other.born_on = counter_death.born_on AND other.is_restricted = 1
) OR EXISTS (
    SELECT 1 FROM counter_case other WHERE other.kana_key = counter_death.kana_key
        AND other.born_on = counter_death.born_on AND other.is_restricted = 1
);
UPDATE counter_case SET is_restricted = 1
WHERE EXISTS (
    SELECT 1 FROM counter_case other WHERE other.kana_key = counter_case.kana_key
        AND other.born_on = counter_case.born_on AND other.is_restricted = 1
) OR EXISTS (
    SELECT 1 FROM counter_death other WHERE other.kana_key = counter_case.kana_key
        AND other.born_on = counter_case.born_on AND other.is_restricted = 1
);
