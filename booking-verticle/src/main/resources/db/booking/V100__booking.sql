-- One row per booking. Times are microseconds since the epoch, ids are UUIDv7.
CREATE TABLE booking (
    id                  BINARY(16)   NOT NULL,
    rider_id            BINARY(16)   NOT NULL,
    -- of the last event in the journal: what riders see
    version             INT          NOT NULL,
    -- grows with every change: what guards the row
    revision            INT          NOT NULL,
    status              VARCHAR(24)  NOT NULL,
    pickup_lat          DOUBLE       NOT NULL,
    pickup_lng          DOUBLE       NOT NULL,
    pickup_label        VARCHAR(120) NULL,
    dropoff_lat         DOUBLE       NOT NULL,
    dropoff_lng         DOUBLE       NOT NULL,
    dropoff_label       VARCHAR(120) NULL,
    passengers          TINYINT      NOT NULL,
    payment_method      VARCHAR(16)  NOT NULL,
    requested_at        BIGINT       NOT NULL,
    search_until        BIGINT       NOT NULL,
    expires_at          BIGINT       NOT NULL,
    -- SILENT, DELAYED (dispatch not heard of in time), OPEN (dispatch has opened the call)
    search              VARCHAR(8)   NOT NULL,
    driver_id           BINARY(16)   NULL,
    taxi_id             BINARY(16)   NULL,
    plate               VARCHAR(16)  NULL,
    pickup_eta          BIGINT       NULL,
    assigned_at         BIGINT       NULL,
    arrived_at          BIGINT       NULL,
    started_at          BIGINT       NULL,
    dropped_off_at      BIGINT       NULL,
    fare_minor_units    BIGINT       NULL,
    -- captured; before the drop-off when payment's event was faster than dispatch's
    paid_minor_units    BIGINT       NULL,
    currency            CHAR(3)      NULL,
    cancel_asked_at     BIGINT       NULL,
    -- when the driver whom the rider knew of when asking had been assigned
    cancel_driver_since BIGINT       NULL,
    -- where a rejected cancellation goes back to
    cancel_returns_to   VARCHAR(24)  NULL,
    cancel_free         BOOLEAN      NULL,
    cancel_reason       VARCHAR(200) NULL,
    ended_at            BIGINT       NULL,
    updated_at          BIGINT       NOT NULL,
    PRIMARY KEY (id),
    -- BOOKING_LIST: a rider's bookings, newest first
    KEY list_of_rider (rider_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
