-- Where a unit is written to. A unit without a row has no address, which is shown and not guessed.

CREATE TABLE unit_contact (
    unit TEXT PRIMARY KEY REFERENCES office_unit (id),
    mail TEXT NOT NULL,
    head_mail TEXT
);
