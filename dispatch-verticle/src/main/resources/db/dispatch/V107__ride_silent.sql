-- When it was told that nothing is heard of a taxi on its way to a rider (R7); NULL: it is heard of.
ALTER TABLE ride ADD COLUMN silent_since BIGINT NULL;
