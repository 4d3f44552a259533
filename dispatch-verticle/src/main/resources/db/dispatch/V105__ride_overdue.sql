-- Somebody was told that the ride stays in its state for too long (R14, R15).
ALTER TABLE ride ADD COLUMN overdue BOOLEAN NOT NULL DEFAULT FALSE;
