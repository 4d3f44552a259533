-- When the taxi is wanted (R2); NULL: as soon as it can be there.
ALTER TABLE booking ADD COLUMN pickup_at BIGINT NULL;
