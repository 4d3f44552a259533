-- Each driver's last number in his feed. A commit moves the numbers of all drivers it tells in one statement, in the order of their ids,
-- and locks nothing after them; the row of the driver himself, which says whether he may take a ride, is no longer locked to tell him
-- something. A driver without a row, and one whom a process of before has told something since, goes on from his entries.
CREATE TABLE driver_feed_last (
    driver BINARY(16) NOT NULL,
    seq    BIGINT     NOT NULL,
    PRIMARY KEY (driver)
) ENGINE = InnoDB;
