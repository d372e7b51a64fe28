-- When a program that works on a run last said that it is alive, or when it was put into the queue.
ALTER TABLE automation_run ADD COLUMN seen_at BIGINT;
