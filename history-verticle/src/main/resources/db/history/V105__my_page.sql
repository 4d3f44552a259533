-- A rider's page (A11, C2): what he asked for, what he paid, what he can pay with.
-- What was there before this is not in the new tables until history is rebuilt: ./tanda rebuild history.

-- When the taxi is wanted, from the booking topic; NULL: as soon as it can be there.
ALTER TABLE ride
    ADD COLUMN pickup_at BIGINT NULL,
    ADD KEY ride_rider_open (rider_id, ended_at);    -- a rider's rides that are not over

-- What changed hands for a ride, from the payment topic: a row for each leg, for the same may be told again.
CREATE TABLE spending (
    ride_id     BINARY(16)         NOT NULL,
    leg_id      BINARY(16)         NOT NULL,          -- the charge or the refund
    way         VARCHAR(8)         CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- TAKEN by the gateway, TENDERED in the car, REFUNDED
    rider_id    BINARY(16)         NOT NULL,
    month       MEDIUMINT UNSIGNED NOT NULL,          -- such as 202611, of UTC
    currency    CHAR(3)            CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    minor_units BIGINT             NOT NULL,
    PRIMARY KEY (ride_id, leg_id, way),
    KEY spending_rider (rider_id, month, currency, way, minor_units) -- a rider's sums are read from it alone
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What riders can pay with, masked, from the payment topic.
CREATE TABLE method (
    method_id     BINARY(16)  NOT NULL,
    rider_id      BINARY(16)  NOT NULL,
    kind          VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    brand         VARCHAR(32),
    last_four     CHAR(4)     CHARACTER SET ascii COLLATE ascii_bin,
    expiry        CHAR(7)     CHARACTER SET ascii COLLATE ascii_bin,  -- such as 2031-12
    registered_at BIGINT,                             -- NULL: it was removed
    PRIMARY KEY (method_id),
    KEY method_of_rider (rider_id, registered_at)     -- a rider's, in the order of registration
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE payer (
    rider_id BINARY(16) NOT NULL,
    usual    BINARY(16),                              -- the default; NULL: there is none
    PRIMARY KEY (rider_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
