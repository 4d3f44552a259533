-- What drivers were paid, as finance wrote it down: only ever added to. The ledger has the amounts.
CREATE TABLE payout (
    driver_id   BINARY(16)   NOT NULL,
    number      INT          NOT NULL, -- 1 for a driver's first: of two that are written down at once one decides again
    payout_id   BINARY(16)   NOT NULL, -- the ledger's aggregate
    minor_units BIGINT       NOT NULL,
    currency    CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reference   VARCHAR(64)  NOT NULL, -- of the transfer
    at          BIGINT       NOT NULL, -- domain time
    PRIMARY KEY (driver_id, number),
    UNIQUE KEY payout_reference (driver_id, reference) -- one transfer is written down once
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TRIGGER payout_is_not_changed BEFORE UPDATE ON payout FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'payouts are only added';

CREATE TRIGGER payout_is_not_deleted BEFORE DELETE ON payout FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'payouts are only added';
