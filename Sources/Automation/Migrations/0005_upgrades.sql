-- What an upgrade of a system would do to its robots, found from saved screens before go-live.
CREATE TABLE automation_upgrade (
    id TEXT NOT NULL PRIMARY KEY,
    contract TEXT NOT NULL REFERENCES automation_contract (id),
    title TEXT NOT NULL,
    -- Scenarios that would stop, and those that were looked at.
    stopped BIGINT NOT NULL,
    looked BIGINT NOT NULL,
    findings TEXT NOT NULL,
    made_on TEXT NOT NULL,
    made_by TEXT NOT NULL
);
