package io.tanda.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.testing.AsyncApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EventsPageTest {
    @Test
    void the_page_in_the_docs_says_what_the_document_says() throws IOException {
        Path page = Path.of(System.getProperty("tanda.root"), "docs/EVENTS.md");
        String text = EventsPage.of(AsyncApi.load());
        if (Boolean.getBoolean(EventsPage.UPDATE)) Files.writeString(page, text);
        assertThat(Files.exists(page) ? Files.readString(page) : "")
                .as("run with -D%s=true and read the diff", EventsPage.UPDATE)
                .isEqualTo(text);
    }
}
