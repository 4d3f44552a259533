-- How it is to be paid or was; NULL: not known, as while it is owed. A charge of before was the card's.
ALTER TABLE charge ADD COLUMN method VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NULL;
-- Whether the last attempt was never answered: then the gateway may have taken what it was asked for.
ALTER TABLE charge ADD COLUMN open_attempt BOOLEAN NOT NULL DEFAULT FALSE;
