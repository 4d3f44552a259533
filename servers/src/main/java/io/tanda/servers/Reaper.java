package io.tanda.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills our children when we end, however we end.
 *
 * <p>A JVM killed with -9 runs no shutdown hook, and its children live on. So one POSIX shell stands beside us and reads
 * "add PID" and "del PID" from a pipe. Only this JVM holds the other end: when it is gone, the shell reads end of file
 * and kills -9 what is still in its set. It ignores the signals that a terminal sends to the whole process group, so that
 * Ctrl-C does not take it before its work is done. A pid may be given anew by the system: the shell remembers when each
 * process started and leaves a stranger alone.
 */
public final class Reaper {

    private static final Logger log = LoggerFactory.getLogger(Reaper.class);

    private static final String SCRIPT = """
            trap '' INT TERM HUP
            started() {
              if [ -r "/proc/$1/stat" ]; then
                read -r stat < "/proc/$1/stat" || return 0
                # The command's name comes second and may hold blanks and brackets: cut up to the last one.
                set -- ${stat##*) }
                shift 19 && echo "$1"
              else
                ps -o lstart= -p "$1" | tr -d ' '
              fi
            }
            set=''
            while read -r verb pid; do
              kept=''
              for entry in $set; do
                [ "${entry%%:*}" = "$pid" ] || kept="$kept $entry"
              done
              set=$kept
              [ "$verb" = add ] && set="$set $pid:$(started "$pid")"
            done
            for entry in $set; do
              pid=${entry%%:*}
              [ "$(started "$pid")" = "${entry#*:}" ] && kill -9 "$pid"
            done
            exit 0
            """;

    /** It has nothing to do but to read the end of its input. */
    private static final long DISMISSAL_SECONDS = 5;

    private static final Reaper INSTANCE = new Reaper();

    private final Set<Long> pids = new LinkedHashSet<>();
    private @Nullable Process shell;
    private boolean dismissed;

    private Reaper() {}

    /** The one of this JVM. */
    public static Reaper instance() {
        return INSTANCE;
    }

    /** From here on this process dies with us. Returns only after the shell has the line in its pipe. */
    public synchronized void add(long pid) throws IOException {
        pids.add(pid);
        dismissed = false;
        tell("add " + pid);
    }

    /** The process has ended: its pid may soon be somebody else's. */
    public synchronized void forget(long pid) {
        pids.remove(pid);
        if (dismissed) {
            return;
        }
        try {
            tell("del " + pid);
        } catch (IOException e) {
            log.warn("Cannot tell the reaper that process {} has ended", pid, e);
        }
    }

    /**
     * At an orderly end: kills what is left, and waits for the shell to go before us. As an orphan it would be left to
     * process 1, which in a container may not know that it has to collect what has ended.
     */
    public synchronized void dismiss() {
        dismissed = true;
        Process last = shell;
        shell = null;
        if (last == null) {
            return;
        }
        try {
            last.getOutputStream().close();
            if (!last.waitFor(DISMISSAL_SECONDS, TimeUnit.SECONDS)) {
                log.warn("The reaper (pid {}) is still at work", last.pid());
            }
        } catch (IOException e) {
            log.warn("Cannot dismiss the reaper (pid {})", last.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(String line) throws IOException {
        Process told = shell;
        if (told == null || !told.isAlive()) {
            // The first child, or somebody killed the shell: a new one learns the whole set, this line included.
            told = new ProcessBuilder("sh", "-c", SCRIPT, "tanda-reaper")
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            shell = told;
            StringBuilder all = new StringBuilder();
            pids.forEach(pid -> all.append("add ").append(pid).append('\n'));
            write(told, all.toString());
        } else {
            write(told, line + "\n");
        }
    }

    private static void write(Process shell, String lines) throws IOException {
        OutputStream pipe = shell.getOutputStream();
        pipe.write(lines.getBytes(StandardCharsets.US_ASCII));
        pipe.flush();
    }
}
