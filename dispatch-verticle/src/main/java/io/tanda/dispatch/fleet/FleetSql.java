package io.tanda.dispatch.fleet;

import io.tanda.platform.store.Insert;

/** Every statement about drivers and taxis on one screen. */
final class FleetSql {
    static final Insert DRIVER = Insert.into("driver", "id", "name", "phone", "taxi", "duty_since", "duty_version");
    static final Insert TAXI = Insert.into("taxi", "id", "plate", "seats");

    private static final String WHOLE_DRIVER = """
            SELECT d.id AS d_id, d.name AS d_name, d.duty_version AS d_version, d.duty_since AS d_since, \
            d.standing AS d_standing, t.standing AS t_standing, \
            t.id AS t_id, t.plate AS t_plate, t.seats AS t_seats, r.id AS r_id, r.state AS r_state \
            FROM driver d LEFT JOIN taxi t ON t.id = d.taxi LEFT JOIN ride r ON r.active_driver = d.id""";
    static final String FIND_DRIVER = WHOLE_DRIVER + " WHERE d.id = ?";
    static final String FIND_DRIVER_OF_TAXI = WHOLE_DRIVER + " WHERE d.taxi = ?";
    static final String DUTY = WHOLE_DRIVER + " WHERE d.id > ? ORDER BY d.id LIMIT ?";
    static final String DUTY_ON = WHOLE_DRIVER + " WHERE d.id > ? AND d.taxi IS NOT NULL ORDER BY d.id LIMIT ?";
    static final String SET_DUTY =
            "UPDATE driver SET taxi = ?, duty_since = ?, duty_version = duty_version + 1 WHERE id = ? AND duty_version = ?";
    static final String SET_STANDING = """
            UPDATE driver SET standing = ?, taxi = ?, duty_since = ?, duty_version = duty_version + 1 \
            WHERE id = ? AND duty_version = ?""";
    static final String SET_TAXI_STANDING = "UPDATE taxi SET standing = ? WHERE id = ?";
    static final String CHANGE_DRIVER = "UPDATE driver SET name = ?, phone = ? WHERE id = ?";
    static final String FIND_TAXI = "SELECT id, plate, seats, standing FROM taxi WHERE id = ?";
    static final String CHANGE_TAXI = "UPDATE taxi SET plate = ?, seats = ? WHERE id = ?";
    static final String FIRST_DRIVERS = "SELECT id, name, phone, standing FROM driver ORDER BY id LIMIT ?";
    static final String NEXT_DRIVERS = "SELECT id, name, phone, standing FROM driver WHERE id > ? ORDER BY id LIMIT ?";
    static final String FIRST_TAXIS = "SELECT id, plate, seats, standing FROM taxi ORDER BY id LIMIT ?";
    static final String NEXT_TAXIS = "SELECT id, plate, seats, standing FROM taxi WHERE id > ? ORDER BY id LIMIT ?";

    private FleetSql() {}
}
