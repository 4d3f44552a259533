package io.tanda.web.pages;

import io.tanda.web.http.Page;
import io.tanda.web.http.Site;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** For whoever writes pages: their folder of sources before what ships, read again each time, so that a reload shows what was just saved. */
public final class FolderSite implements Site {
    /** Names of ours; none begins with a dot, so that nothing outside the folder can be named. */
    private static final Pattern PLAIN =
            Pattern.compile("/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*(?:[A-Za-z0-9_-][A-Za-z0-9._-]*)?");

    private final Vertx vertx;
    private final Path folder;
    private final PageMaker maker;
    private final Site shipped;

    /** @param tileServer see {@link PagePolicy} @param shipped for what the folder does not have */
    public FolderSite(Vertx vertx, Path folder, String tileServer, Site shipped) {
        this.vertx = vertx;
        this.folder = folder;
        this.maker = new PageMaker(PagePolicy.with(tileServer));
        this.shipped = shipped;
    }

    @Override
    public Future<Optional<Page>> find(String path) {
        if (!PLAIN.matcher(path).matches()) return Future.succeededFuture(Optional.empty());
        return vertx.executeBlocking(() -> read(path), false)
                .compose(page -> page.isPresent() ? Future.succeededFuture(page) : shipped.find(path));
    }

    private Optional<Page> read(String path) throws IOException {
        String name = path.substring(1) + (path.endsWith("/") ? "index.html" : "");
        Path file = folder.resolve(name);
        return Files.isRegularFile(file) ? Optional.of(maker.page(name, Files.readAllBytes(file))) : Optional.empty();
    }
}
