-- What a ride costs beside its fare (A9, C4), from the payment topic: a row for its tip and for its fee, each written by the events of its own
-- charge. What was there before this is not in it until history is rebuilt: ./tanda rebuild history.
CREATE TABLE ride_charge (
    ride_id     BINARY(16)  NOT NULL,
    purpose     VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status      VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at          BIGINT      NOT NULL,                 -- since when the status is so, domain time
    minor_units BIGINT,                               -- NULL: its first event has not come
    currency    CHAR(3)     CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (ride_id, purpose)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
