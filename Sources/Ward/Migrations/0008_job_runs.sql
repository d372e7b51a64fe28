-- Who asked for a job, so that its work is done in that person's name, and which run of a program has it now: a run
-- that was thought dead and comes back must not go on beside its successor.

ALTER TABLE job ADD COLUMN requested_person TEXT;
ALTER TABLE job ADD COLUMN run TEXT;
CREATE INDEX job_by_state ON job (state, id);
