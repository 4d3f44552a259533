-- Whom dispatch asked about a call and why in this order, and who declined: what no event tells, and the offers' rows only for a day.
-- A row for each batch of offers, written with it and never changed.
CREATE TABLE decision (
    ride BINARY(16) NOT NULL,
    id   BINARY(16) NOT NULL,                        -- UUIDv7: in the order of writing
    at   BIGINT     NOT NULL,
    body TEXT       NOT NULL,                        -- JSON
    PRIMARY KEY (ride, id)                           -- a ride's
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
