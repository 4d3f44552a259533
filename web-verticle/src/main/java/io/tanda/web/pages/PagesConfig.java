package io.tanda.web.pages;

import io.tanda.platform.ops.Settings;
import io.tanda.web.http.Site;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * @param development whether this server runs with development keys
 * @param folder the sources of the pages, for whoever writes them; blank: what ships
 * @param tiles a tile server's addresses, such as {@code https://tile.example.org/{z}/{x}/{y}.png}; blank: only the map that ships
 * @param tilesAttribution whom a map of these tiles names
 */
public record PagesConfig(boolean development, String folder, String tiles, String tilesAttribution) {
    private static final String OPEN_STREET_MAP = "© OpenStreetMap contributors";

    /** {@code {s}} is a letter that stands before the name, so that browsers ask several hosts at once. */
    private static final Pattern TILES = Pattern.compile(
            "(?<origin>https?://(?:\\{s}\\.)?[a-zA-Z0-9.-]+(?::[0-9]+)?)/[^\\s;,'\"]*\\{z}[^\\s;,'\"]*");

    /** Reads {@code pages.*} and {@code map.*}. @throws IllegalStateException naming everything that is wrong */
    public static PagesConfig of(Settings settings) {
        boolean development =
                settings.text("profile", "production", "dev or production").equals("dev");
        String folder = settings.text("pages.dir", "", "the folder of the pages' sources, in development");
        if (!folder.isBlank() && !development)
            settings.problem("pages.dir (TANDA_PAGES_DIR) is for development only: production shows what ships");
        else if (!folder.isBlank() && !isFolder(folder))
            settings.problem("pages.dir (TANDA_PAGES_DIR) is " + folder + ", which is no folder");
        String tiles = settings.text("map.tiles", "", "a tile server's addresses, with {z}, {x} and {y}");
        if (!tiles.isBlank() && !isTiles(tiles))
            settings.problem("map.tiles (TANDA_MAP_TILES) is " + tiles
                    + ", which must be like https://tile.example.org/{z}/{x}/{y}.png");
        String attribution = settings.text("map.tiles.attribution", OPEN_STREET_MAP, "whom a map of these tiles names");
        settings.check();
        return new PagesConfig(development, folder, tiles, attribution);
    }

    private static boolean isFolder(String name) {
        try {
            return Files.isDirectory(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean isTiles(String tiles) {
        return TILES.matcher(tiles).matches() && tiles.contains("{x}") && tiles.contains("{y}");
    }

    /** As a policy names it: {@code https://*.tile.example.org}; blank where there is none. */
    String tileServer() {
        Matcher known = TILES.matcher(tiles);
        return known.matches() ? known.group("origin").replace("{s}", "*") : "";
    }

    /** Blocks: the files are read. */
    public Site site(Vertx vertx) {
        Site shipped = ShippedSite.load(tileServer());
        return folder.isBlank() ? shipped : new FolderSite(vertx, Path.of(folder), tileServer(), shipped);
    }
}
