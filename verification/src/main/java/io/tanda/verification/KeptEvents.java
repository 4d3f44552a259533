package io.tanda.verification;

import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What streams have to tell: the journals and feeds of the database, in their order. */
final class KeptEvents implements AutoCloseable {
    private final Connection connection;

    private KeptEvents(Connection connection) {
        this.connection = connection;
    }

    static KeptEvents of(Cluster cluster) throws IOException {
        try {
            return new KeptEvents(DriverManager.getConnection(cluster.jdbcUrl()));
        } catch (SQLException e) {
            throw new IOException("the database: " + e.getMessage(), e);
        }
    }

    List<Told.Event> ofBooking(RideId ride) throws IOException {
        return read(
                "SELECT version, type, body FROM tanda_booking.event WHERE aggregate_id = ? ORDER BY version",
                ride.value(),
                KeptEvents::journaled);
    }

    List<Told.Event> ofDriver(DriverId driver) throws IOException {
        return read(
                "SELECT seq, type, body FROM tanda_dispatch.driver_feed WHERE driver = ? ORDER BY seq",
                driver.value(),
                KeptEvents::journaled);
    }

    List<Told.Event> noticesTo(UUID receiver) throws IOException {
        return read(
                "SELECT number, kind, ride_id FROM tanda_notify.notice WHERE receiver_id = ? ORDER BY number",
                receiver,
                rows -> new Told.Event(
                        rows.getString(1), "notification", rows.getString(2) + " of " + id(rows.getBytes(3))));
    }

    private static Told.Event journaled(ResultSet rows) throws SQLException {
        return new Told.Event(rows.getString(1), rows.getString(2), new JsonObject(rows.getString(3)).encode());
    }

    private interface Reading {
        Told.Event event(ResultSet rows) throws SQLException;
    }

    private List<Told.Event> read(String sql, UUID key, Reading reading) throws IOException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setBytes(1, bytes(key));
            List<Told.Event> events = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) events.add(reading.event(rows));
            }
            return events;
        } catch (SQLException e) {
            throw new IOException("the database: " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static UUID id(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException("the database: " + e.getMessage(), e);
        }
    }
}
