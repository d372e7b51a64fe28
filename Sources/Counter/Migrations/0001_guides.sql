-- Answers of families who are led through the questions without signing in. No name and no address belongs here.

CREATE TABLE counter_guide (
    id TEXT PRIMARY KEY,
    event TEXT NOT NULL,
    answers TEXT NOT NULL,
    -- The hash of the code under which it is found again; without one it is kept for a day.
    code_key TEXT UNIQUE,
    touched_on TEXT NOT NULL
);

-- Which guide a browser goes on with, by the hash of its cookie.
CREATE TABLE counter_guide_browser (
    browser TEXT NOT NULL,
    event TEXT NOT NULL,
    guide TEXT NOT NULL REFERENCES counter_guide (id) ON DELETE CASCADE,
    PRIMARY KEY (browser, event)
);

CREATE INDEX counter_guide_browser_guide ON counter_guide_browser (guide);
CREATE INDEX counter_guide_touched ON counter_guide (touched_on);
