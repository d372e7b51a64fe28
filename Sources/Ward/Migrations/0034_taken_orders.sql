-- What a taken order says of people is sealed until it is done, so that it can wait again where whoever took it did not do it.
ALTER TABLE work_order ADD COLUMN sealed_key TEXT NOT NULL DEFAULT '';
ALTER TABLE work_order ADD COLUMN sealed_value TEXT NOT NULL DEFAULT '';
