package io.tanda.web.json;

import static io.tanda.web.json.Fields.number;
import static io.tanda.web.json.Fields.object;
import static io.tanda.web.json.Fields.text;
import static io.tanda.web.json.Fields.that;
import static io.tanda.web.json.Fields.then;

import io.tanda.contract.GeoPoint;
import io.tanda.contract.Place;
import io.tanda.web.json.Fields.Field;
import io.tanda.web.json.Fields.Kind;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Places in bodies: what several contexts' schemas have in common. */
public final class Places {
    private static final String NO_FIX = "0,0 is what a receiver without a fix reports, not a place";
    private static final Kind<Double> LAT = number(-90, 90);
    private static final Kind<Double> LNG = number(-180, 180);

    /** Latitude and longitude before they are known to be a place. */
    public record Degrees(double lat, double lng) {
        /** A rule over a value with degrees in it. */
        public @Nullable String flaw() {
            return lat == 0 && lng == 0 ? NO_FIX : null;
        }
    }

    private record LabeledDegrees(Degrees degrees, Field<String> label) {}

    /** {@code PointRequest} */
    public static final Kind<GeoPoint> POINT =
            then(that(object(Places::degrees), Degrees::flaw), degrees -> new GeoPoint(degrees.lat(), degrees.lng()));

    /** {@code PlaceRequest} */
    public static final Kind<Place> PLACE = then(
            that(
                    object(fields -> {
                        Supplier<Degrees> degrees = degrees(fields);
                        Field<String> label = fields.optional("label", text(0, Place.LABEL_MAX_CHARACTERS));
                        return () -> new LabeledDegrees(degrees.get(), label);
                    }),
                    place -> place.degrees().flaw()),
            place -> new Place(
                    place.degrees().lat(), place.degrees().lng(), place.label().orNull()));

    private Places() {}

    /** The fields {@code lat} and {@code lng}, both required. */
    public static Supplier<Degrees> degrees(Fields fields) {
        Field<Double> lat = fields.required("lat", LAT);
        Field<Double> lng = fields.required("lng", LNG);
        return () -> new Degrees(lat.get(), lng.get());
    }
}
