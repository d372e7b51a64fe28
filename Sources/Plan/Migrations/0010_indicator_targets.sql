-- Targets also of single quarters: 1 to 4, and 0 for the fiscal year as a whole.
ALTER TABLE plan_indicator_target RENAME TO plan_indicator_year_target;
CREATE TABLE plan_indicator_target (
    indicator TEXT NOT NULL REFERENCES plan_indicator (id),
    fiscal_year BIGINT NOT NULL,
    quarter BIGINT NOT NULL CHECK (quarter BETWEEN 0 AND 4),
    target_value TEXT NOT NULL,
    PRIMARY KEY (indicator, fiscal_year, quarter)
);
INSERT INTO plan_indicator_target (indicator, fiscal_year, quarter, target_value)
SELECT indicator, fiscal_year, 0, target_value FROM plan_indicator_year_target;
DROP TABLE plan_indicator_year_target;

-- The last day as of which an indicator is asked for. What was reported stays.
ALTER TABLE plan_indicator ADD COLUMN ended_on TEXT;
ALTER TABLE plan_indicator ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;
