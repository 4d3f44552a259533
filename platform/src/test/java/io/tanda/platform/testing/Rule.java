package io.tanda.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.function.Function;

/**
 * A rule of a decider as a test says it: {@code given(state).when(command).then(decision)}. Each context extends it with its own
 * {@code given}, {@code when} and words for what it decides.
 *
 * @param <S> the state
 * @param <D> the decision
 */
public abstract class Rule<S, D> {
    private final S given;
    private final Function<? super S, ? extends D> decide;

    protected Rule(S given, Function<? super S, ? extends D> decide) {
        this.given = given;
        this.decide = decide;
    }

    protected final S given() {
        return given;
    }

    public final D decision() {
        return decide.apply(given);
    }

    @CanIgnoreReturnValue
    public final Rule<S, D> then(D decision) {
        assertThat(decision()).isEqualTo(decision);
        return this;
    }

    /** A decision of this kind; @return for a closer look */
    @CanIgnoreReturnValue
    public final <T extends D> T then(Class<T> kind) {
        D decision = decision();
        assertThat(decision).isInstanceOf(kind);
        return kind.cast(decision);
    }

    /** It cannot happen in this state: a bug, said aloud. @param message some of what is said */
    public final void thenContradiction(String message) {
        assertThatThrownBy(this::decision)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
    }
}
