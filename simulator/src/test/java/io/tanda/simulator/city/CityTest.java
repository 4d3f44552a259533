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
        Tally.Figures figures = replay(Habits.none()
                        .with(Habit.CANCELS, 0.2)
                        .with(Habit.DECLINES, 0.1)
                        .with(Habit.IGNORES, 0.1)
                        .with(Habit.GIVES_BACK, 0.1)
                        .with(Habit.NO_SHOW, 0.1)
                        .with(Habit.ABORTS, 0.1))
                .figures();

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
                .as("offers answered before it was seen that they are closed")
                .isLessThan(Math.toIntExact(figures.offersClosed()));
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
    void whenEverybodyDoesTheUsualEveryTripIsDrivenAndMeasured() throws Exception {
        Tally tally = replay(Habits.none());

        assertThat(tally.figures().completed()).isEqualTo(TRIPS);
        assertThat(tally.toDispatchMillis().count()).isEqualTo(TRIPS);
        assertThat(tally.toOfferMillis().count()).isEqualTo(TRIPS);
        assertThat(tally.pickupWaitSeconds().count()).isEqualTo(TRIPS);
        assertThat(tally.pickupWaitSeconds().p50()).isPositive();
    }

    @Test
    void aPhoneThatWasDeadGoesOnWithItsRideOrFindsItGivenToAnother() throws Exception {
        Tally.Figures figures =
                replay(Habits.none().with(Habit.DEAD_PHONE, 0.2)).figures();

        assertThat(figures.mix().deadPhones()).isPositive();
        assertThat(phonesGone).isEqualTo((int) figures.mix().deadPhones());
        assertThat(figures.mix().takenFromSilent())
                .isPositive()
                .isEqualTo(figures.redispatched())
                .isLessThan(figures.mix().deadPhones());
        assertThat(figures.completed()).isEqualTo(TRIPS);
        assertThat(hall.twoRides).isZero();
    }

    @Test
    void whoAskedForLaterIsOfferedLaterAndIsDrivenToo() throws Exception {
        Tally tally = replay(Habits.none().with(Habit.LATER, 0.5));

        assertThat(tally.figures().mix().forLater()).isBetween(15L, 45L);
        assertThat(tally.figures().completed()).isEqualTo(TRIPS);
        assertThat(tally.toDispatchMillis().count())
                .as("of those who did not ask for later")
                .isEqualTo(TRIPS - tally.figures().mix().forLater());
    }

    @Test
    void faresAreCollectedInTheCarOrOwedAndThenTheDesksMatter() throws Exception {
        hall.declineEvery = 3;
        Tally.Figures figures = replay(Habits.none()
                        .with(Habit.CASH, 0.4)
                        .with(Habit.LEFT_UNPAID, 0.4)
                        .with(Habit.DESK, 1))
                .figures();

        Mix mix = figures.mix();
        assertThat(mix.cash()).isPositive();
        assertThat(mix.cashAfterDecline()).isPositive();
        assertThat(mix.owed()).isPositive();
        assertThat(figures.completed() + mix.owed()).isEqualTo(TRIPS);
        assertThat(mix.collected()).isPositive();
        assertThat(mix.writtenOff()).isPositive();
        assertThat(mix.collected() + mix.writtenOff()).isLessThanOrEqualTo(mix.owed());
        assertThat(figures.faresMinorUnits()).isEqualTo(1_000 * (figures.completed() + mix.collected()));
    }

    @Test
    void ridersRegisterACardBeforeTheyAskAndSomeNameItInTheBooking() throws Exception {
        Tally.Figures figures = replay(Habits.none()
                        .with(Habit.CASH, 0.2)
                        .with(Habit.REGISTERS, 0.5)
                        .with(Habit.NAMES_METHOD, 0.5))
                .figures();

        Mix mix = figures.mix();
        // On a machine that is slow, cash is not taken in the three minutes that there are for it.
        assertThat(figures.completed() + mix.owed()).isEqualTo(TRIPS);
        assertThat(mix.registered()).isPositive().isLessThan(TRIPS);
        assertThat(mix.notRegistered()).isZero();
        assertThat(mix.methodsNamed()).isPositive().isLessThan(mix.registered());
        assertThat(hall.methods).hasSizeGreaterThanOrEqualTo((int) mix.registered());
        assertThat(hall.rides.values().stream().filter(ride -> ride.request.paymentMethodId() != null))
                .hasSize((int) mix.methodsNamed())
                .allSatisfy(ride -> assertThat(hall.methods).containsEntry(ride.request.paymentMethodId(), ride.rider));
    }

    @Test
    void theDeskGivesCallsToDriversWhoDriveThemAndFaresBack() throws Exception {
        Tally.Figures figures = replay(Habits.none()
                        .with(Habit.DECLINES, 0.7)
                        .with(Habit.BY_HAND, 1)
                        .with(Habit.REFUNDED, 0.5))
                .figures();

        assertThat(figures.completed()).isEqualTo(TRIPS);
        assertThat(hall.twoRides).isZero();
        assertThat(figures.mix().byHand()).isPositive().isEqualTo(hall.desk.byHand);
        assertThat(figures.mix().refunds()).isPositive().isEqualTo(hall.desk.refunds);
    }

    @Test
    void aRideThatIsGivenBeforeTheAnswerAboutTheLastOneIsDrivenToo() throws Exception {
        hall.nextGivenEvery = 2;
        Tally.Figures figures = replay(Habits.none().with(Habit.DECLINES, 0.7)).figures();

        assertThat(hall.nextGiven).isPositive();
        assertThat(figures.completed()).isEqualTo(TRIPS);
        assertThat(hall.twoRides).isZero();
    }

    @Test
    void aRideThatIsGivenWhileAnOfferIsOnTheScreenIsDriven() throws Exception {
        hall.anotherGivenEvery = 3;
        Tally.Figures figures = replay(Habits.none().with(Habit.DECLINES, 0.7)).figures();

        assertThat(hall.anotherGiven).isPositive();
        assertThat(figures.completed()).isEqualTo(TRIPS);
        assertThat(hall.twoRides).isZero();
    }

    private final DomainTime time = new DomainTime(System.currentTimeMillis(), System.currentTimeMillis(), 2_000);
    private final FakeTanda hall = new FakeTanda(vertx, time);
    /** Before everybody goes home, and puts his phone away. */
    private int phonesGone;

    private Tally replay(Habits habits) throws Exception {
        int port = hall.listen().await(10, TimeUnit.SECONDS).actualPort();
        ClientConfig config = ClientConfig.of(URI.create("http://127.0.0.1:" + port));
        City city = new City(
                new CityConfig(habits, 600, Duration.ofSeconds(10), 5),
                Scenario.of(Sample.load(), TRIPS, TAXIS, habits, Duration.ZERO, 5),
                time,
                new TandaClient(vertx, config),
                new TandaClient(vertx, config.withTries(1_000, 0)),
                tokens());
        vertx.deployVerticle(city).await(10, TimeUnit.SECONDS);
        city.settle().await(20, TimeUnit.SECONDS);
        city.replay(() -> false).await(60, TimeUnit.SECONDS);
        phonesGone = hall.phonesGone;
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
