-- Minutes that were written down wrongly count no more: why, and by whom. What was written stays.
ALTER TABLE automation_effort ADD COLUMN voided_why TEXT;
ALTER TABLE automation_effort ADD COLUMN voided_by TEXT;
ALTER TABLE automation_effort ADD COLUMN voided_at BIGINT;
