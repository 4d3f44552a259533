-- What every context's schema holds beside its own tables. Platform migrations are versions 1 to 99, a context's own start at 100.
-- Times are microseconds since the epoch; ids are UUIDv7 in BINARY(16). Expand only: old and new processes work on one schema.

-- The journal: append-only, written with the state it tells of. Each event of an aggregate adds exactly 1 to its version.
CREATE TABLE event (
    aggregate_id BINARY(16)   NOT NULL,
    version      INT          NOT NULL,
    type         VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- wire name: booking.ride-requested.v1
    at           BIGINT       NOT NULL,                                       -- domain time
    actor_role   VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- RIDER, DRIVER, OPERATOR, SYSTEM
    actor_id     BINARY(16)   NOT NULL,
    trace        VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin,          -- W3C traceparent
    body         MEDIUMTEXT   NOT NULL,                                       -- JSON
    PRIMARY KEY (aggregate_id, version)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What is not yet in Kafka: one row for each lane that a commit touched, deleted after Kafka's acknowledgement. Ids are not in the
-- order of commits between aggregates (a smaller id may appear later), so never remember a highest id; for one aggregate they are.
CREATE TABLE outbox (
    id       BIGINT   NOT NULL AUTO_INCREMENT,
    lane     SMALLINT NOT NULL,
    pointers BLOB     NOT NULL, -- one after the other, 20 bytes each: aggregate_id (16), version (4, big endian)
    PRIMARY KEY (id),
    KEY outbox_lane (lane, id)  -- the relay: the oldest of a lane
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- A relay claims a lane by locking its row, never rows of the outbox. As many rows as Lanes.COUNT says.
CREATE TABLE lane (
    lane SMALLINT NOT NULL,
    PRIMARY KEY (lane)
) ENGINE = InnoDB;
INSERT INTO lane (lane) VALUES (0), (1), (2), (3), (4), (5), (6), (7);

-- Commands that took effect, and what they were answered. Kept 48 h.
CREATE TABLE command (
    id          BINARY(16)   NOT NULL,
    fingerprint VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin, -- of the request; another one with the same id is refused
    reply       MEDIUMTEXT   NOT NULL,                              -- JSON
    made_at     BIGINT       NOT NULL,                              -- real time
    PRIMARY KEY (id),
    KEY command_made_at (made_at) -- the purge
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- How far a consumer has followed an aggregate; written with the effects. The consumer's name says who follows whom
-- (dispatch<-booking): one ride is an aggregate of several contexts.
CREATE TABLE fence (
    consumer     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    aggregate_id BINARY(16)  NOT NULL,
    version      INT         NOT NULL, -- the highest that took effect
    PRIMARY KEY (consumer, aggregate_id)
) ENGINE = InnoDB;

-- Aggregates that a consumer gave up on, with the event it could not handle: an operator's work. Names as in fence.
CREATE TABLE parked (
    consumer     VARCHAR(64)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    aggregate_id BINARY(16)    NOT NULL,
    version      INT           NOT NULL, -- the first that has not taken effect
    context      VARCHAR(32)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- whose event it is
    error        VARCHAR(2000) NOT NULL,
    tries        INT           NOT NULL,
    at           BIGINT        NOT NULL, -- real time
    PRIMARY KEY (consumer, aggregate_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What must happen next, and when, whichever process lives then.
CREATE TABLE deadline (
    aggregate_id BINARY(16)  NOT NULL,
    kind         VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    due_at       BIGINT      NOT NULL, -- domain time
    PRIMARY KEY (aggregate_id, kind),
    KEY deadline_due_at (due_at) -- the sweeper: the earliest
) ENGINE = InnoDB;
