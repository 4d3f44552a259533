package io.tanda.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.client.DevTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookingRequestsTest {
    private static final String KEY = "Idempotency-Key";

    @TempDir
    Path folder;

    private BookingRequests requests;

    @BeforeEach
    void withKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
        Files.writeString(
                folder.resolve(DevTokens.KEY_FILE),
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n");
        requests = new BookingRequests(folder);
    }

    @Test
    void a_repeated_request_is_one_that_was_made_by_the_same_rider_under_the_same_key() {
        Map<String, Map<String, String>> made = new HashMap<>();
        for (int request = 0; request < 6_000; request++) {
            Map<String, String> headers = requests.next();
            made.put(headers.get(KEY), headers);
        }
        assertThat(made).hasSize(6_000);

        for (int repeated = 0; repeated < 500; repeated++) {
            Map<String, String> again = requests.again();
            assertThat(again).isEqualTo(made.get(again.get(KEY)));
        }
    }

    @Test
    void the_newest_requests_may_be_under_way_and_are_not_repeated() {
        Map<String, String> first = requests.next();
        for (int request = 0; request < 100; request++) requests.next();

        for (int repeated = 0; repeated < 20; repeated++)
            assertThat(requests.again()).isEqualTo(first);
    }

    @Test
    void before_the_first_request_there_is_none_to_repeat() {
        assertThatThrownBy(requests::again).hasMessageContaining("no key was used");
    }
}
