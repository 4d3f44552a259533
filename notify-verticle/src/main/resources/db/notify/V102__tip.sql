-- What the rider gave beside the fare, for the driver to be told when it is known who drove.
ALTER TABLE ride
    ADD COLUMN tip_minor_units BIGINT NULL,
    ADD COLUMN tip_currency    CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN tip_at          BIGINT NULL; -- domain time; captured by the gateway
