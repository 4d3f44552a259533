package io.tanda.simulator;

import io.tanda.client.DevTokens;
import io.tanda.contract.TokenRole;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a token for curl. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Prints a development token, good for 12 hours.")
final class TokenCommand implements Runnable {
    @Mixin
    private Environment environment = new Environment();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "ROLE",
            description = "rider, driver, dispatcher, finance or admin; operator is another name of admin")
    private String role = "";

    @Option(names = "--id", paramLabel = "UUID", description = "whose; by default always the same for each role")
    private @Nullable UUID id;

    @Override
    public void run() {
        TokenRole wanted = TokenRole.ofClaim(role.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new ParameterException(
                        commandLine(), "a role is rider, driver, dispatcher, finance or admin, not " + role));
        UUID subject = switch (wanted) {
            case RIDER -> DevTokens.RIDER;
            case DRIVER -> DevTokens.DRIVER;
            case DISPATCHER, FINANCE, ADMIN -> DevTokens.OPERATOR;
        };
        try {
            commandLine().getOut().println(DevTokens.load(environment.keys()).mint(wanted, id == null ? subject : id));
        } catch (IOException e) {
            throw new ParameterException(commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private CommandLine commandLine() {
        if (spec == null) throw new IllegalStateException("picocli sets the spec");
        return spec.commandLine();
    }
}
