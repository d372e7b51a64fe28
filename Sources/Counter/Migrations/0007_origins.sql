-- From which browser and which client a booking on the web came, as hashes and for a month, so that a flood of made-up ones is
-- seen and stopped. NULL for bookings by the desk.
ALTER TABLE counter_case ADD COLUMN browser_key TEXT;
ALTER TABLE counter_case ADD COLUMN client_key TEXT;
CREATE INDEX counter_case_opened ON counter_case (opened_on);
