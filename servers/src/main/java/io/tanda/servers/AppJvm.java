package io.tanda.servers;

import java.util.List;

/** The JVM options of the app's processes on this machine: in service, and when they are measured. */
public final class AppJvm {
    /**
     * Beside the heap of a process; the defaults for a 24 GB machine would let the heap alone grow to 6 GB. Netty takes its buffers from
     * direct memory.
     */
    public static final List<String> MEMORY = List.of(
            "-Xms64m",
            "-XX:MaxMetaspaceSize=128m",
            "-XX:MaxDirectMemorySize=96m",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:+UseSerialGC",
            // Half dead is worse than dead: the supervisor starts it again, and nothing that was answered is lost.
            "-XX:+ExitOnOutOfMemoryError");

    /** The heap of the whole app in one process: with the rest of the JVM below 512 MB of resident memory in the demo. */
    public static final String HEAP_OF_THE_WHOLE = "-Xmx224m";

    private AppJvm() {}
}
