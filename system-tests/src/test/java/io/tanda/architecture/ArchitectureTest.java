package io.tanda.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final ImportOption OURS = location -> location.contains("io/tanda") || location.contains("tanda-");
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(OURS)
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.tanda");
    private static final JavaClasses OFFENDERS = new ClassFileImporter()
            .withImportOption(OURS)
            .withImportOption((Location location) -> location.contains("/offenders/"))
            .importPackages("io.tanda");

    static Stream<String> rules() {
        return RULES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_house_keeps_its_rule(String name) {
        rule(name).check(HOUSE);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_rule_bites_its_offender(String name) {
        var result = rule(name).evaluate(OFFENDERS);

        assertThat(result.hasViolation())
                .as("%s finds nothing wrong with the offenders", name)
                .isTrue();
        assertThat(String.join("\n", result.getFailureReport().getDetails())).contains("offenders");
    }

    private static final Map<String, ArchRule> RULES = new TreeMap<>();

    static {
        Arrays.stream(Rules.class.getDeclaredFields())
                .filter(field -> ArchRule.class.isAssignableFrom(field.getType()))
                .forEach(field -> RULES.put(field.getName(), read(field)));
    }

    private static ArchRule rule(String name) {
        ArchRule rule = RULES.get(name);
        assertThat(rule).isNotNull();
        return rule;
    }

    private static ArchRule read(Field field) {
        try {
            return (ArchRule) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
