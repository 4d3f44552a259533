-- When the driver tried to reach a rider who was not at the pick-up, and from when on he may mark a no-show (R9); NULL: he has not.
ALTER TABLE ride ADD COLUMN contacted_at BIGINT NULL, ADD COLUMN no_show_from BIGINT NULL;
