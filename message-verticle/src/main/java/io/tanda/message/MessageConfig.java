package io.tanda.message;

import io.tanda.contract.Money;
import io.tanda.message.domain.MessageDecider.Terms;
import io.tanda.message.outbound.Vault;
import io.tanda.platform.ops.Settings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list of prices, and the key that all keys of conversations are sealed with.
 *
 * @param patience how long it may take until it is known whether a message is paid; domain time
 */
public record MessageConfig(Terms terms, Duration patience, Vault vault) {
    /** In the folder of keys; in development only. */
    private static final String DEV_KEY = "message.key";

    private static final Pattern FEE = Pattern.compile("(0|[1-9][0-9]{0,6}) ([A-Z]{3})");
    private static final String KEY_EXPECTED = Vault.KEY_BYTES + " bytes at random in Base64";

    /**
     * Reads {@code message.contact.fee} (such as {@code 150 USD}; {@code 0 USD} is free), {@code message.contact.days} (1 to 60),
     * {@code message.rate.per.minute} (1 to 100000), {@code message.payment.wait.minutes} (1 to 1440) and {@code message.key}. Blocks: in
     * development the key may be made.
     */
    public static MessageConfig of(Settings settings) {
        String fee = settings.text("message.contact.fee", "150 USD", "minor units and a currency, such as 150 USD");
        Matcher money = FEE.matcher(fee);
        boolean fits = money.matches();
        if (!fits) settings.problem("message.contact.fee must be such as 150 USD, or 0 USD, not \"" + fee + "\"");
        long minorUnits = fits ? Long.parseLong(money.group(1)) : 0;
        Terms terms = new Terms(
                minorUnits == 0 ? null : new Money(minorUnits, money.group(2)),
                Duration.ofDays(settings.number("message.contact.days", 14, 1, 60)),
                settings.number("message.rate.per.minute", 30, 1, 100_000));
        Duration patience = Duration.ofMinutes(settings.number("message.payment.wait.minutes", 10, 1, 1_440));
        return new MessageConfig(terms, patience, vault(settings));
    }

    private static Vault vault(Settings settings) {
        String folder = settings.text("keys.dir", "", "a folder");
        boolean made =
                settings.text("profile", "production", "dev or production").equals("dev") && !folder.isEmpty();
        String text = settings.text("message.key", made ? " " : null, KEY_EXPECTED);
        if (text.isBlank() && made) text = made(settings, Path.of(folder));
        try {
            byte[] key = Base64.getDecoder().decode(text);
            if (key.length == Vault.KEY_BYTES) return new Vault(key);
        } catch (IllegalArgumentException e) {
            // said below, without what it is
        }
        if (!text.isEmpty()) settings.problem("message.key must be " + KEY_EXPECTED);
        return new Vault(new byte[Vault.KEY_BYTES]);
    }

    /** Several processes may do so at once: the file decides whose is taken. A link never replaces what another has put there. */
    private static String made(Settings settings, Path folder) {
        try {
            Path file = folder.resolve(DEV_KEY);
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                Path draft = Files.createTempFile(
                        folder,
                        DEV_KEY,
                        ".new",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                byte[] key = new byte[Vault.KEY_BYTES];
                new SecureRandom().nextBytes(key);
                Files.writeString(draft, Base64.getEncoder().encodeToString(key));
                try {
                    Files.createLink(file, draft);
                } catch (FileAlreadyExistsException e) {
                    // another process's
                } finally {
                    Files.delete(draft);
                }
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            settings.problem("message.key is not set, and none can be made in " + folder + ": " + e);
            return "";
        }
    }
}
