package io.tanda.roads;

import java.util.Locale;

/** Of what kind a road is, as far as taxis are faster on one than on the other. */
public enum RoadKind {
    MOTORWAY,
    PRIMARY,
    SECONDARY,
    TERTIARY,
    OTHER;

    /** @param roadClass as maps name it */
    static RoadKind of(String roadClass) {
        return switch (roadClass) {
            case "motorway", "trunk" -> MOTORWAY;
            case "primary" -> PRIMARY;
            case "secondary" -> SECONDARY;
            case "tertiary" -> TERTIARY;
            default -> OTHER;
        };
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
