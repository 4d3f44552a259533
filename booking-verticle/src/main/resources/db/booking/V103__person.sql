-- Whom the driver meets (A4), where the rider said so with his request. A table of its own: a booking is kept for ever, and this is not.
CREATE TABLE person (
    ride       BINARY(16)  NOT NULL,
    first_name VARCHAR(40) NOT NULL,
    -- E.164
    phone      VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (ride)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
