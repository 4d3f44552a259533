package io.tanda.verification;

import io.tanda.client.DevTokens;
import io.tanda.pods.Machine;
import io.tanda.pods.Place;
import io.tanda.pods.PodCluster;
import io.tanda.pods.Role;
import io.tanda.servers.Checkout;
import io.tanda.servers.ChildProcess;
import io.tanda.servers.Folders;
import io.tanda.servers.KafkaServer;
import io.tanda.servers.MariaDbServer;
import io.tanda.servers.Ports;
import io.tanda.verification.Verify.Lines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The pods of the manifests in podman, and beside them on this machine database, broker, gateway and proxy; gone at the end. */
final class Containers implements AutoCloseable {
    private static final String NAME = "tanda-verify";
    private static final String PUBLIC_KEY = "jwt-public.pem";
    private static final int PEM_LINE = 64;

    private final Checkout checkout;
    private final Path folder;
    private final PodCluster pods;
    private final List<Runnable> started = new ArrayList<>();
    private final Endpoints endpoints;

    /** @param folder is emptied @throws IOException when podman is not here, which says what is missing */
    Containers(Checkout checkout, Path folder, Lines out) throws IOException {
        this.checkout = checkout;
        this.folder = folder;
        Folders.recreate(folder);
        pods = PodCluster.of(checkout.folder(), NAME, folder, out::say);
        pods.load(checkout.folder());
        String host = pods.open();
        try {
            endpoints = start(host);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private Endpoints start(String host) throws IOException {
        MariaDbServer mariaDb = MariaDbServer.start(
                folder.resolve("mariadb"),
                0,
                MariaDbServer.Options.of(UUID.randomUUID().toString(), folder.resolve("logs/mariadb.log"))
                        .withHost(host));
        started.add(mariaDb::close);
        KafkaServer kafka = KafkaServer.start(
                folder.resolve("kafka"),
                0,
                KafkaServer.Options.of(folder.resolve("logs/kafka.log")).withHost(host));
        started.add(kafka::close);
        int gatewayPort = Ports.free();
        java(
                "gateway",
                "simulator",
                "io.tanda.simulator.Simulator",
                List.of(
                        "gateway",
                        "--instant",
                        "--host",
                        host,
                        "--port",
                        Integer.toString(gatewayPort),
                        "--data",
                        folder.resolve("gateway").toString()));
        int proxyPort = Ports.free();
        List<String> proxy = new ArrayList<>(
                List.of("--http", "127.0.0.1:" + proxyPort, "--management", "127.0.0.1:" + Ports.free()));
        for (Role role : pods.manifests().roles()) {
            if (role.httpPort() == 0) continue;
            for (Place place : pods.places(role))
                proxy.addAll(List.of(
                        "--front",
                        place.address() + ":" + role.httpPort() + "," + place.address() + ":" + role.managementPort()));
        }
        java("proxy", "proxy", "io.tanda.proxy.Proxy", proxy);
        makeKeys();
        String gateway = "http://" + host + ":" + gatewayPort;
        Path publicKey = keys().resolve(PUBLIC_KEY);
        pods.start(new Machine(mariaDb.url(), kafka.bootstrap(), gateway, publicKey, Optional.empty(), Map.of()));
        return new Endpoints(URI.create("http://127.0.0.1:" + proxyPort), gateway, mariaDb.url(), kafka.bootstrap());
    }

    private void java(String name, String module, String main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                checkout.classPath(module),
                main));
        command.addAll(arguments);
        ChildProcess process = ChildProcess.start(
                new ChildProcess.Launch(name, command, Map.of(), folder, folder.resolve("logs/" + name + ".log")));
        started.add(process::kill9);
    }

    /** Pods cannot make keys for development themselves: their files are read-only. */
    private void makeKeys() throws IOException {
        Files.createDirectories(keys());
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            Files.writeString(keys().resolve(DevTokens.KEY_FILE), pem("PRIVATE KEY", pair.getPrivate()));
            Files.writeString(keys().resolve(PUBLIC_KEY), pem("PUBLIC KEY", pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IOException("no keys for tokens", e);
        }
    }

    private static String pem(String what, Key key) {
        String base64 = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n";
    }

    PodCluster pods() {
        return pods;
    }

    Endpoints endpoints() {
        return endpoints;
    }

    Path keys() {
        return folder.resolve("keys");
    }

    @Override
    public void close() {
        try {
            pods.down();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            started.reversed().forEach(Runnable::run);
        }
    }
}
