package io.tanda.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class ContractDocumentTest {
    private static final String HEAD = """
            openapi: 3.1.0
            tags:
              - name: about
            paths:
              /a:
                get: { operationId: a }
            components:
              schemas:
                A: { type: string }
            """;

    @Test
    void pieces_are_joined_by_name() {
        String whole = ContractDocument.compose(List.of(HEAD, """
                tags:
                  - name: more
                paths:
                  /b:
                    get: { operationId: b }
                components:
                  schemas:
                    B: { type: integer }
                  headers:
                    H: { schema: { type: string } }
                """));
        Map<String, ?> expected = new Yaml().load("""
                openapi: 3.1.0
                tags:
                  - name: about
                  - name: more
                paths:
                  /a:
                    get: { operationId: a }
                  /b:
                    get: { operationId: b }
                components:
                  schemas:
                    A: { type: string }
                    B: { type: integer }
                  headers:
                    H: { schema: { type: string } }
                """);
        Map<String, ?> composed = new Yaml().load(whole);
        assertThat(composed).isEqualTo(expected);
        assertThat(whole).startsWith("openapi: 3.1.0");
    }

    @Test
    void two_pieces_cannot_give_one_name_to_two_things() {
        assertThatThrownBy(() -> ContractDocument.compose(List.of(HEAD, "paths:\n  /a:\n    put: { operationId: b }")))
                .hasMessage("two pieces of the contract have a /paths//a");
        assertThatThrownBy(() ->
                        ContractDocument.compose(List.of(HEAD, "components:\n  schemas:\n    A: { maxLength: 1 }")))
                .hasMessage("two pieces of the contract have a /components/schemas/A");
        assertThatThrownBy(() -> ContractDocument.compose(List.of(HEAD, "openapi: 3.0.0")))
                .hasMessage("two pieces of the contract have a /openapi");
    }
}
