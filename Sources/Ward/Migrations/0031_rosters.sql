-- Lists that people send, and what such a list asks for as one.

-- A file that waits for the person who sent it to look at what it would do. Nothing of it stays beyond the next day.
CREATE TABLE kept_upload (
    id TEXT PRIMARY KEY,
    -- Whose alone it is.
    person TEXT NOT NULL,
    -- The address of the page on which it was sent.
    purpose TEXT NOT NULL,
    filename TEXT NOT NULL,
    content BLOB NOT NULL,
    kept_at BIGINT NOT NULL
);
CREATE INDEX kept_upload_by_person ON kept_upload (person);
CREATE INDEX kept_upload_by_time ON kept_upload (kept_at);

-- Requests of one list are confirmed together; NULL for one that stands alone.
ALTER TABLE person_request ADD COLUMN batch TEXT;
