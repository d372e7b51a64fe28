-- Which sealed editions are public. Rows are only ever added: what was public once stays so.
CREATE TABLE publication (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    edition BIGINT NOT NULL,
    published_at BIGINT NOT NULL,
    published_by TEXT NOT NULL,
    PRIMARY KEY (kind, subject, edition)
);

INSERT INTO publication (kind, subject, edition, published_at, published_by)
SELECT 'plan.round', id, edition, created_at, '並木' FROM round WHERE state = 'published' AND edition > 0;
