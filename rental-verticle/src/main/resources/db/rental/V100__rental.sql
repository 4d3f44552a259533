-- What drivers order of the depot, and what became of it (E2, E3, E4).

-- A copy of the catalogue's products, from its topic: what orders are called.
CREATE TABLE product (
    product_id BINARY(16)  NOT NULL,
    name       VARCHAR(80) NOT NULL,
    PRIMARY KEY (product_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE rental_order (
    order_id   BINARY(16)  NOT NULL,
    driver_id  BINARY(16)  NOT NULL,
    product_id BINARY(16)  NOT NULL,
    quantity   INT         NOT NULL, -- items
    status     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    delivery   VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin, -- as delivery told it last
    version    INT         NOT NULL, -- the journal's at the last change
    ordered_at BIGINT      NOT NULL, -- domain time
    updated_at BIGINT      NOT NULL, -- domain time
    PRIMARY KEY (order_id),
    KEY rental_order_driver (driver_id, order_id) -- a driver's orders, newest first
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
