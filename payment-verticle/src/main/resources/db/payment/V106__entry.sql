-- The ledger: double entry, only ever added to. What is booked by one act has the same first three columns, and sums to nothing.
CREATE TABLE entry (
    aggregate_id BINARY(16)   NOT NULL, -- the charge, refund, verification or payout
    purpose      VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- what is booked of it
    attempt      INT          NOT NULL, -- of the charge at the gateway; 1 for what is done once
    leg          INT          NOT NULL, -- 1, 2, ...
    account      VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    owner_id     BINARY(16),            -- a rider or a driver; NULL: it is the company's
    ride_id      BINARY(16),            -- NULL: it is about none
    minor_units  BIGINT       NOT NULL, -- less than nothing: there is less of it
    currency     CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reference    VARCHAR(128),          -- the gateway's own, or of a transfer
    at           BIGINT       NOT NULL, -- domain time
    booked_at    BIGINT       NOT NULL, -- real time
    PRIMARY KEY (aggregate_id, purpose, attempt, leg), -- a repeated act is not booked twice
    KEY entry_owner (owner_id, account, at),           -- a driver's statement
    KEY entry_account (account, booked_at)             -- the gateway's of a day; balances
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Who drove; NULL: it is of before the ledger.
ALTER TABLE charge ADD COLUMN driver_id BINARY(16) NULL;

-- Whose money it is that is given back.
ALTER TABLE refund
    ADD COLUMN source VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'BEFORE', -- FARE, CREDIT or BEFORE
    ADD COLUMN driver_id BINARY(16) NULL,           -- of a FARE
    ADD COLUMN commission BIGINT NOT NULL DEFAULT 0; -- of a FARE: the part that was the company's
