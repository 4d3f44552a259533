package io.tanda.simulator.city;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.client.ClientConfig;
import io.tanda.client.DevTokens;
import io.tanda.client.TandaClient;
import io.tanda.contract.RideStatus;
import io.vertx.core.Vertx;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The people of the city against a city hall in memory, an hour in two seconds. */
class CityTest {
    private static final int TRIPS = 60;
    private static final int TAXIS = 40;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void everyTripIsAskedForAndComesToItsEnd() throws Exception {
        Tally.Figures figures = replay(0.2, 0.1, 0.1, 0.1, 0.1).figures();

        assertThat(figures.asked()).isEqualTo(TRIPS);
        assertThat(figures.accepted()).isEqualTo(TRIPS);
        assertThat(figures.completed() + figures.canceled() + figures.noShow() + figures.aborted())
                .isEqualTo(TRIPS);
        assertThat(figures.aborted()).isPositive();
        assertThat(figures.noShow()).isPositive();
        assertThat(hall.tooEarly).as("no-shows before their time").isZero();
        assertThat(figures.canceled()).isBetween(1L, 25L);
        assertThat(figures.givenBack()).isPositive();
        assertThat(figures.redispatched()).isPositive();
        assertThat(figures.declined() + figures.ignored()).isPositive();
        assertThat(figures.offersClosed()).isPositive();
        assertThat(hall.answeredWhenClosed)
                .as("offers answered that were off the screen")
                .isZero();
        assertThat(figures.faresMinorUnits()).isEqualTo(1_000 * (figures.completed() + figures.aborted()));
        assertThat(hall.rides).hasSize(TRIPS);
        assertThat(hall.rides.values())
                .extracting(ride -> ride.status)
                .containsOnly(RideStatus.COMPLETED, RideStatus.RIDER_CANCELED, RideStatus.NO_SHOW, RideStatus.ABORTED);
        assertThat(hall.onDuty).hasSize(TAXIS);
        assertThat(hall.positions).isPositive();
        assertThat(hall.twoRides).as("a driver who accepted while on a ride").isZero();
    }

    @Test
    void whenNobodyCancelsOrGivesBackEveryTripIsDrivenAndMeasured() throws Exception {
        Tally tally = replay(0, 0, 0, 0, 0);

        assertThat(tally.figures().completed()).isEqualTo(TRIPS);
        assertThat(tally.toDispatchMillis().count()).isEqualTo(TRIPS);
        assertThat(tally.toOfferMillis().count()).isEqualTo(TRIPS);
        assertThat(tally.pickupWaitSeconds().count()).isEqualTo(TRIPS);
        assertThat(tally.pickupWaitSeconds().p50()).isPositive();
    }

    private FakeTanda hall = new FakeTanda(vertx, DomainTime.REAL);

    private Tally replay(
            double cancelRate, double declineRate, double giveBackRate, double noShowRate, double abortRate)
            throws Exception {
        DomainTime time = new DomainTime(System.currentTimeMillis(), System.currentTimeMillis(), 2_000);
        hall = new FakeTanda(vertx, time);
        int port = hall.listen().await(10, TimeUnit.SECONDS).actualPort();
        ClientConfig config = ClientConfig.of(URI.create("http://127.0.0.1:" + port));
        City city = new City(
                new CityConfig(
                        cancelRate,
                        declineRate,
                        declineRate,
                        giveBackRate,
                        noShowRate,
                        abortRate,
                        600,
                        Duration.ofSeconds(10),
                        5),
                Scenario.of(Sample.load(), TRIPS, TAXIS, cancelRate, Duration.ZERO, 5),
                time,
                new TandaClient(vertx, config),
                new TandaClient(vertx, config.withTries(1_000, 0)),
                tokens());
        vertx.deployVerticle(city).await(10, TimeUnit.SECONDS);
        city.settle().await(20, TimeUnit.SECONDS);
        city.replay(() -> false).await(60, TimeUnit.SECONDS);
        city.disperse();
        return city.tally();
    }

    private static DevTokens tokens() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return DevTokens.ofPem(Base64.getEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded()));
    }
}
