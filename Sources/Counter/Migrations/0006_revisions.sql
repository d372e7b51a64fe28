-- Grows with each correction of what was told at the booking, so that nobody overwrites what they have not seen.
ALTER TABLE counter_case ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;
