-- Sections' own forms: the PDF as they gave it, and where what is printed on it. A new PDF is a new row.

CREATE TABLE counter_form (
    id TEXT PRIMARY KEY,
    event TEXT NOT NULL,
    form_id TEXT NOT NULL,
    -- The template as text; names the hash of the PDF it was made for.
    text TEXT NOT NULL,
    pdf BLOB NOT NULL,
    pages BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('used', 'replaced')),
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL
);
CREATE INDEX counter_form_used ON counter_form (event, form_id, state);
