-- What his riders may call (A4), E.164; NULL: nobody said.
ALTER TABLE driver ADD COLUMN phone VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL;
