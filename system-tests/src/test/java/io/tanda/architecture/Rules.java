package io.tanda.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.tanda.contract.Context;
import io.tanda.contract.Contexts;
import io.vertx.core.Future;
import io.vertx.core.shareddata.SharedData;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What holds the house up. Each rule has an offender in the packages named {@code offenders}, and a test that it bites. */
final class Rules {
    private static final String[] CONTEXTS =
            Contexts.ALL.stream().map(context -> "io.tanda." + context + "..").toArray(String[]::new);

    /** What is between a client and the database: no event loop of theirs is held, and nothing of theirs prints. */
    private static final String[] SERVER = Stream.concat(Stream.of("io.tanda.platform.."), Arrays.stream(CONTEXTS))
            .toArray(String[]::new);

    /** What nobody outside knows. */
    private static final String[] INSIDE = Stream.concat(Stream.of("io.tanda.launcher.."), Arrays.stream(SERVER))
            .toArray(String[]::new);

    static final ArchRule VERTICLES_MEET_ONLY_IN_THE_CONTRACT = slices().assignedFrom(new ByContext())
            .should()
            .notDependOnEachOther()
            .because("a verticle can then be deployed, scaled and replaced alone");

    static final ArchRule THE_CONTRACT_DOES_NO_IO = noClasses()
            .that()
            .resideInAPackage("io.tanda.contract..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.vertx..", "io.tanda.platform..", "java.sql..", "java.net..", "org.apache.kafka.."))
            .because("it is what crosses a boundary, not how");

    static final ArchRule THE_PLATFORM_KNOWS_NO_VERTICLE = noClasses()
            .that()
            .resideInAPackage("io.tanda.platform..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(CONTEXTS))
            .because("nothing in the kit is for one verticle alone");

    static final ArchRule THE_DOMAIN_IS_PURE = noClasses()
            .that()
            .resideInAPackage("io.tanda..domain..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.vertx..",
                    "io.tanda.platform..",
                    "java.sql..",
                    "java.io..",
                    "java.net..",
                    "org.slf4j..",
                    "io.tanda..outbound..",
                    "io.tanda..inbound..",
                    "io.tanda..application.."))
            .because("decisions are tested without a server and read without one");

    static final ArchRule HANDLERS_KNOW_NO_STORE = noClasses()
            .that()
            .resideInAPackage("io.tanda..application..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.tanda.platform.store..",
                    "io.tanda.platform.events..",
                    "io.vertx.sqlclient..",
                    "io.vertx.mysqlclient..",
                    "io.vertx.kafka..",
                    "org.apache.kafka..",
                    "java.sql..",
                    "io.tanda..outbound..",
                    "io.tanda..inbound.."))
            .because("they give their changes to a port, and are tested without a database");

    static final ArchRule TIME_IS_AN_ARGUMENT = noClasses()
            .that()
            .resideInAnyPackage(CONTEXTS)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("domain time comes from the one domain clock");

    static final ArchRule NOTHING_BLOCKS_AN_EVENT_LOOP = noClasses()
            .that()
            .resideInAnyPackage(SERVER)
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Future.class, "await")
            .orShould()
            .callMethod(java.util.concurrent.CompletableFuture.class, "join")
            .orShould()
            .callMethod(java.util.concurrent.CompletableFuture.class, "get")
            .because("one loop carries many requests");

    static final ArchRule NO_CLUSTER_STATE_CARRIES_A_RULE = noClasses()
            .that()
            .resideInAPackage("io.tanda..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(SharedData.class)
            .because("cluster locks, maps and counters do not exclude: a row in MySQL decides");

    static final ArchRule ONLY_THE_LAUNCHER_KNOWS_THE_CLUSTER = noClasses()
            .that()
            .resideInAPackage("io.tanda..")
            .and(not(resideInAPackage("io.tanda.launcher..")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("com.hazelcast..", "io.vertx.spi.cluster.."))
            .because("the cluster manager can be swapped");

    static final ArchRule WHO_LOOKS_FROM_OUTSIDE_IS_A_STRANGER = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.tanda.client..",
                    "io.tanda.gateway..",
                    "io.tanda.invariants..",
                    "io.tanda.messages..",
                    "io.tanda.proxy..",
                    "io.tanda.simulator..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(INSIDE))
            .because("it uses what every client has: the HTTP API");

    static final ArchRule THE_CITY_KNOWS_ONLY_THE_API = noClasses()
            .that()
            .resideInAnyPackage("io.tanda.simulator.city..", "io.tanda.simulator.chaos..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("io.tanda.invariants..", "io.tanda.gateway..", "io.tanda.simulator.demo.."))
            .because("riders and drivers see no database, no topic and no ledger");

    static final ArchRule WIRING_IS_IN_ONE_PLACE = noClasses()
            .that(not(nameMatching(".*(Module|Verticle)")))
            .and()
            .resideInAnyPackage(CONTEXTS)
            .should(new ArchCondition<>("make a MySql adapter") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    item.getConstructorCallsFromSelf().stream()
                            .filter(call ->
                                    call.getTargetOwner().getSimpleName().startsWith("MySql"))
                            .filter(call -> !call.getTargetOwner().equals(item))
                            .forEach(call -> events.add(SimpleConditionEvent.satisfied(call, call.getDescription())));
                }
            })
            .because(
                    "a Module (where a verticle is flat: the verticle) alone knows which adapter stands behind a port");

    static final ArchRule NOTHING_PRINTS = noClasses()
            .that()
            .resideInAnyPackage(SERVER)
            .or()
            .resideInAPackage("io.tanda.contract..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("an operator reads logs");

    static final ArchRule NAMES_SAY_WHAT_A_THING_IS = noClasses()
            .that()
            .resideInAPackage("io.tanda..")
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("DTO")
            .because("such a name can hold anything");

    static final ArchRule EVENTS_AND_COMMANDS_ARE_RECORDS = classes()
            .that()
            .areAssignableTo(io.tanda.contract.event.Event.class)
            .and()
            .areNotInterfaces()
            .should()
            .beRecords()
            .because("what happened does not change");

    static final ArchRule MONEY_IS_NO_FLOATING_POINT = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.tanda..")
            .and()
            .haveNameMatching(".*([aA]mount|[fF]are|[mM]inorUnits|[pP]rice).*")
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .notHaveRawReturnType(resideInAPackage("java.lang").and(nameMatching("java.lang.(Double|Float)")))
            .andShould()
            .notHaveRawReturnType(nameMatching("double|float"))
            .because("money is a long in minor units");

    private Rules() {}

    /** A slice per verticle; what they share is in none. */
    private static final class ByContext implements SliceAssignment {
        private static final Pattern CONTEXT = Pattern.compile("io\\.tanda\\.("
                + Contexts.ALL.stream().map(Context::name).collect(Collectors.joining("|")) + ")(\\..*)?");

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            Matcher matcher = CONTEXT.matcher(type.getPackageName());
            return matcher.matches() ? SliceIdentifier.of(matcher.group(1)) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "verticles";
        }
    }
}
