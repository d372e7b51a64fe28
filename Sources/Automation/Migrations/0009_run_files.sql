-- Files that a run received from its system, sealed by the vault's key, name and all.
CREATE TABLE automation_file (
    id TEXT NOT NULL PRIMARY KEY,
    run TEXT NOT NULL REFERENCES automation_run (id),
    record_key TEXT NOT NULL,
    step TEXT NOT NULL,
    size BIGINT NOT NULL,
    sealed_key TEXT NOT NULL,
    sealed_value TEXT NOT NULL,
    kept_at BIGINT NOT NULL
);
CREATE INDEX automation_file_run ON automation_file (run, kept_at);
