-- What the gateway has given back of a ride's charges (A11), from the payment topic: a row for each refund, for their events come in any order.
CREATE TABLE ride_refund (
    ride_id     BINARY(16) NOT NULL,
    refund_id   BINARY(16) NOT NULL,
    minor_units BIGINT     NOT NULL,
    currency    CHAR(3)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (ride_id, refund_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
