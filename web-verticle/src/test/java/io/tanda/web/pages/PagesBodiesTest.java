package io.tanda.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.web.testing.Contract;
import io.tanda.web.testing.Corpus;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The readers of bodies accept and refuse exactly what the contract's schemas do. */
class PagesBodiesTest {
    @Test
    void every_body_of_the_contract_has_a_reader() {
        assertThat(Corpus.withBody("pages")).isEqualTo(Set.of("signIn"));
    }

    @Test
    void a_reader_and_its_schema_accept_and_refuse_the_same() {
        Corpus.assertAgree(new Contract(), "signIn", SessionBodies::who);
    }
}
