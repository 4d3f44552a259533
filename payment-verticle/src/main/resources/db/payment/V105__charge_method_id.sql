-- What the gateway charges, as the ride was booked; NULL: the rider's default.
ALTER TABLE charge ADD COLUMN method_id BINARY(16) NULL;
