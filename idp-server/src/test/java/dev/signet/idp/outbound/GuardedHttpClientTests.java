package dev.signet.idp.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signet.idp.outbound.GuardedHttpClient.Outcome.Failed;
import dev.signet.idp.outbound.GuardedHttpClient.Outcome.Fetched;
import dev.signet.idp.outbound.GuardedHttpClient.Outcome.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;

class GuardedHttpClientTests {

    private static final List<MediaType> ANYTHING = List.of();
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final GuardedHttpClient client = client(true, PATIENCE);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(0);
        client.destroy();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                       | 0",
                "public, max-age=300     | 300",
                "max-age=\"60\"          | 60",
                "max-age=60, no-store    | 0",
                "no-cache, max-age=60    | 0",
                "s-maxage=60             | 0",
                "max-age=soon            | 0",
                "MAX-AGE=5               | 5"
            })
    void fetchesAndSaysHowLongToKeepIt(String cacheControl, long seconds) {
        answer(200, "application/json", cacheControl == null ? Map.of() : Map.of("Cache-Control", cacheControl), "{}");
        assertThat(client.get(at("/"), ANYTHING)).isEqualTo(new Fetched("{}", Duration.ofSeconds(seconds)));
    }

    @Test
    void givesConnectionsBackHoweverTheAnswerEnds() {
        answer(200, "text/plain", Map.of(), "x".repeat(1025));
        for (var i = 0; i < 20; i++) {
            assertThat(client.get(at("/"), ANYTHING)).isInstanceOf(Refused.class);
        }
        server.removeContext("/");
        answer(200, "text/plain", Map.of(), "x");
        for (var i = 0; i < 20; i++) {
            assertThat(client.get(at("/"), ANYTHING)).isInstanceOf(Fetched.class);
        }
    }

    @Test
    void sendsNothingOfOurs() {
        var sent = new Headers();
        server.createContext("/", exchange -> {
            sent.putAll(exchange.getRequestHeaders());
            respond(exchange, 200, Map.of("Set-Cookie", "a=b"), "{}");
        });
        client.get(at("/"), ANYTHING);
        client.get(at("/"), ANYTHING);
        assertThat(sent.keySet()).isSubsetOf("Host", "Connection", "User-agent", "Accept");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/jwks",
                "ftp://example.com/jwks",
                "file:///etc/passwd",
                "jar:file:///x.jar!/y",
                "https:///nothing",
                "https:opaque",
                "relative",
                "https://user:secret@example.com/",
                "https://example.com/#fragment",
                "http://127.0.0.2/",
                "https://10.0.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://[::ffff:10.0.0.1]/",
                "https://[fd00:ec2::254]/",
                "https://0/",
                "https://167772161/"
            })
    void refusesToGo(String address) {
        assertThat(client.get(URI.create(address), ANYTHING)).isInstanceOf(Refused.class);
    }

    @Test
    void refusesThisMachineUnlessToldOtherwise() {
        answer(200, "application/json", Map.of(), "{}");
        var guarded = client(false, PATIENCE);
        assertThat(guarded.get(at("/"), ANYTHING)).isInstanceOf(Refused.class);
        for (var host : List.of("127.0.0.1", "localhost", "[::1]", "2130706433")) {
            assertThat(guarded.get(URI.create("https://" + host + ":" + port() + "/"), ANYTHING))
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void refusesANameWithOneForbiddenAddressAmongOthers() {
        assertThat(resolving("1.1.1.1", "10.0.0.1").get(URI.create("https://mixed.example/"), ANYTHING))
                .isEqualTo(new Refused("not an address of the public internet"));
    }

    @Test
    void connectsToTheAddressThatWasChecked() {
        answer(200, "application/json", Map.of(), "{}");
        var questions = new AtomicInteger();
        var rebinding = new GuardedHttpClient(settings(true, PATIENCE), new Names() {
            @Override
            public InetAddress[] resolve(String host) {
                return addresses(questions.getAndIncrement() == 0 ? "127.0.0.1" : "10.0.0.1");
            }
        });
        assertThat(rebinding.get(at("/", "localhost"), ANYTHING)).isInstanceOf(Fetched.class);
        assertThat(questions).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void doesNotFollowRedirects(int status) {
        var visits = new AtomicInteger();
        server.createContext("/", exchange -> {
            visits.incrementAndGet();
            respond(exchange, status, Map.of("Location", at("/other").toString()), "");
        });
        assertThat(client.get(at("/"), ANYTHING)).isEqualTo(new Refused("redirects are not followed"));
        assertThat(visits).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 400, 401, 404, 500, 503})
    void takesNothingButSuccess(int status) {
        answer(status, "application/json", Map.of(), "");
        assertThat(client.get(at("/"), ANYTHING)).isEqualTo(new Failed("status " + status));
    }

    @Test
    void takesOnlyTheContentTypesThatWereAskedFor() {
        answer(200, "text/html; charset=utf-8", Map.of(), "<p>");
        assertThat(client.get(at("/"), List.of(MediaType.APPLICATION_JSON))).isInstanceOf(Refused.class);
        assertThat(client.get(at("/"), List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_HTML)))
                .isInstanceOf(Fetched.class);
    }

    @Test
    void takesNoMoreThanTheLimit() {
        answer(200, "text/plain", Map.of(), "x".repeat(1024));
        assertThat(client.get(at("/"), ANYTHING)).isInstanceOf(Fetched.class);
        server.removeContext("/");
        answer(200, "text/plain", Map.of(), "x".repeat(1025));
        assertThat(client.get(at("/"), ANYTHING)).isInstanceOf(Refused.class);
    }

    @Test
    void stopsReadingAnEndlessAnswer() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                while (true) {
                    body.write(new byte[1024]);
                }
            }
        });
        assertThat(client.get(at("/"), ANYTHING)).isInstanceOf(Refused.class);
    }

    @Test
    void givesUpOnAnAnswerThatNeverComes() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var hurried = client(true, Duration.ofMillis(200));
            assertThat(hurried.get(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"), ANYTHING))
                    .isInstanceOf(Failed.class);
        }
    }

    @Test
    void givesUpOnAnAnswerThatDrips() {
        var end = new CountDownLatch(1);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            await(end);
            exchange.close();
        });
        assertThat(client(true, Duration.ofMillis(300)).get(at("/"), ANYTHING))
                .isEqualTo(new Failed("no complete answer within PT0.3S"));
        end.countDown();
    }

    @Test
    void givesUpOnANameServerThatNeverAnswers() {
        var end = new CountDownLatch(1);
        var stuck = new GuardedHttpClient(settings(true, Duration.ofMillis(300)), new Names() {
            @Override
            public InetAddress[] resolve(String host) {
                await(end);
                return new InetAddress[0];
            }
        });
        assertThat(stuck.get(URI.create("https://slow.example/"), ANYTHING)).isInstanceOf(Failed.class);
        end.countDown();
    }

    @Test
    void saysWhenTheNameIsUnknownOrNobodyListens() throws IOException {
        assertThat(resolving().get(URI.create("https://unknown.example/"), ANYTHING))
                .isInstanceOf(Failed.class);
        server.stop(0);
        assertThat(client.get(at("/"), ANYTHING)).isInstanceOf(Failed.class);
    }

    private void answer(int status, String contentType, Map<String, String> headers, String body) {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            respond(exchange, status, headers, body);
        });
    }

    private static void respond(HttpExchange exchange, int status, Map<String, String> headers, String body)
            throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.length());
        exchange.getResponseBody().write(body.getBytes(UTF_8));
        exchange.close();
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private URI at(String path) {
        return at(path, "127.0.0.1");
    }

    private URI at(String path, String host) {
        return URI.create("http://" + host + ":" + port() + path);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GuardedHttpClient client(boolean allowLoopback, Duration timeout) {
        return new GuardedHttpClient(settings(allowLoopback, timeout));
    }

    private static GuardedHttpClient resolving(String... addresses) {
        return new GuardedHttpClient(settings(false, PATIENCE), new Names() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                if (addresses.length == 0) {
                    throw new UnknownHostException(host);
                }
                return addresses(addresses);
            }
        });
    }

    private static OutboundProperties settings(boolean allowLoopback, Duration timeout) {
        return new OutboundProperties(
                allowLoopback, List.of(), Duration.ofSeconds(1), timeout, DataSize.ofKilobytes(1));
    }

    private abstract static class Names implements DnsResolver {

        static InetAddress[] addresses(String... literals) {
            return List.of(literals).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
