package io.tanda.contract.notify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What notices are written in. The wire name is its tag (RFC 5646). */
public enum Language {
    ENGLISH("en"),
    KOREAN("ko");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    @JsonValue
    public String tag() {
        return tag;
    }

    /** @throws IllegalArgumentException for a language that nobody writes in */
    @JsonCreator
    public static Language of(String tag) {
        for (Language language : values()) if (language.tag.equals(tag)) return language;
        throw new IllegalArgumentException("no language " + tag);
    }
}
