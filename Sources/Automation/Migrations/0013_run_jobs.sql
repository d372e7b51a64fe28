-- The job that does a run: another one that was asked for before begins nothing. None where a command does it.
ALTER TABLE automation_run ADD COLUMN job TEXT;
UPDATE automation_run SET job = (
    SELECT MAX(job.id) FROM job
    WHERE job.state IN ('waiting', 'running') AND job.parameters = '{"run":"' || automation_run.id || '"}')
WHERE state IN ('waiting', 'running');
