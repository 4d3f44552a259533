-- What left the depot's stock, and what came back (E2, E3).

-- A copy of the catalogue's products, from its topic, and where their items are:
-- registered = in_stock + the items of all that is DELIVERED.
CREATE TABLE stock (
    product_id BINARY(16) NOT NULL,
    registered INT        NOT NULL, -- items altogether, as the catalogue told it last
    in_stock   INT        NOT NULL, -- below zero where fewer are registered than are out
    PRIMARY KEY (product_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE delivery (
    order_id   BINARY(16)  NOT NULL,
    product_id BINARY(16)  NOT NULL,
    quantity   INT         NOT NULL, -- items
    status     VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version    INT         NOT NULL, -- the journal's at the last change; 0 while nothing was told
    updated_at BIGINT      NOT NULL, -- domain time
    PRIMARY KEY (order_id),
    KEY delivery_product (product_id, status, quantity) -- what waits for a product, and how much of it is out
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
