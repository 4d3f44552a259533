package io.tanda.verification.planted;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;

import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** What can be changed in a process: bugs, and trouble that breaks nothing where there is no bug. */
public enum Plant {
    /** A bug: the update that gives a ride to a driver does not ask whether the ride is as it was found. */
    ACCEPT_WITHOUT_VERSION("io.tanda.platform.store.Statement", isConstructor(), Advices.Unconditional.class),
    /** A bug: no fence is written or looked at when an event takes effect. */
    FENCE_SKIPPED("io.tanda.platform.store.TransactionPlan", named("fences"), Advices.Skipped.class),
    /** A bug: an event counts as read when it was polled. */
    OFFSET_BEFORE_EFFECT(
            "io.tanda.platform.events.follow.PartitionProgress", named("toCommit"), Advices.OfAllPolled.class),
    /** Half a bug: whoever decides on a ride has a lock of the cluster on it. */
    CLUSTER_LOCK("io.tanda.platform.flow.Mailboxes", named("inTurn"), Advices.Locked.class),
    /** Trouble: whatever has taken effect, its offset is not told before the process is killed. */
    OFFSETS_LATE("io.tanda.platform.events.follow.PartitionProgress", named("toCommit"), Advices.None.class),
    /** Trouble: what members of a cluster say to each other is lost while the {@link Cable} is cut. */
    CABLE("com.hazelcast.internal.server.tcp.TcpServerConnection", named("write"), Advices.Cut.class);

    private final String type;
    private final ElementMatcher<MethodDescription> method;
    private final Class<?> advice;

    Plant(String type, ElementMatcher<MethodDescription> method, Class<?> advice) {
        this.type = type;
        this.method = method;
        this.advice = advice;
    }

    AgentBuilder in(AgentBuilder builder) {
        return builder.type(named(type))
                .transform((of, description, loader, module, domain) ->
                        of.visit(Advice.to(advice).on(method)));
    }
}
