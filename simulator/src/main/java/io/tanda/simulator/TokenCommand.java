package io.tanda.simulator;

import io.tanda.client.DevTokens;
import io.tanda.contract.Role;
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

    @Parameters(paramLabel = "ROLE", description = "rider, driver or operator")
    private String role = "";

    @Option(names = "--id", paramLabel = "UUID", description = "whose; by default always the same for each role")
    private @Nullable UUID id;

    @Override
    public void run() {
        Role wanted;
        UUID subject;
        switch (role.toLowerCase(Locale.ROOT)) {
            case "rider" -> {
                wanted = Role.RIDER;
                subject = DevTokens.RIDER;
            }
            case "driver" -> {
                wanted = Role.DRIVER;
                subject = DevTokens.DRIVER;
            }
            case "operator" -> {
                wanted = Role.OPERATOR;
                subject = DevTokens.OPERATOR;
            }
            default -> throw new ParameterException(commandLine(), "a role is rider, driver or operator, not " + role);
        }
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
