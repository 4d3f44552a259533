-- What a cancellation that is on its way, or one that has taken effect late, or a rider who did not come, costs (A9, R9).
ALTER TABLE booking
    ADD COLUMN fee_minor_units BIGINT NULL,
    ADD COLUMN fee_currency    CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NULL;
