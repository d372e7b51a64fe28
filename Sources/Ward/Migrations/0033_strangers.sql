-- Whether somebody asked who is not signed in: what strangers queue is bounded and waits apart from the work of the program itself.
ALTER TABLE job ADD COLUMN is_stranger BIGINT NOT NULL DEFAULT 0;
