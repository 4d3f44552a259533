-- When a stream or a poll of the driver took the offer; NULL: none has.
ALTER TABLE offer
    MODIFY status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ADD COLUMN delivered_at BIGINT NULL;
