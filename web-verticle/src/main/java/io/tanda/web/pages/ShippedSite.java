package io.tanda.web.pages;

import io.tanda.web.http.Page;
import io.tanda.web.http.Site;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What ships with this server, held in memory (about a megabyte): the pages, from the jar or the folder that this class comes from, the
 * libraries, and the map. Nothing that is asked for is ever looked up in a file system.
 */
public final class ShippedSite implements Site {
    private static final String FOLDER = "pages/";
    private static final String INDEX = "index.html";

    /** What the map is drawn from, as the module {@code map} has made it. */
    private static final List<String> MAPS = List.of("/map/roads.json", "/map/zones.json");

    private final Map<String, Page> pages;

    private ShippedSite(Map<String, Page> pages) {
        this.pages = pages;
    }

    /** Blocks: all files are read and compressed. @param tileServer see {@link PagePolicy} */
    public static ShippedSite load(String tileServer) {
        PageMaker maker = new PageMaker(PagePolicy.with(tileServer));
        Map<String, Page> pages = new HashMap<>();
        try {
            ours().forEach((name, file) -> pages.put(address(name), maker.page(name, file)));
            for (Library library : Library.ALL)
                for (String file : library.files()) pages.put(library.path(file), maker.page(file, library.read(file)));
            for (String path : MAPS) pages.put(path, maker.page(path, Library.resource(path)));
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the pages cannot be read", e);
        }
        return new ShippedSite(pages);
    }

    /** A folder's page is at the folder. */
    static String address(String name) {
        boolean index = name.equals(INDEX) || name.endsWith("/" + INDEX);
        return "/" + (index ? name.substring(0, name.length() - INDEX.length()) : name);
    }

    /** Every address, in order. */
    public Set<String> paths() {
        return Collections.unmodifiableSet(new TreeSet<>(pages.keySet()));
    }

    @Override
    public Future<Optional<Page>> find(String path) {
        return Future.succeededFuture(Optional.ofNullable(pages.get(path)));
    }

    private static Map<String, byte[]> ours() throws IOException, URISyntaxException {
        URL index = Objects.requireNonNull(
                ShippedSite.class.getResource("/" + FOLDER + INDEX), "no pages are on the class path");
        if (index.openConnection() instanceof JarURLConnection jar) {
            jar.setUseCaches(false);
            try (JarFile file = jar.getJarFile()) {
                return entries(file);
            }
        }
        return files(Objects.requireNonNull(Path.of(new URI(index.toString())).getParent()));
    }

    private static Map<String, byte[]> entries(JarFile jar) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        List<JarEntry> entries = jar.stream()
                .filter(entry -> entry.getName().startsWith(FOLDER) && !entry.isDirectory())
                .toList();
        for (JarEntry entry : entries) {
            try (InputStream content = jar.getInputStream(entry)) {
                files.put(entry.getName().substring(FOLDER.length()), content.readAllBytes());
            }
        }
        return files;
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList())
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return files;
    }
}
