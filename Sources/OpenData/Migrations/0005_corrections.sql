-- A release that was taken back from the public: when, of which kind the cause is, and why. The record and its bytes stay as evidence.
ALTER TABLE opendata_release ADD COLUMN taken_down_at BIGINT;
ALTER TABLE opendata_release ADD COLUMN taken_down_cause TEXT;
ALTER TABLE opendata_release ADD COLUMN taken_down_reason TEXT;

-- The page on which it was handed in, so that who sends that again is led to it.
ALTER TABLE opendata_release ADD COLUMN upload TEXT;

-- A table that is no longer offered, with the reason; its releases stay at their addresses.
ALTER TABLE opendata_resource ADD COLUMN ended_on TEXT;
ALTER TABLE opendata_resource ADD COLUMN ended_reason TEXT;

-- Words of a wish that nobody outside reads, a line each; one that was closed without being published; an answer that was corrected or
-- taken back.
ALTER TABLE opendata_request ADD COLUMN hidden_words TEXT;
ALTER TABLE opendata_request ADD COLUMN closed_on TEXT;
ALTER TABLE opendata_request ADD COLUMN closed_reason TEXT;
ALTER TABLE opendata_request ADD COLUMN corrected_on TEXT;
ALTER TABLE opendata_request ADD COLUMN withdrawn_on TEXT;

-- What stood in public before an answer was corrected, or taken back with a reason.
CREATE TABLE opendata_earlier_answer (
    id TEXT NOT NULL PRIMARY KEY,
    request TEXT NOT NULL REFERENCES opendata_request (id),
    outcome TEXT NOT NULL,
    answer TEXT NOT NULL,
    dataset TEXT REFERENCES opendata_dataset (id),
    hidden_words TEXT,
    answered_on TEXT NOT NULL,
    withdrawn_reason TEXT,
    replaced_at BIGINT NOT NULL
);
CREATE INDEX opendata_earlier_answer_request ON opendata_earlier_answer (request, replaced_at);

-- A dataset of another catalogue that is not shown, with the reason; reading its source again changes nothing of that.
ALTER TABLE opendata_harvested ADD COLUMN hidden_at BIGINT;
ALTER TABLE opendata_harvested ADD COLUMN hidden_reason TEXT;
