-- The lines of a document with their places, as they were read from its file once. A file of plain text is its lines, and has none.
CREATE TABLE import_document (
    hash TEXT PRIMARY KEY REFERENCES evidence (hash),
    -- Canonical JSON.
    content BLOB NOT NULL
);

ALTER TABLE import_run ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
-- What the document is called whatever its year, so that the next edition is known.
ALTER TABLE import_run ADD COLUMN series TEXT NOT NULL DEFAULT '';

-- What people decided about the lines of a document, by what the lines say.
CREATE TABLE import_line (
    import_run TEXT NOT NULL REFERENCES import_run (id),
    -- Of the key: keys are as long as lines.
    line_hash TEXT NOT NULL,
    line_key TEXT NOT NULL,
    aspect TEXT NOT NULL CHECK (aspect IN ('kind', 'role', 'joined', 'split', 'name', 'place')),
    content TEXT NOT NULL,
    -- The reading of an earlier edition in which it was decided.
    carried_from TEXT REFERENCES import_run (id),
    decided_by TEXT REFERENCES person (id),
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (import_run, line_hash, aspect)
);

-- What the columns of tables hold, by what their heads say: for every document.
CREATE TABLE import_columns (
    head_hash TEXT PRIMARY KEY,
    head_key TEXT NOT NULL,
    -- One word for each column, divided by commas.
    content TEXT NOT NULL,
    decided_by TEXT REFERENCES person (id),
    decided_at BIGINT NOT NULL
);
