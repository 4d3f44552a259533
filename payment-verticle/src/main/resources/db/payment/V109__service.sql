-- Of a service the column ride_id holds the id of what was sold, by which it is found; the ride that it has to do with is here. NULL: the
-- charge, or the refund, is of the ride's own.
ALTER TABLE charge ADD COLUMN about_ride BINARY(16) NULL;
ALTER TABLE refund ADD COLUMN about_ride BINARY(16) NULL;
