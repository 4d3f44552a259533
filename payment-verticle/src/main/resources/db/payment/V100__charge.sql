-- What became of each charge; how it came about is in the journal.
CREATE TABLE charge (
    ride_id           BINARY(16)   NOT NULL,
    purpose           VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version           INT          NOT NULL, -- the journal's at the last change
    rider_id          BINARY(16)   NOT NULL,
    minor_units       BIGINT       NOT NULL,
    currency          CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status            VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempt           INT          NOT NULL,
    tries             INT          NOT NULL, -- in vain, while pending or unknown
    code              VARCHAR(64),           -- the gateway's reason for the last decline
    gateway_reference VARCHAR(128),          -- once captured
    since             BIGINT       NOT NULL, -- domain time
    PRIMARY KEY (ride_id, purpose)           -- one charge per ride and purpose
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
