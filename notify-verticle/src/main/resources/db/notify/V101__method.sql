-- What a notice about a rider's payment methods is filled with, such as visa 4242. It is about no ride: ride_id is the wallet's id there, which
-- tells no age.
ALTER TABLE notice ADD COLUMN method VARCHAR(64) NULL;
