-- Who books by phone: a number is always the same rider.
CREATE TABLE caller (
    -- E.164
    phone VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    rider BINARY(16)  NOT NULL,
    PRIMARY KEY (phone)
) ENGINE = InnoDB;
