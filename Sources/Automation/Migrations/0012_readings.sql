-- Below it (0 to 100) a reading of an AI-OCR is laid before a person; none where the scenario alone says so.
ALTER TABLE automation_run ADD COLUMN confidence_percent BIGINT;
ALTER TABLE automation_schedule ADD COLUMN confidence_percent BIGINT;
