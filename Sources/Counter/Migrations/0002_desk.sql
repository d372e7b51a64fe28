-- The bereavement desk: cases of families, their visits, what sections were asked, what became of each procedure.
-- Names and addresses stand in counter_case and counter_death only; both are deleted after the set time.
-- 個人番号 has no place in any of these tables.

CREATE TABLE counter_desk (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    settings TEXT NOT NULL
);

-- Which unit of the ward answers for a section of the rules; without a row the unit whose name begins the section's.
CREATE TABLE counter_section_unit (
    section TEXT PRIMARY KEY,
    unit TEXT NOT NULL REFERENCES office_unit (id)
);

-- One day's deaths as the resident system tells them.
CREATE TABLE counter_death (
    id TEXT PRIMARY KEY,
    -- Of name, kana, birth, day and address: the same person is taken in once.
    person_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kana TEXT NOT NULL,
    kana_key TEXT NOT NULL,
    born_on TEXT NOT NULL,
    died_on TEXT NOT NULL,
    address TEXT NOT NULL,
    is_restricted BIGINT NOT NULL CHECK (is_restricted IN (0, 1)),
    facts TEXT NOT NULL,
    taken_at BIGINT NOT NULL
);
CREATE INDEX counter_death_person ON counter_death (kana_key, born_on);

CREATE TABLE counter_case (
    id TEXT PRIMARY KEY,
    -- R8-0012: says nothing of the family.
    number TEXT NOT NULL UNIQUE,
    event TEXT NOT NULL,
    -- The edition of the rules it was opened under; it keeps it.
    edition BIGINT NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('waiting', 'booked', 'investigating', 'ready', 'visiting', 'followUp', 'archived', 'cancelled')),
    source TEXT NOT NULL CHECK (source IN ('phone', 'web', 'sameDay')),
    name TEXT NOT NULL,
    kana TEXT NOT NULL,
    kana_key TEXT NOT NULL,
    born_on TEXT NOT NULL,
    died_on TEXT NOT NULL,
    address TEXT NOT NULL,
    is_restricted BIGINT NOT NULL CHECK (is_restricted IN (0, 1)),
    death TEXT REFERENCES counter_death (id),
    visitor TEXT NOT NULL,
    relation TEXT NOT NULL,
    is_relation_proved BIGINT NOT NULL CHECK (is_relation_proved IN (0, 1)),
    phone TEXT NOT NULL,
    wishes TEXT NOT NULL,
    language TEXT NOT NULL,
    reminders TEXT NOT NULL CHECK (reminders IN ('letter', 'sms', 'none')),
    -- The hash of the code with which the family changes its booking on the web.
    code_key TEXT UNIQUE,
    note TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    opened_on TEXT NOT NULL,
    ended_on TEXT
);
CREATE INDEX counter_case_state ON counter_case (state);
CREATE INDEX counter_case_person ON counter_case (kana_key, born_on);

CREATE TABLE counter_visit (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES counter_case (id),
    day TEXT NOT NULL,
    lane BIGINT NOT NULL,
    -- Minutes after midnight.
    starts BIGINT NOT NULL,
    minutes BIGINT NOT NULL CHECK (minutes > 0),
    -- What the items alone came to when it was booked, before what was learned from other visits.
    planned_minutes BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('booked', 'cancelled', 'visiting', 'done', 'missed')),
    began_at BIGINT,
    ended_at BIGINT
);
CREATE INDEX counter_visit_day ON counter_visit (day, state);
CREATE INDEX counter_visit_case ON counter_visit (case_id);

-- What somebody told about a fact: nothing is overwritten, the better source counts.
CREATE TABLE counter_fact (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES counter_case (id),
    code TEXT NOT NULL,
    answer TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('family', 'register', 'section', 'document')),
    section TEXT,
    consent TEXT,
    told_at BIGINT NOT NULL,
    told_by TEXT NOT NULL
);
CREATE INDEX counter_fact_case ON counter_fact (case_id);

CREATE TABLE counter_consent (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES counter_case (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('sections', 'share', 'papers', 'reminders')),
    is_given BIGINT NOT NULL CHECK (is_given IN (0, 1)),
    told_at BIGINT NOT NULL,
    told_by TEXT NOT NULL
);
CREATE INDEX counter_consent_case ON counter_consent (case_id);

-- A question to one section, with the facts it owns and nothing else.
CREATE TABLE counter_check (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES counter_case (id),
    section TEXT NOT NULL,
    facts TEXT NOT NULL,
    due_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'answered', 'withdrawn')),
    asked_at BIGINT NOT NULL,
    answered_at BIGINT,
    answered_by TEXT,
    note TEXT NOT NULL,
    UNIQUE (case_id, section)
);
CREATE INDEX counter_check_section ON counter_check (section, state);

CREATE TABLE counter_check_answer (
    check_id TEXT NOT NULL REFERENCES counter_check (id),
    fact TEXT NOT NULL,
    -- An answer of the rules, or 'talk': the section wants to speak with the family.
    answer TEXT NOT NULL,
    -- Unpaid (negative) or to be paid out, in yen.
    yen BIGINT,
    PRIMARY KEY (check_id, fact)
);

CREATE TABLE counter_item (
    case_id TEXT NOT NULL REFERENCES counter_case (id),
    procedure_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN
        ('prepared', 'received', 'mailed', 'handedOver', 'guided', 'done', 'dropped', 'expired')),
    reason TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (case_id, procedure_id)
);

-- A call to the family: what to bring, who comes, until when.
CREATE TABLE counter_call (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES counter_case (id),
    is_reached BIGINT NOT NULL CHECK (is_reached IN (0, 1)),
    note TEXT NOT NULL,
    called_at BIGINT NOT NULL,
    called_by TEXT NOT NULL
);
CREATE INDEX counter_call_case ON counter_call (case_id);

CREATE TABLE counter_reminder (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES counter_case (id),
    procedure_id TEXT NOT NULL,
    -- Days before the deadline: 30, 7, 0.
    days_before BIGINT NOT NULL,
    deadline TEXT NOT NULL,
    settled_at BIGINT NOT NULL,
    settled_by TEXT NOT NULL,
    UNIQUE (case_id, procedure_id, days_before)
);

-- Everything that happened to a case, in order; deleted with it.
CREATE TABLE counter_event (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES counter_case (id),
    kind TEXT NOT NULL,
    details TEXT NOT NULL,
    at BIGINT NOT NULL,
    by_name TEXT NOT NULL
);
CREATE INDEX counter_event_case ON counter_event (case_id);

-- What stays after a case is deleted: no name, no address, no day, only the month.
CREATE TABLE counter_statistic (
    id TEXT PRIMARY KEY,
    -- Until the case is deleted, so that a figure leads to what it was counted from.
    case_id TEXT REFERENCES counter_case (id),
    event TEXT NOT NULL,
    month TEXT NOT NULL,
    source TEXT NOT NULL,
    language TEXT NOT NULL,
    planned_minutes BIGINT NOT NULL,
    slot_minutes BIGINT NOT NULL,
    actual_minutes BIGINT NOT NULL,
    lead_days BIGINT NOT NULL,
    sections BIGINT NOT NULL,
    items BIGINT NOT NULL,
    unknown_items BIGINT NOT NULL,
    checks BIGINT NOT NULL,
    checks_in_time BIGINT NOT NULL,
    is_repeat BIGINT NOT NULL CHECK (is_repeat IN (0, 1))
);
CREATE INDEX counter_statistic_month ON counter_statistic (month);

-- Deaths by month, for the share of families that use the desk; stays when the list is deleted.
CREATE TABLE counter_death_count (
    month TEXT PRIMARY KEY,
    deaths BIGINT NOT NULL
);
