-- A context for the store's own tests.
CREATE TABLE thing (
    id      BINARY(16)   NOT NULL,
    version INT          NOT NULL,
    owner   BINARY(16),
    note    VARCHAR(200) NOT NULL DEFAULT '',
    PRIMARY KEY (id),
    UNIQUE KEY thing_owner (owner)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
