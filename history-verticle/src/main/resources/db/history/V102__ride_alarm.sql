-- Why somebody should look at a ride that is under way, and since when; from the dispatch topic. NULL: it goes its way.
ALTER TABLE ride
    ADD COLUMN alarm       VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN alarm_since BIGINT NULL,
    ADD KEY ride_alarm (alarm, ride_id);             -- rides with an alarm, newest first
