-- The numbers in the cells of a workbook among the evidence, read once when it was sent. Beside the file, never instead of it:
-- a row may be deleted, and the file is read again.
CREATE TABLE evidence_cells (
    hash TEXT PRIMARY KEY REFERENCES evidence (hash),
    -- Without a sheet where the file is no workbook whose cells are looked up.
    cells BLOB NOT NULL
);
