-- Who is told of what happens to a ride. A ride has one rider, and one driver drops him off: who is told twice is told the same.
CREATE TABLE ride (
    ride_id          BINARY(16) NOT NULL,
    rider_id         BINARY(16),
    dropped_by       BINARY(16),                     -- the driver, from the drop-off on
    paid_minor_units BIGINT,
    paid_currency    CHAR(3)    CHARACTER SET ascii COLLATE ascii_bin,
    paid_at          BIGINT,                         -- domain time; captured by the gateway
    ended_at         BIGINT,                         -- domain time
    PRIMARY KEY (ride_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- A rider or a driver: locked by whoever writes a notice to him, so that his numbers grow in the order of commits.
CREATE TABLE receiver (
    receiver_id BINARY(16) NOT NULL,
    language    VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin, -- NULL: the usual one
    PRIMARY KEY (receiver_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Where he is told besides inbox and stream; he says so himself.
CREATE TABLE contact (
    receiver_id BINARY(16)   NOT NULL,
    channel     VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    address     VARCHAR(500) NOT NULL,
    PRIMARY KEY (receiver_id, channel)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Who was told of what (A10): the inbox. The words are found when it is read, by its kind.
CREATE TABLE notice (
    number      BIGINT      NOT NULL AUTO_INCREMENT,
    receiver_id BINARY(16)  NOT NULL,
    role        VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- RIDER or DRIVER
    ride_id     BINARY(16)  NOT NULL,
    kind        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- the event's wire name
    at          BIGINT      NOT NULL,                -- domain time
    plate       VARCHAR(16),                         -- what the words are filled with
    minutes     INT,
    minor_units BIGINT,
    currency    CHAR(3)     CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (number),
    KEY notice_newest (receiver_id, at, number),     -- somebody's notices, newest first
    KEY notice_next (receiver_id, number),           -- those past a number, for his stream
    UNIQUE KEY notice_once (ride_id, kind, receiver_id, at) -- two topics may tell the same
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- A notice on its way by a channel: there before anybody is called, claimed with each try, and what became of it.
CREATE TABLE delivery (
    number     BIGINT      NOT NULL,                 -- the notice's
    channel    VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_at    BIGINT      NOT NULL,                 -- real time, as all here
    due_at     BIGINT,                               -- of the next try, or until when the one under way is waited for; NULL: it is over
    holder     BINARY(16),                           -- the claim of the try that is under way
    tries      INT         NOT NULL DEFAULT 0,       -- begun
    unanswered INT         NOT NULL DEFAULT 0,       -- tries in a row of which nobody knows what became
    outcome    VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (number, channel),                   -- never twice
    KEY delivery_due (channel, due_at),              -- what is to be tried next
    KEY delivery_holder (holder),                    -- what was claimed
    KEY delivery_made (made_at)                      -- old ones
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
