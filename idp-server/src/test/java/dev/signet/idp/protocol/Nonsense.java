package dev.signet.idp.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;

/** What a stranger may send in place of a credential. */
final class Nonsense {

    private Nonsense() {}

    /** @param bytes the member that holds CBOR or authenticator data */
    static Stream<String> answers(String bytes) {
        var answers = new ArrayList<String>();
        answers.add("");
        answers.add("null");
        answers.add("[]");
        answers.add("{}");
        answers.add("{\"id\":1}");
        answers.add("{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\"}");
        answers.add("[".repeat(20_000));
        answers.add("{\"response\":".repeat(5_000));
        answers.add("x".repeat(70_000));
        var clientData = base64("{\"type\":\"webauthn.get\",\"challenge\":\"AA\",\"origin\":\"http://localhost\"}"
                .getBytes(StandardCharsets.UTF_8));
        var random = new Random(20_261_123);
        for (var i = 0; i < 40; i++) {
            var noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            answers.add(answer(bytes, clientData, base64(noise)));
        }
        answers.add(answer(bytes, clientData, base64(nested(5_000))));
        answers.add(answer(
                bytes, clientData, base64(new byte[] {(byte) 0xa1, 0x61, 'a', 0x5b, 0x7f, -1, -1, -1, -1, -1, -1, -1
                })));
        answers.add(answer(bytes, clientData, "not base64!"));
        answers.add(answer(bytes, base64("not json".getBytes(StandardCharsets.UTF_8)), "AAAA"));
        answers.add(answer(bytes, "", ""));
        return answers.stream();
    }

    /** CBOR: an array in an array in an array. */
    private static byte[] nested(int depth) {
        var bytes = new byte[depth];
        Arrays.fill(bytes, (byte) 0x81);
        return bytes;
    }

    private static String answer(String member, String clientData, String value) {
        return """
                {"id":"AAAA","rawId":"AAAA","type":"public-key","clientExtensionResults":{},
                 "response":{"clientDataJSON":"%s","%s":"%s","signature":"AAAA","userHandle":"AAAA"}}
                """.formatted(clientData, member, value);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
