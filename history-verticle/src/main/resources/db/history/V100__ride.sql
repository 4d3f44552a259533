-- One row per ride (A11). Each topic writes its own columns; what it has not told yet is NULL.
-- ride_id is a UUIDv7 made at the request, so its order is the order of requests.
CREATE TABLE ride (
    ride_id          BINARY(16)  NOT NULL,

    -- from the booking topic
    rider_id         BINARY(16),
    status           VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    phase            VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin, -- the status, had nobody asked for cancellation
    pickup_lat       DOUBLE,
    pickup_lng       DOUBLE,
    dropoff_lat      DOUBLE,
    dropoff_lng      DOUBLE,
    passengers       TINYINT UNSIGNED,
    requested_at     BIGINT,                                            -- domain time, as all here
    ended_at         BIGINT,
    reason           VARCHAR(255),

    -- from the dispatch topic
    driver_id        BINARY(16),
    taxi_id          BINARY(16),
    plate            VARCHAR(16),
    accepted_at      BIGINT,
    arrived_at       BIGINT,
    picked_up_at     BIGINT,
    dropped_off_at   BIGINT,
    meters           BIGINT,
    fare             TEXT,                                              -- JSON

    -- from the payment topic
    payer_id         BINARY(16),
    payment          VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin,
    paid_minor_units BIGINT,
    paid_currency    CHAR(3)     CHARACTER SET ascii COLLATE ascii_bin,
    paid_at          BIGINT,

    PRIMARY KEY (ride_id),                           -- all rides, newest first
    KEY ride_rider (rider_id, ride_id),              -- a rider's rides, newest first
    KEY ride_driver (driver_id, ride_id),            -- a driver's rides, newest first
    KEY ride_status (status, ride_id),               -- rides in a status, newest first
    KEY ride_requested_at (requested_at, ride_id)    -- rides of a time, newest first
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Who was told of what (A10); written with the row that the event changed.
CREATE TABLE notification (
    id           BIGINT      NOT NULL AUTO_INCREMENT,
    recipient_id BINARY(16)  NOT NULL,               -- a rider or a driver
    ride_id      BINARY(16)  NOT NULL,
    kind         VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- the event's wire name
    at           BIGINT      NOT NULL,
    PRIMARY KEY (id),
    KEY notification_recipient (recipient_id, id),   -- somebody's notifications, newest first
    UNIQUE KEY notification_once (ride_id, kind, recipient_id, at) -- two topics may tell the same
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
