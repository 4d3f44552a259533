-- When the taxi is wanted (R2); NULL: as soon as it can be there.
ALTER TABLE ride ADD COLUMN pickup_at BIGINT NULL;
