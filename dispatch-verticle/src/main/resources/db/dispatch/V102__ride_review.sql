-- Why somebody looks at the fare of a ride before it is charged (R12); NULL: it is charged.
ALTER TABLE ride ADD COLUMN review VARCHAR(200) NULL;
