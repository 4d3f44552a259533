-- What the depot has (E1).
CREATE TABLE product (
    product_id BINARY(16)   NOT NULL,
    version    INT          NOT NULL, -- the journal's at the last change
    name       VARCHAR(80)  NOT NULL,
    quantity   INT          NOT NULL, -- items altogether, in stock and out
    updated_at BIGINT       NOT NULL, -- domain time
    PRIMARY KEY (product_id)          -- also the list, in the order of registration
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
