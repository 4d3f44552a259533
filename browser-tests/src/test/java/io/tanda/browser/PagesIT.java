package io.tanda.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.tanda.servers.TandaRoot;
import io.tanda.system.OneNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each page, as somebody sees it who comes for the first time. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PagesIT {
    /** What a phone on a slow line loads in some seconds. */
    private static final long MOST_BYTES = 350_000;

    private static final Set<String> GRAVE = Set.of("serious", "critical");
    private static Chromium chromium;
    private static OneNode tanda;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
        tanda = new OneNode("pages");
    }

    @AfterAll
    static void stop() {
        if (tanda != null) tanda.close();
        if (chromium != null) chromium.close();
    }

    /** Every folder of the sources that has a page. */
    static List<String> pages() throws IOException {
        Path sources = TandaRoot.find().resolve("web-verticle/src/main/web");
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.endsWith("index.html"))
                    .map(file -> sources.relativize(file).toString().replace("index.html", ""))
                    .map(folder -> "/" + folder)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_opens_without_an_error_and_loads_nothing_that_its_policy_forbids(String path) {
        try (Visitor visitor = visitor(new Browser.NewContextOptions())) {
            visitor.open(path);
            assertThat(visitor.page().title()).isNotBlank();
            assertThat(visitor.wrong()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void the_first_view_of_a_page_is_small_on_the_wire(String path) {
        try (Visitor visitor = visitor(new Browser.NewContextOptions())) {
            visitor.open(path);
            System.out.println("first view of " + path + ": " + visitor.bytes() + " bytes over the wire");
            assertThat(visitor.bytes()).isPositive().isLessThanOrEqualTo(MOST_BYTES);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nothing_on_a_page_keeps_somebody_out(String path) {
        List<String> found = new ArrayList<>();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {360, 1_280}) {
                try (Visitor visitor = visitor(
                        new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, 800))) {
                    visitor.open(path);
                    String where = path + " " + scheme + " " + width + " px: ";
                    for (Rule rule : new AxeBuilder(visitor.page()).analyze().getViolations())
                        if (GRAVE.contains(rule.getImpact()))
                            found.add(where + rule.getId() + ", " + rule.getHelp() + ": "
                                    + rule.getNodes().getFirst().getHtml());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_is_no_wider_than_a_small_phone(String path) {
        try (Visitor visitor = visitor(new Browser.NewContextOptions().setViewportSize(360, 640))) {
            visitor.open(path);
            assertThat(visitor.page().evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(360);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/rider/, rider, Sign in as rider",
        "/driver/, driver, Enter both and begin",
        "/operator/, dispatcher, Sign in as dispatcher"
    })
    void in_development_one_click_signs_in(String path, String role, String button) {
        try (Visitor visitor = visitor(new Browser.NewContextOptions().setLocale("en-US"))) {
            visitor.open(path);
            visitor.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                    .click();
            visitor.page().waitForCondition(() -> session(visitor, role).isPresent());
            assertThat(session(visitor, role).orElseThrow().httpOnly).isTrue();
            assertThat(visitor.page().evaluate("document.cookie")).isEqualTo("");
            assertThat(visitor.wrong()).isEmpty();
        }
    }

    private static Optional<Cookie> session(Visitor visitor, String role) {
        return visitor.page().context().cookies().stream()
                .filter(cookie -> cookie.name.equals("tanda-session-" + role))
                .findFirst();
    }

    private static Visitor visitor(Browser.NewContextOptions options) {
        return chromium.visitor(tanda.api().toString(), options);
    }
}
