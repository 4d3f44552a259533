package io.tanda.verification.planted;

import com.hazelcast.cluster.Address;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.server.ServerConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What members of a cluster say to each other goes through it. Cut by a file with a line for each side, of the ports of its members.
 * While it is, each member tells in a file of its own how many it sees.
 */
public final class Cable {
    private static final String PROPERTY = "tanda.cable";
    private static final long LOOK_EVERY_MILLIS = 200;

    private static final Path CUT = Path.of(System.getProperty(PROPERTY, ""));
    private static final String MINE = String.valueOf(System.getenv("TANDA_CLUSTER_PORT"));
    private static volatile String here = "";

    private Cable() {}

    /** For the command of a process that has the plant. */
    public static String option(Path cut) {
        return "-D" + PROPERTY + "=" + cut;
    }

    /** Where the member with this port tells how many it sees, itself included. */
    public static Path seen(Path cut, int port) {
        return cut.resolveSibling(cut.getFileName() + "." + port);
    }

    /** Whether what is written to a connection does not arrive; also where nobody has said yet who the other is. */
    public static boolean isLost(Object connection) {
        String side = here;
        if (side.isEmpty()) return false;
        Address other = ((ServerConnection) connection).getRemoteAddress();
        return other == null || !List.of(side.split(" ")).contains(Integer.toString(other.getPort()));
    }

    /** Looks whether it is cut, for as long as the process lives. */
    static void watch() {
        Thread.ofPlatform().daemon().name("cable").start(() -> {
            while (true) {
                try {
                    look();
                } catch (IOException e) {
                    e.printStackTrace();
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS));
            }
        });
    }

    private static void look() throws IOException {
        if (!Files.exists(CUT)) {
            here = "";
            return;
        }
        for (String side : Files.readAllLines(CUT)) if (List.of(side.split(" ")).contains(MINE)) here = side;
        for (HazelcastInstance member : Hazelcast.getAllHazelcastInstances())
            Files.writeString(
                    seen(CUT, Integer.parseInt(MINE)),
                    Integer.toString(member.getCluster().getMembers().size()));
    }
}
