-- All payment methods of a rider together; how they came about is in the journal.
CREATE TABLE wallet (
    rider_id BINARY(16) NOT NULL,
    version  INT        NOT NULL,            -- the journal's at the last change: of two that race one decides again
    usual    BINARY(16),                     -- the method that pays where a booking names none; NULL: there is no method
    PRIMARY KEY (rider_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What a rider can pay with. No column has a number of a card or an account: the gateway has it.
CREATE TABLE method (
    rider_id      BINARY(16)   NOT NULL,
    method_id     BINARY(16)   NOT NULL,
    kind          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    token         VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin, -- what the gateway charges it by; NULL: cash, as all that follow
    brand         VARCHAR(32),
    last_four     CHAR(4)      CHARACTER SET ascii COLLATE ascii_bin,
    expiry        CHAR(7)      CHARACTER SET ascii COLLATE ascii_bin, -- such as 2031-12; NULL: it does not expire
    registered_at BIGINT       NOT NULL,     -- domain time
    removed_at    BIGINT,                    -- domain time; NULL: it is there. What was booked with it is still paid with it
    PRIMARY KEY (rider_id, method_id),
    KEY method_removed (removed_at)          -- those that nothing is paid with any more
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Whether the gateway lets a method be charged: an amount that it is asked to hold, and to let go of.
CREATE TABLE verification (
    method_id         BINARY(16)   NOT NULL, -- that it is to become
    version           INT          NOT NULL, -- one more with each change
    rider_id          BINARY(16)   NOT NULL,
    kind              VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    minor_units       BIGINT       NOT NULL,
    currency          CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status            VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- ASKED, HELD or OVER
    token             VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin, -- while it is asked
    registered        BOOLEAN      NOT NULL DEFAULT FALSE,
    code              VARCHAR(64),           -- why it was not registered
    gateway_reference VARCHAR(128),          -- of what is held
    tries             INT          NOT NULL, -- in vain
    since             BIGINT       NOT NULL, -- domain time
    PRIMARY KEY (method_id),
    KEY verification_old (status, since)     -- those that are over
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
