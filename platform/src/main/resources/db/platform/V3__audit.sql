-- What operators did, written with what it changed (ADR 17). Rows are added and read: the database itself refuses to change or delete one.
CREATE TABLE audit (
    id         BINARY(16)   NOT NULL,                                         -- UUIDv7: in the order of time
    at         BIGINT       NOT NULL,                                         -- domain time
    actor_role VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    actor_id   BINARY(16)   NOT NULL,
    act        VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- assign-call
    about      BINARY(16)   NOT NULL,                                         -- the ride, driver, taxi or subject of a token
    reason     VARCHAR(200) NOT NULL,
    trace      VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin,            -- W3C traceparent
    PRIMARY KEY (id),
    KEY audit_about (about, id),    -- what was done to one thing
    KEY audit_actor (actor_id, id)  -- what one operator did
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit entries are never changed';

CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit entries are never deleted';
