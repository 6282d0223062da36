package dev.signet.idp.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@PreviewTest
@ExtendWith(OutputCaptureExtension.class)
class FailureTests {

    private static final String PERSON = "text/html,application/xhtml+xml,*/*;q=0.8";

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    FailureTests(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 413, 415, 429, 500, 503})
    void isSaidInWordsOfItsOwnToPeople(int status) throws Exception {
        var answer = get("/fail/" + status, PERSON);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).startsWith("text/html");
        assertThat(answer.body())
                .contains(">" + status + "<", header(answer, "X-Request-Id"))
                .doesNotContain("secret", "Exception", "org.", "??");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 406, 410, 418, 501, 502})
    void isSaidInCommonWordsWhereThereAreNoneOfItsOwn(int status) throws Exception {
        var answer = get("/fail/" + status, PERSON);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(status < 500 ? "was not understood" : "Something went wrong");
    }

    @Test
    void isAProblemToPrograms() throws Exception {
        var answer = get("/fail/404", "application/json");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body())
                .contains("\"status\":404", "\"title\":\"Not Found\"", header(answer, "X-Request-Id"))
                .doesNotContain("secret", "\"detail\"", "\"instance\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "image/png", "nonsense"})
    void isAProblemWhateverProgramsAccept(String accept) throws Exception {
        assertThat(header(get("/fail/bug", accept), "Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void isAProblemOnAddressesOfProgramsEvenIfTheyAskForHtml() throws Exception {
        var answer = get("/userinfo", PERSON);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).doesNotContain("secret", "Exception");
    }

    @Test
    void isLoggedWithTheIdThatThePageShows(CapturedOutput output) throws Exception {
        var answer = get("/fail/bug", PERSON);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains(header(answer, "X-Request-Id")).doesNotContain("secret", "Exception");
        assertThat(output).contains("secret detail", "request " + header(answer, "X-Request-Id"));
    }

    @Test
    void ofATemplateLeavesNoHalfPageBehind() throws Exception {
        var answer = get("/fail/template", PERSON);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).containsOnlyOnce("<h1").doesNotContain("no/such-template", "name=\"language\"");
    }

    @Test
    void becauseThereIsTooMuchToDoSaysWhenToComeBack() throws Exception {
        var answer = get("/fail/busy", PERSON);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(header(answer, "Retry-After")).isEqualTo("7");
    }

    @Test
    void becauseALimitWasReachedSaysHowLongToWait() throws Exception {
        var answer = get("/fail/limit", PERSON);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(header(answer, "Retry-After")).isEqualTo("42");
        assertThat(answer.body())
                .contains("Too many attempts", "try again in 42 seconds")
                .doesNotContain("sign-in.address");
        assertThat(send(request("/fail/limit", PERSON).header("Accept-Language", "de"))
                        .body())
                .contains("In 42 Sekunden");
    }

    @Test
    void becauseALimitWasReachedNamesItToPrograms() throws Exception {
        var answer = get("/fail/limit", "application/json");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(header(answer, "Retry-After")).isEqualTo("42");
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains("\"status\":429", "\"limit\":\"sign-in.address\"");
        assertThat(get("/fail/429", "application/json").body()).doesNotContain("limit");
    }

    @Test
    void ofTheMethodNamesThoseThatThereAre() throws Exception {
        var answer = send(request("/fail/bug", PERSON).POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(header(answer, "Allow")).contains("GET");
    }

    @Test
    void ofTheFormatIs415() throws Exception {
        var form = request("/fail/json", "application/json")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("x"));

        assertThat(send(form).statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no/such/page", "/error", "/assets/no-such.css", "/preview/"})
    void isNotFoundWhereNothingIs(String path) throws Exception {
        assertThat(get(path, PERSON).statusCode()).isEqualTo(404);
    }

    @Test
    void ofParametersThatCannotBeDecodedIsTheSendersFault() throws Exception {
        var answer = send(request("/language", PERSON)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("language=%zz")));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void ofAParameterThatIsMissingIsTheSendersFault() throws Exception {
        assertThat(send(request("/language", PERSON).POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void ofTooLargeAFormIs413() throws Exception {
        var answer = send(request("/language", PERSON)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("language=" + "x".repeat(3 * 1024 * 1024))));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void hasTheHeadersOfAPage() throws Exception {
        var answer = get("/fail/404", PERSON);

        assertThat(header(answer, "Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
    }

    @Test
    void isSaidInTheReadersLanguage() throws Exception {
        var answer = send(request("/fail/404", PERSON).header("Accept-Language", "de-AT,de;q=0.9,en;q=0.5"));

        assertThat(answer.body()).contains("lang=\"de\"", "Diese Seite gibt es hier nicht");
    }

    private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return send(request(path, accept));
    }

    private HttpRequest.Builder request(String path, String accept) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept", accept);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
