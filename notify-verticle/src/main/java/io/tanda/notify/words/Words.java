package io.tanda.notify.words;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tanda.contract.Money;
import io.tanda.contract.Role;
import io.tanda.contract.notify.Language;
import io.tanda.notify.notice.Details;
import io.tanda.notify.notice.Kinds;
import io.tanda.notify.notice.Notice;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What notices say: {@code <language>.properties} has a line for each kind and role, {@code rider.booking.driver-arrived.v1}, with the places
 * {@code {plate}}, {@code {minutes}}, {@code {amount}} and {@code {method}}.
 */
public final class Words {
    static final String SUBJECT = "subject";
    private static final String METHOD_CASH = "method.cash";

    private final Map<Language, Properties> files = new EnumMap<>(Language.class);

    private Words() {}

    /** Blocks: resources are read. */
    public static Words read() {
        Words words = new Words();
        for (Language language : Language.values()) words.files.put(language, read(language.tag() + ".properties"));
        return words;
    }

    private static Properties read(String file) {
        Properties lines = new Properties();
        try (InputStream stream = Words.class.getResourceAsStream(file)) {
            if (stream == null) throw new IllegalStateException("no words: " + file);
            lines.load(new InputStreamReader(stream, UTF_8));
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is told: of its kind, or of its event; of one that nobody has words for any more, its name. */
    public String text(Language language, Notice notice) {
        String line = line(language, key(notice.role(), notice.kind()));
        if (line == null) line = line(language, key(notice.role(), Kinds.eventOf(notice.kind())));
        return line == null ? notice.kind() : filled(line, language, notice);
    }

    /** Of a letter. */
    public String subject(Language language) {
        return String.valueOf(line(language, SUBJECT));
    }

    Set<String> keys(Language language) {
        return lines(language).stringPropertyNames();
    }

    @Nullable
    String line(Language language, String key) {
        return lines(language).getProperty(key);
    }

    private Properties lines(Language language) {
        Properties lines = files.get(language);
        if (lines == null) throw new IllegalArgumentException("no words in " + language);
        return lines;
    }

    private static String key(Role role, String kind) {
        return role.name().toLowerCase(Locale.ROOT) + "." + kind;
    }

    private String filled(String line, Language language, Notice notice) {
        Money amount = notice.details().amount();
        return line.replace("{plate}", String.valueOf(notice.details().plate()))
                .replace("{minutes}", String.valueOf(notice.details().minutes()))
                .replace("{amount}", amount == null ? "" : amount(language, amount))
                .replace("{method}", method(language, notice.details().method()));
    }

    private String method(Language language, @Nullable String method) {
        return Details.CASH.equals(method) ? String.valueOf(line(language, METHOD_CASH)) : String.valueOf(method);
    }

    /** As its currency counts: {@code USD 12.50}, {@code KRW 4,800}; won to who reads Korean, {@code 4,800원}. */
    private static String amount(Language language, Money amount) {
        int digits = Currency.getInstance(amount.currency()).getDefaultFractionDigits();
        String number =
                String.format(Locale.ROOT, "%,." + digits + "f", BigDecimal.valueOf(amount.minorUnits(), digits));
        return language == Language.KOREAN && amount.currency().equals("KRW")
                ? number + "원"
                : amount.currency() + " " + number;
    }
}
