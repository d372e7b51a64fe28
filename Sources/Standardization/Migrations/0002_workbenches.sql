-- A workbench is the same one wherever its folder lies: rehearsals and decisions belong to it and not to a place.

CREATE TABLE standardization_workbench (
    id TEXT PRIMARY KEY,
    -- Where its folder lies today; NULL once another workbench lies there.
    folder TEXT UNIQUE
);

-- Until now the place was the name.
INSERT INTO standardization_workbench (id, folder)
    SELECT folder, folder FROM standardization_rehearsal UNION SELECT folder, folder FROM standardization_decision;

ALTER TABLE standardization_rehearsal RENAME COLUMN folder TO workbench_id;
ALTER TABLE standardization_decision RENAME COLUMN folder TO workbench_id;
