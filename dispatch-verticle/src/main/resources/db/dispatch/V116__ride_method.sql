-- What the gateway charges; NULL: the rider's default.
ALTER TABLE ride ADD COLUMN method_id BINARY(16) NULL;
