-- What is open about a file that was handed in, and what was said of its columns: for who decides whether it becomes public.
ALTER TABLE opendata_release ADD COLUMN review TEXT NOT NULL DEFAULT '';
