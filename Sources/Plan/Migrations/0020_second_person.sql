-- Four eyes: who handed an answer in does not approve or accept it, and who began a revision does not decide it. The person,
-- since two people may have one name; NULL for what a command did, or what was done before.

ALTER TABLE entry ADD COLUMN submitted_person TEXT;
ALTER TABLE plan_version ADD COLUMN begun_person TEXT;
