-- Which sweepers live: each divides the deadlines that are due among those that it finds here, so that a process more is a process's
-- work less for the others. A row counts until its time, by this server's clock, and is written anew each second: of a process that
-- died or hangs, the others have the share then. Nothing is decided by it: whoever drives a deadline twice finds its version taken.
CREATE TABLE sweeper (
    id       BINARY(16) NOT NULL, -- made at each start
    until_at BIGINT     NOT NULL, -- real time
    PRIMARY KEY (id)
) ENGINE = InnoDB;
