package io.tanda.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.WaitUntilState;
import io.tanda.servers.TandaRoot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody with a browser and one page open; what goes wrong in it is written down. */
final class Visitor implements AutoCloseable {
    /** Of a machine that does something else as well; a page that takes longer will never come. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final BrowserContext context;
    private final Page page;
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final AtomicLong bytes = new AtomicLong();

    Visitor(BrowserContext context) {
        this.context = context;
        page = context.newPage();
        page.setDefaultTimeout(PATIENCE.toMillis());
        page.setDefaultNavigationTimeout(PATIENCE.toMillis());
        // What a policy forbids is told on the console too, as an error.
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !isExpected(message.text(), message.location()))
                wrong.add(message.text() + " at " + message.location());
        });
        page.onPageError(error -> wrong.add(error));
        page.onRequestFailed(request -> {
            String why = String.valueOf(request.failure());
            // A page that is left gives up what it still reads.
            if (!why.contains("ERR_ABORTED")) wrong.add(request.url() + ": " + why);
        });
        page.onResponse(response -> {
            if (response.status() >= 500) wrong.add(response.url() + " answered " + response.status());
        });
        CDPSession wire = context.newCDPSession(page);
        wire.send("Network.enable");
        wire.on("Network.loadingFinished", this::count);
    }

    private void count(JsonObject finished) {
        bytes.addAndGet(finished.get("encodedDataLength").getAsLong());
    }

    /** A browser tells each of these as an error: nobody is signed in yet, nothing is charged yet. */
    private static boolean isExpected(String text, String where) {
        return where.contains("/session") && text.contains("401")
                || where.contains("/v1/payments/") && text.contains("404");
    }

    Page page() {
        return page;
    }

    /** Opens a page and waits until all that it is made of is there. */
    void open(String path) {
        page.navigate(path, new Page.NavigateOptions().setWaitUntil(WaitUntilState.LOAD));
        page.locator("main").first().waitFor();
    }

    /**
     * What he sees, for the documentation: as {@code NAME.png} in the folder that {@code -Dtanda.pictures} names, and nowhere without it. A
     * running clock is no two times the same, so pictures are compared with nothing.
     */
    void picture(String name) {
        String folder = System.getProperty("tanda.pictures", "");
        if (folder.isBlank()) return;
        // What moves in comes to rest.
        page.evaluate("document.fonts.ready");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(TandaRoot.find().resolve(folder).resolve(name + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED));
    }

    /** What was wrong since the page was opened. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** What came over the wire, heads included, compressed as it came. */
    long bytes() {
        return bytes.get();
    }

    @Override
    public void close() {
        context.close();
    }
}
