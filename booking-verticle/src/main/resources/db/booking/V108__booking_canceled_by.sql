-- Who asked for a cancellation that is not confirmed yet; NULL: the rider (R17).
ALTER TABLE booking ADD COLUMN cancel_by VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL;
