package io.tanda.kubernetes;

import io.tanda.contract.Context;
import io.tanda.contract.Contexts;
import io.tanda.platform.ops.Settings;
import io.tanda.servers.TandaRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names of all settings in the environment: those of {@code conf/tanda.properties}, and what is read before there are settings. */
final class KnownSettings {
    private static final Pattern LINE = Pattern.compile("(?m)^#?([a-z][a-z0-9.-]*)=");

    /** Read by the log's configuration, and by the app before its settings. */
    private static final Set<String> OTHERS = Set.of("TANDA_LOG_LEVEL", "TANDA_CONFIG");

    private KnownSettings() {}

    static Set<String> inTheFile() throws IOException {
        Set<String> keys = new TreeSet<>();
        LINE.matcher(Files.readString(TandaRoot.find().resolve("conf/tanda.properties")))
                .results()
                .forEach(line -> keys.add(line.group(1)));
        // The file says once what each context with a store has.
        for (Context context : Contexts.ALL)
            if (context.stored())
                for (String key : Set.of("pool", "waiting", "group")) keys.add(context + ".store." + key);
        return keys;
    }

    static Set<String> inTheEnvironment() throws IOException {
        Set<String> names = new TreeSet<>(OTHERS);
        inTheFile().forEach(key -> names.add(Settings.environmentName(key)));
        return names;
    }
}
