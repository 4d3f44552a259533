-- What was given back of each charge; how it came about is in the journal.
CREATE TABLE refund (
    ride_id           BINARY(16)   NOT NULL,
    purpose           VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    number            INT          NOT NULL, -- 1 for a charge's first
    refund_id         BINARY(16)   NOT NULL,
    version           INT          NOT NULL, -- the journal's at the last change
    rider_id          BINARY(16)   NOT NULL,
    minor_units       BIGINT       NOT NULL,
    currency          CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    captured          VARCHAR(128) NOT NULL, -- the gateway's own id of what it took
    status            VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tries             INT          NOT NULL, -- in vain, while asked
    code              VARCHAR(64),           -- the gateway's reason, where it refused
    gateway_reference VARCHAR(128),          -- once made
    since             BIGINT       NOT NULL, -- domain time
    PRIMARY KEY (ride_id, purpose, number),  -- two refunds decided at once are numbered alike, and one is decided again
    UNIQUE KEY refund_id (refund_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
