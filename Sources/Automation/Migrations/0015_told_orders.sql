-- Work that a robot cannot use as it is, and of which a person was told: the order as it stood then, so that it is told once however it is
-- worded, and again when it was placed anew.
CREATE TABLE automation_told_order (
    robot TEXT NOT NULL REFERENCES automation_robot (id),
    work_order TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    told_at BIGINT NOT NULL,
    PRIMARY KEY (robot, work_order, changed_at)
);
