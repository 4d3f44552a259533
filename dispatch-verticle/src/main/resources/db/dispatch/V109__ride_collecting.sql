-- What the rider means to pay by. Calls of before are the card's.
ALTER TABLE ride ADD COLUMN payment_method VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'CARD';
-- A fare that is not paid keeps its driver (A8): why the card was declined, and until when.
ALTER TABLE ride ADD COLUMN decline_code VARCHAR(64) NULL;
ALTER TABLE ride ADD COLUMN collect_until BIGINT NULL;
-- What came of it: CASH, TERMINAL, SETTLED, OWED.
ALTER TABLE ride ADD COLUMN closed VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NULL;
ALTER TABLE ride ADD COLUMN closed_at BIGINT NULL;
-- The driver who collects can have no other ride. His taxi is not bound: where he has handed it over meanwhile, it is another's.
ALTER TABLE ride MODIFY active_driver BINARY(16)
    GENERATED ALWAYS AS (CASE WHEN state IN ('accepted', 'arrived', 'on_trip', 'collecting') THEN driver END) STORED;
