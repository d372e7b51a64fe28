-- Four eyes: who wrote a draft of a rule does not publish it. NULL for what a command did, or what was written before.

ALTER TABLE counter_rule ADD COLUMN made_person TEXT;
