-- Payment has said that the fare is owed, and the drop-off was not heard of yet.
ALTER TABLE booking ADD COLUMN owed_ahead BOOLEAN NOT NULL DEFAULT FALSE;
