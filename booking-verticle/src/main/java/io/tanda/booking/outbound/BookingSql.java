package io.tanda.booking.outbound;

import io.tanda.platform.store.Insert;

/** The statements. Column names are {@link BookingRow}'s. */
public final class BookingSql {
    /** A new booking, and nothing that comes later: the hot path. */
    static final Insert OPEN = Insert.into(BookingRow.TABLE, BookingRow.OPENED);

    /** The revision is the guard: of two who decided on the same state one finds no row. */
    static final String CHANGE = "UPDATE " + BookingRow.TABLE + " SET " + String.join(" = ?, ", BookingRow.CHANGING)
            + " = ? WHERE id = ? AND revision = ?";

    /** Nothing new in the row, but what goes with it was decided on this state. */
    static final String UNCHANGED =
            "UPDATE " + BookingRow.TABLE + " SET revision = revision WHERE id = ? AND revision = ?";

    static final String FIND = "SELECT * FROM " + BookingRow.TABLE + " WHERE id = ?";

    static final String FIND_OF_RIDER = "SELECT * FROM " + BookingRow.TABLE + " WHERE id = ? AND rider_id = ?";

    /** Index list_of_rider. */
    static final String LIST_OF_RIDER =
            "SELECT * FROM " + BookingRow.TABLE + " WHERE rider_id = ? ORDER BY id DESC LIMIT ?";

    static final String LIST_OF_RIDER_BEFORE =
            "SELECT * FROM " + BookingRow.TABLE + " WHERE rider_id = ? AND id < ? ORDER BY id DESC LIMIT ?";

    static final Insert PERSON = Insert.into("person", "ride", "first_name", "phone");

    /** Of a booking that is not over. */
    static final String RIDER_OF = "SELECT b.pickup_lat, b.pickup_lng, b.pickup_label, b.dropoff_lat, b.dropoff_lng,"
            + " b.dropoff_label, p.first_name, p.phone FROM " + BookingRow.TABLE
            + " b LEFT JOIN person p ON p.ride = b.id WHERE b.id = ? AND b.ended_at IS NULL";

    /** Of a fence {@code t}: nobody waits for more of this ride. */
    public static final String OVER =
            "NOT EXISTS (SELECT 1 FROM " + BookingRow.TABLE + " b WHERE b.id = t.aggregate_id AND b.ended_at IS NULL)";

    private BookingSql() {}
}
