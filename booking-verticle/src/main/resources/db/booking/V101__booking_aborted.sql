-- Why the ride ended before the place where it should (R16); NULL: it did not.
ALTER TABLE booking ADD COLUMN aborted VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL;
