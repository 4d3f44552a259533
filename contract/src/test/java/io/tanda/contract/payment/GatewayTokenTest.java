package io.tanda.contract.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.contract.MethodId;
import io.tanda.contract.RiderId;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C1")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GatewayTokenTest {
    @Test
    void a_token_says_nothing_of_itself_where_it_is_logged() {
        RegisterMethod command =
                new RegisterMethod(RiderId.next(), MethodId.next(), MethodKind.CARD, new GatewayToken("tok_visa_4242"));
        assertThat(command.toString()).doesNotContain("visa").doesNotContain("4242");
    }

    @Test
    void what_somebody_typed_is_no_token() {
        for (String typed : new String[] {
            "4242424242424242",
            "4242 4242 4242 4242",
            "4242-4242-4242-4242",
            "tok",
            "tok visa 4242",
            "tok_" + "x".repeat(125)
        })
            assertThatThrownBy(() -> new GatewayToken(typed))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("not a token of the gateway's");
        assertThat(GatewayToken.isOne("Z_t5vOvQxrj4499PeiJcjen28-V2RyqgYTwN44Rdzk0="))
                .isTrue();
    }
}
