-- What the gateway charges, as the ride was booked; NULL: the rider's default.
ALTER TABLE booking ADD COLUMN method_id BINARY(16) NULL;

-- What riders can pay with, as payment tells it: a booking asks nobody else.
CREATE TABLE method (
    method_id BINARY(16)  NOT NULL,
    rider_id  BINARY(16)  NOT NULL,
    kind      VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    active    BOOLEAN     NOT NULL,          -- not removed
    PRIMARY KEY (method_id),
    KEY method_of_rider (rider_id, active)   -- those that a booking may name
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE payer (
    rider_id BINARY(16) NOT NULL,
    usual    BINARY(16),                     -- the default; NULL: there is none
    PRIMARY KEY (rider_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
