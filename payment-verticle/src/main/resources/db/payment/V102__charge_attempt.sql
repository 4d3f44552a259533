-- What the gateway was asked for, one row an attempt: added before the call, completed once, and never changed otherwise. An attempt of
-- before this table has no row.
CREATE TABLE charge_attempt (
    ride_id     BINARY(16)   NOT NULL,
    purpose     VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempt     INT          NOT NULL, -- 1 for a charge's first; one more only after it is known that the one before took nothing
    attempt_key VARCHAR(80)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- as the gateway was given it
    minor_units BIGINT       NOT NULL,
    currency    CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    asked_at    BIGINT       NOT NULL, -- real time, before the call: how old the key is at the most
    doubt       VARCHAR(500),          -- what was asked and what was said, where the answer was not believed or understood
    outcome     VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin, -- captured, declined, not_taken; NULL: nobody knows yet
    detail      VARCHAR(128),          -- the gateway's reference of what it captured, or its reason
    settled_at  BIGINT,                -- real time
    PRIMARY KEY (ride_id, purpose, attempt)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TRIGGER charge_attempt_is_completed_once BEFORE UPDATE ON charge_attempt FOR EACH ROW
BEGIN
    IF OLD.outcome IS NOT NULL
        OR OLD.doubt IS NOT NULL AND NOT (NEW.doubt <=> OLD.doubt)
        OR NEW.ride_id <> OLD.ride_id
        OR NEW.purpose <> OLD.purpose
        OR NEW.attempt <> OLD.attempt
        OR NEW.attempt_key <> OLD.attempt_key
        OR NEW.minor_units <> OLD.minor_units
        OR NEW.currency <> OLD.currency
        OR NEW.asked_at <> OLD.asked_at
    THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'attempts are completed once and never changed';
    END IF;
END;

CREATE TRIGGER charge_attempt_is_not_deleted BEFORE DELETE ON charge_attempt FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'attempts are never deleted';
