-- What the rider called the two places (A11), from the booking topic; NULL: nothing.
ALTER TABLE ride
    ADD COLUMN pickup_label  VARCHAR(120) NULL,
    ADD COLUMN dropoff_label VARCHAR(120) NULL;
