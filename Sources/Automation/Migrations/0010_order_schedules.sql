-- Of a schedule that works off what other modules ordered of the section instead of files: the kind of work, and as people call it.
ALTER TABLE automation_schedule ADD COLUMN order_kind TEXT;
ALTER TABLE automation_schedule ADD COLUMN order_title TEXT;
