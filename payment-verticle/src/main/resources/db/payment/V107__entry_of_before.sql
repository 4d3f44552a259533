-- What is there is booked against the opening: fares that are due, and how they were paid, what was given back, and what is held. A fare
-- that somebody still looks at is not due.
INSERT INTO entry (aggregate_id, purpose, attempt, leg, account, owner_id, ride_id, minor_units, currency, at, booked_at)
SELECT ride_id, 'FARE', 1, 1, 'RIDER', rider_id, ride_id, minor_units, currency, since, since
FROM charge WHERE NOT (status = 'OWED' AND code <=> 'review');
INSERT INTO entry (aggregate_id, purpose, attempt, leg, account, ride_id, minor_units, currency, at, booked_at)
SELECT ride_id, 'FARE', 1, 2, 'OPENING', ride_id, -minor_units, currency, since, since
FROM charge WHERE NOT (status = 'OWED' AND code <=> 'review');

INSERT INTO entry (aggregate_id, purpose, attempt, leg, account, ride_id, minor_units, currency, reference, at, booked_at)
SELECT c.ride_id, 'CAPTURE', c.attempt, 1, 'GATEWAY_CLEARING', c.ride_id, c.minor_units, c.currency, c.gateway_reference, c.since,
    COALESCE(a.settled_at, c.since)
FROM charge c LEFT JOIN charge_attempt a ON a.ride_id = c.ride_id AND a.purpose = c.purpose AND a.attempt = c.attempt
WHERE c.status IN ('CAPTURED', 'OVERPAID');
INSERT INTO entry (aggregate_id, purpose, attempt, leg, account, owner_id, ride_id, minor_units, currency, reference, at, booked_at)
SELECT c.ride_id, 'CAPTURE', c.attempt, 2, 'RIDER', c.rider_id, c.ride_id, -c.minor_units, c.currency, c.gateway_reference, c.since,
    COALESCE(a.settled_at, c.since)
FROM charge c LEFT JOIN charge_attempt a ON a.ride_id = c.ride_id AND a.purpose = c.purpose AND a.attempt = c.attempt
WHERE c.status IN ('CAPTURED', 'OVERPAID');

INSERT INTO entry (aggregate_id, purpose, attempt, leg, account, ride_id, minor_units, currency, at, booked_at)
SELECT ride_id, IF(method IS NULL, 'WRITE_OFF', 'TENDER'), 1, 1, 'OPENING', ride_id, minor_units, currency, since, since
FROM charge WHERE status IN ('TENDERED', 'WRITTEN_OFF', 'OVERPAID');
INSERT INTO entry (aggregate_id, purpose, attempt, leg, account, owner_id, ride_id, minor_units, currency, at, booked_at)
SELECT ride_id, IF(method IS NULL, 'WRITE_OFF', 'TENDER'), 1, 2, 'RIDER', rider_id, ride_id, -minor_units, currency, since, since
FROM charge WHERE status IN ('TENDERED', 'WRITTEN_OFF', 'OVERPAID');

INSERT INTO entry (aggregate_id, purpose, attempt, leg, account, ride_id, minor_units, currency, reference, at, booked_at)
SELECT refund_id, 'REFUND', 1, 1, 'GATEWAY_CLEARING', ride_id, -minor_units, currency, gateway_reference, since, since
FROM refund WHERE status = 'MADE';
INSERT INTO entry (aggregate_id, purpose, attempt, leg, account, ride_id, minor_units, currency, reference, at, booked_at)
SELECT refund_id, 'REFUND', 1, 2, 'OPENING', ride_id, minor_units, currency, gateway_reference, since, since
FROM refund WHERE status = 'MADE';

INSERT INTO entry (aggregate_id, purpose, attempt, leg, account, minor_units, currency, at, booked_at)
SELECT method_id, 'HOLD', 1, 1, 'VERIFICATION', minor_units, currency, since, since FROM verification WHERE status = 'HELD';
INSERT INTO entry (aggregate_id, purpose, attempt, leg, account, owner_id, minor_units, currency, at, booked_at)
SELECT method_id, 'HOLD', 1, 2, 'RIDER', rider_id, -minor_units, currency, since, since FROM verification WHERE status = 'HELD';

-- From here on.
CREATE TRIGGER entry_is_not_changed BEFORE UPDATE ON entry FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the ledger is only added to';

CREATE TRIGGER entry_is_not_deleted BEFORE DELETE ON entry FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the ledger is only added to';
