-- Which version of its renderer drew a sealed rendering. Only the same version is expected to give the same bytes again.

ALTER TABLE seal_rendering ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
