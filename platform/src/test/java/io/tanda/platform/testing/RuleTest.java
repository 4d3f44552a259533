package io.tanda.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RuleTest {
    private sealed interface Decision {}

    private record Lit(int watts) implements Decision {}

    private record Refused() implements Decision {}

    private static Decision decide(int watts) {
        if (watts < 0) throw new IllegalStateException("less than dark");
        return watts > 100 ? new Refused() : new Lit(watts);
    }

    private static final class LightRule extends Rule<Integer, Decision> {
        private LightRule(int watts) {
            super(watts, RuleTest::decide);
        }
    }

    private static LightRule given(int watts) {
        return new LightRule(watts);
    }

    @Test
    void a_rule_holds_or_fails() {
        given(5).then(new Lit(5));
        assertThat(given(5).then(Lit.class).watts()).isEqualTo(5);
        given(101).then(Refused.class);
        given(-1).thenContradiction("less");

        fails(() -> given(5).then(new Lit(6)));
        fails(() -> given(5).then(Refused.class));
        fails(() -> given(5).thenContradiction("less"));
        fails(() -> given(-1).thenContradiction("more"));
    }

    private static void fails(Runnable rule) {
        assertThatThrownBy(rule::run).isInstanceOf(AssertionError.class);
    }
}
