package io.tanda.web.pages;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/**
 * A library of the pages that comes in a jar of Maven: these of its files are served below {@code /lib/NAME/}, and no others.
 *
 * @param name the artifact
 * @param group of the artifact, whose {@code pom.properties} says the version
 * @param root the folder of all such libraries in the jars of this group
 * @param files below the library's own folder, where they are served under the same names
 */
record Library(String name, String group, String root, List<String> files) {
    static final List<Library> ALL = List.of(
            new Library(
                    "leaflet",
                    "org.webjars.npm",
                    "META-INF/resources/webjars/",
                    List.of(
                            "dist/leaflet.js",
                            "dist/leaflet.css",
                            "dist/images/layers.png",
                            "dist/images/layers-2x.png",
                            "dist/images/marker-icon.png",
                            "dist/images/marker-icon-2x.png",
                            "dist/images/marker-shadow.png")),
            new Library("htm", "org.mvnpm", "META-INF/resources/_static/", List.of("preact/standalone.module.js")));

    String path(String file) {
        return "/lib/" + name + "/" + file;
    }

    /** Blocks. @throws IOException when the jar is not on the class path */
    byte[] read(String file) throws IOException {
        return resource("/" + root + name + "/" + version() + "/" + file);
    }

    private String version() throws IOException {
        Properties made = new Properties();
        made.load(new ByteArrayInputStream(resource("/META-INF/maven/" + group + "/" + name + "/pom.properties")));
        return Objects.requireNonNull(made.getProperty("version"), name + " says no version");
    }

    /** @param name from the root of the class path */
    static byte[] resource(String name) throws IOException {
        try (InputStream resource = Library.class.getResourceAsStream(name)) {
            if (resource == null) throw new IOException(name + " is not on the class path");
            return resource.readAllBytes();
        }
    }
}
