-- Who may write to whom: dispatch's word on the two who a ride binds.
CREATE TABLE ride (
    ride_id   BINARY(16) NOT NULL,
    rider_id  BINARY(16) NULL,
    driver_id BINARY(16) NULL, -- who has the ride, or had it last
    ended_at  BIGINT     NULL, -- domain time; NULL: it goes on
    PRIMARY KEY (ride_id)
) ENGINE = InnoDB;

-- Between two people about one ride, or from the company to one. Its key opens what they wrote; without it nobody can read it again.
CREATE TABLE conversation (
    conversation_id BINARY(16)    NOT NULL,
    one_id          BINARY(16)    NOT NULL,
    other_id        BINARY(16)    NOT NULL,
    generation      INT           NOT NULL, -- of the key: one more each time that it was destroyed
    sealed_key      VARBINARY(64) NULL,     -- under the master key, which is not in any database; NULL: destroyed
    made_at         BIGINT        NOT NULL, -- domain time
    PRIMARY KEY (conversation_id),
    KEY conversation_one (one_id),          -- whoever is erased
    KEY conversation_other (other_id),
    KEY conversation_made (made_at)         -- the purge
) ENGINE = InnoDB;

CREATE TABLE message (
    message_id       BINARY(16)      NOT NULL,
    command_id       BINARY(16)      NOT NULL, -- a repetition finds what it began
    version          INT             NOT NULL, -- the journal's at the last change; 0: nothing is told of it yet
    kind             VARCHAR(16)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ride_id          BINARY(16)      NULL,
    conversation_id  BINARY(16)      NOT NULL,
    sender_role      VARCHAR(16)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sender_id        BINARY(16)      NOT NULL,
    receiver_role    VARCHAR(16)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    receiver_id      BINARY(16)      NOT NULL,
    minor_units      BIGINT          NULL, -- NULL: it is free
    currency         CHAR(3)         CHARACTER SET ascii COLLATE ascii_bin NULL,
    status           VARCHAR(16)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code             VARCHAR(64)     NULL,
    owes_back        BOOLEAN         NOT NULL, -- it was taken for a message that was not sent
    written_at       BIGINT          NOT NULL, -- domain time
    read_at          BIGINT          NULL,
    sender_deleted   BOOLEAN         NOT NULL DEFAULT FALSE,
    receiver_deleted BOOLEAN         NOT NULL DEFAULT FALSE,
    generation       INT             NOT NULL, -- of the key
    text             VARBINARY(4096) NOT NULL, -- sealed
    PRIMARY KEY (message_id),
    UNIQUE KEY message_command (command_id),
    KEY message_lately (sender_id, written_at), -- the rate
    KEY message_conversation (conversation_id)  -- the purge of conversations
) ENGINE = InnoDB;

CREATE TABLE block (
    owner_id  BINARY(16) NOT NULL,
    sender_id BINARY(16) NOT NULL,
    PRIMARY KEY (owner_id, sender_id)
) ENGINE = InnoDB;

-- A view, from the events alone: ./tanda rebuild mailbox
CREATE TABLE mailbox (
    message_id       BINARY(16)  NOT NULL,
    version          INT         NOT NULL, -- of the journal, that it shows
    kind             VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ride_id          BINARY(16)  NULL,
    sender_role      VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sender_id        BINARY(16)  NOT NULL,
    receiver_role    VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    receiver_id      BINARY(16)  NOT NULL,
    minor_units      BIGINT      NULL,
    currency         CHAR(3)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    status           VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code             VARCHAR(64) NULL,
    written_at       BIGINT      NOT NULL,
    read_at          BIGINT      NULL,
    unread           BOOLEAN     NOT NULL, -- of its receiver: sent, and not read
    sender_deleted   BOOLEAN     NOT NULL DEFAULT FALSE,
    receiver_deleted BOOLEAN     NOT NULL DEFAULT FALSE,
    PRIMARY KEY (message_id),
    KEY mailbox_came (receiver_id, receiver_deleted, status, unread, message_id), -- unread first, then the newest
    KEY mailbox_sent (sender_id, sender_deleted, message_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- That something came, for streams; written with the message.
CREATE TABLE message_feed (
    receiver   BINARY(16) NOT NULL,
    seq        BIGINT     NOT NULL,
    message_id BINARY(16) NOT NULL,
    at         BIGINT     NOT NULL,
    PRIMARY KEY (receiver, seq),
    KEY message_feed_at (at) -- the purge
) ENGINE = InnoDB;

CREATE TABLE message_feed_last (
    receiver BINARY(16) NOT NULL,
    seq      BIGINT     NOT NULL,
    PRIMARY KEY (receiver)
) ENGINE = InnoDB;
