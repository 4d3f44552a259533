-- Whose tokens count no more: those that were issued until then, in real time.
CREATE TABLE revocation (
    subject      BINARY(16) NOT NULL,
    issued_until BIGINT     NOT NULL,
    PRIMARY KEY (subject),
    KEY revocation_issued_until (issued_until) -- the newest; the purge
) ENGINE = InnoDB;
