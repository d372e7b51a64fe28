-- Work orders of a run by the record that each became, and when one went back because nothing of it was sent.
CREATE TABLE automation_order (
    run TEXT NOT NULL REFERENCES automation_run (id),
    position BIGINT NOT NULL,
    work_order TEXT NOT NULL,
    returned_at BIGINT,
    PRIMARY KEY (run, work_order)
);
