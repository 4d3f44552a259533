package io.tanda.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine, driven by Playwright; nothing is downloaded. */
final class Chromium implements AutoCloseable {
    /** Names another one. */
    private static final String VARIABLE = "TANDA_CHROMIUM";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        // In a container there is no user namespace to put a sandbox in; only our own pages are opened.
                        .setArgs(List.of("--no-sandbox")));
    }

    /** Skips the test that asks where there is none. */
    static Chromium start() {
        Optional<Path> found = find();
        assumeTrue(
                found.isPresent(),
                "skipped: no Chromium on this machine. Install one (apt-get install chromium), or name one by "
                        + VARIABLE);
        return new Chromium(found.orElseThrow());
    }

    private static Optional<Path> find() {
        String named = System.getenv(VARIABLE);
        if (named != null) return Optional.of(Path.of(named));
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A browser of somebody who has never been here: no cookies, nothing remembered. */
    Visitor visitor(String site, Browser.NewContextOptions options) {
        return new Visitor(browser.newContext(options.setBaseURL(site)));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
