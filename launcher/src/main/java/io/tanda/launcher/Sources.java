package io.tanda.launcher;

import io.tanda.platform.ops.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where a process's settings come from: {@code --key=value} among its arguments, before its environment, before its file. What the
 * environment holds beside settings is somebody else's; file and arguments are ours alone, so what is unknown there is a mistake.
 */
final class Sources {
    private static final String USUAL_FILE = "conf/tanda.properties";

    private Sources() {}

    /** What is wrong is a problem of the settings; {@code TANDA_CONFIG} names another file than the usual one. */
    static Settings read(List<String> arguments, Map<String, String> environment) {
        Map<String, String> fromFile = new HashMap<>();
        Map<String, String> fromArguments = new HashMap<>();
        Settings settings = new Settings(fromFile, environment, fromArguments);
        readFile(settings, environment.get("TANDA_CONFIG"), fromFile);
        for (String argument : arguments) readArgument(settings, argument, fromArguments);
        return settings;
    }

    /** A missing file is no problem, unless somebody named it. */
    private static void readFile(Settings settings, @Nullable String named, Map<String, String> values) {
        Path file = Path.of(named == null ? USUAL_FILE : named);
        if (!Files.exists(file)) {
            if (named != null) settings.problem("TANDA_CONFIG names " + file + ", which does not exist");
            return;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            settings.problem(file + " cannot be read: " + e.getMessage());
        }
        for (String key : properties.stringPropertyNames()) {
            if (!SettingKeys.ALL.contains(key))
                settings.problem(file + " has \"" + key + "\", which is no setting: " + USUAL_FILE + " shows all");
            values.put(key, properties.getProperty(key));
        }
    }

    private static void readArgument(Settings settings, String argument, Map<String, String> values) {
        int equals = argument.indexOf('=');
        if (!argument.startsWith("--") || equals < 0) {
            settings.problem("\"" + argument + "\" is no argument: --key=value, such as --http.port=8081");
            return;
        }
        String key = argument.substring(2, equals);
        if (!SettingKeys.ALL.contains(key))
            settings.problem("--" + key + " is no setting: " + USUAL_FILE + " shows all");
        else if (SettingKeys.SECRET.contains(key))
            settings.problem("--" + key + " holds a password, which everybody on this machine could read among the"
                    + " arguments: set " + Settings.environmentName(key));
        else if (values.put(key, argument.substring(equals + 1)) != null)
            settings.problem("--" + key + " is there twice");
    }
}
