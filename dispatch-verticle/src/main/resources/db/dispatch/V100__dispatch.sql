-- Dispatch's own tables. Times are microseconds since the epoch, domain time; ids are UUIDv7 in BINARY(16).

-- The fleet, as operators keep it.
CREATE TABLE taxi (
    id    BINARY(16)   NOT NULL,
    plate VARCHAR(16)  NOT NULL,
    seats TINYINT      NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY taxi_plate (plate)                 -- a plate is on one taxi
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- A driver and his duty. duty_version moves with everything that decides whether he may take a ride: going on and off duty, and
-- accepting; so that the two never pass each other.
CREATE TABLE driver (
    id           BINARY(16)  NOT NULL,
    name         VARCHAR(80) NOT NULL,
    taxi         BINARY(16)  NULL,                -- NULL: off duty
    duty_since   BIGINT      NOT NULL,
    duty_version INT         NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY driver_taxi (taxi)                 -- one driver per taxi (one taxi per driver by the column)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The call and the ride it becomes. version is the journal's; sends counts the batches of offers, so that whoever closes a call knows
-- that it has seen every offer.
CREATE TABLE ride (
    id            BINARY(16)  NOT NULL,
    version       INT         NOT NULL,
    state         VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    rider         BINARY(16)  NOT NULL,
    pickup_lat    DOUBLE      NOT NULL,
    pickup_lng    DOUBLE      NOT NULL,
    dropoff_lat   DOUBLE      NOT NULL,
    dropoff_lng   DOUBLE      NOT NULL,
    passengers    TINYINT     NOT NULL,
    opened_at     BIGINT      NOT NULL,
    search_until  BIGINT      NOT NULL,
    given_back    INT         NOT NULL,           -- drivers who had it before
    sends         INT         NOT NULL,
    round         INT         NOT NULL,
    next_round_at BIGINT      NOT NULL,
    driver        BINARY(16)  NULL,
    taxi          BINARY(16)  NULL,
    plate         VARCHAR(16) NULL,
    accepted_at   BIGINT      NULL,
    pickup_eta    BIGINT      NULL,
    arrived_at    BIGINT      NULL,
    picked_up_at  BIGINT      NULL,
    ended_at      BIGINT      NULL,
    meters        BIGINT      NULL,
    fare          TEXT        NULL,               -- JSON
    -- Who is bound by this ride: derived by the database from the state, so that it cannot drift from it.
    active_driver BINARY(16) GENERATED ALWAYS AS (CASE WHEN state IN ('accepted', 'arrived', 'on_trip') THEN driver END) STORED,
    active_taxi   BINARY(16) GENERATED ALWAYS AS (CASE WHEN state IN ('accepted', 'arrived', 'on_trip') THEN taxi END) STORED,
    PRIMARY KEY (id),
    UNIQUE KEY ride_active_driver (active_driver), -- one ride per driver; the ride of a driver
    UNIQUE KEY ride_active_taxi (active_taxi),     -- one ride per taxi
    KEY ride_state (state, search_until)           -- the open calls
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE offer (
    id             BINARY(16)  NOT NULL,
    ride           BINARY(16)  NOT NULL,
    driver         BINARY(16)  NOT NULL,
    attempt        INT         NOT NULL,          -- 1 for the first search, one more after each give-back
    status         VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    meters_away    BIGINT      NOT NULL,
    pickup_seconds BIGINT      NOT NULL,
    sent_at        BIGINT      NOT NULL,
    expires_at     BIGINT      NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY offer_once (ride, driver, attempt), -- nobody is asked twice; the offers of a call
    KEY offer_of_driver (driver, status),          -- a driver's open offers
    KEY offer_sent_at (sent_at)                    -- the purge
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What each driver is told, numbered without gaps. The last entry of a driver is never purged: the numbering goes on from it.
CREATE TABLE driver_feed (
    driver BINARY(16)  NOT NULL,
    seq    BIGINT      NOT NULL,
    type   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at     BIGINT      NOT NULL,
    body   TEXT        NOT NULL,                  -- JSON
    PRIMARY KEY (driver, seq),                    -- a driver's entries past a number
    KEY driver_feed_at (at)                       -- the purge
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
