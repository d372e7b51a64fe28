-- A period in which no robot works may be ended before its last day: from which day on, and why. What was entered stays.
ALTER TABLE automation_blackout ADD COLUMN lifted_from TEXT;
ALTER TABLE automation_blackout ADD COLUMN lifted_why TEXT;
ALTER TABLE automation_blackout ADD COLUMN lifted_by TEXT;
ALTER TABLE automation_blackout ADD COLUMN lifted_at BIGINT;
