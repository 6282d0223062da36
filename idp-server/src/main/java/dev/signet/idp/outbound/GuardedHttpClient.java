package dev.signet.idp.outbound;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Fetches from addresses that outsiders gave us, without letting them reach into our network or tie us up.
 *
 * <p>Only https, only addresses of the public internet, and the address that was checked is the one that is connected
 * to. Redirects are not followed. Nothing of ours is sent along: no cookies, and no credentials that the caller does not
 * give. Time and size are capped.
 */
@Component
public class GuardedHttpClient implements DisposableBean {

    private static final int CONNECTIONS = 50;
    private static final int CONNECTIONS_PER_HOST = 5;
    private static final Set<String> LOOPBACK_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Request Timeout, Too Early, Too Many Requests: the same request may work later. */
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    private final OutboundProperties settings;
    private final CloseableHttpClient http;

    @Autowired
    GuardedHttpClient(OutboundProperties settings) {
        this(settings, SystemDefaultDnsResolver.INSTANCE);
    }

    GuardedHttpClient(OutboundProperties settings, DnsResolver names) {
        this.settings = settings;
        this.http = client(settings, new GuardedDnsResolver(names, settings::allows));
    }

    /** Every way a request can end. Reasons are for logs, not for the outsider who gave us the address. */
    public sealed interface Outcome {

        /**
         * The other side answered 200, or for a post any 2xx.
         *
         * @param body decoded as UTF-8
         * @param cacheFor how long the answer may be kept by its own word; zero if it does not say
         */
        record Fetched(String body, Duration cacheFor) implements Outcome {}

        /** We do not go there, or do not take what we were given. */
        record Refused(String reason) implements Outcome {}

        /** The other side, or the way to it, did not work. */
        record Failed(String reason) implements Outcome {}
    }

    /**
     * Fetches {@code address}.
     *
     * @param accepted content types to take, parameters aside; empty takes any
     */
    public Outcome get(URI address, List<MediaType> accepted) {
        if (!isAllowed(address)) {
            return notAllowed();
        }
        var request = new HttpGet(address);
        if (!accepted.isEmpty()) {
            request.setHeader("Accept", MediaType.toString(accepted));
        }
        return execute(request, response -> read(response, accepted));
    }

    /**
     * Posts a form to {@code address}. What the other side says is not read: any 2xx is {@link Outcome.Fetched} without
     * a body. Another status that will be the same next time is {@link Outcome.Refused}, one that may not be is
     * {@link Outcome.Failed}.
     */
    public Outcome post(URI address, Map<String, String> form) {
        if (!isAllowed(address)) {
            return notAllowed();
        }
        var request = new HttpPost(address);
        request.setEntity(new UrlEncodedFormEntity(
                form.entrySet().stream()
                        .map(it -> new BasicNameValuePair(it.getKey(), it.getValue()))
                        .toList(),
                StandardCharsets.UTF_8));
        return execute(request, GuardedHttpClient::acknowledgement);
    }

    /**
     * Asks {@code address}, which the operator configured, with what the other side knows us by. Its answer is
     * {@link Outcome.Fetched} whatever its status says below 500: an error of OAuth is a 400 with an answer to read.
     *
     * @param headers such as {@code Authorization}
     * @param form to post; empty to get
     */
    public Outcome ask(URI address, Map<String, String> headers, Map<String, String> form) {
        if (!isAllowed(address)) {
            return notAllowed();
        }
        var request = form.isEmpty() ? new HttpGet(address) : new HttpPost(address);
        headers.forEach(request::setHeader);
        if (!form.isEmpty()) {
            request.setEntity(new UrlEncodedFormEntity(
                    form.entrySet().stream()
                            .map(it -> new BasicNameValuePair(it.getKey(), it.getValue()))
                            .toList(),
                    StandardCharsets.UTF_8));
        }
        return execute(request, this::answer);
    }

    private Outcome answer(ClassicHttpResponse response) throws IOException {
        var status = response.getCode();
        if (status >= 300 && status < 400) {
            return new Outcome.Refused("redirects are not followed");
        }
        var entity = response.getEntity();
        if (status >= 500 || LATER.contains(status) || entity == null) {
            return new Outcome.Failed("status " + status);
        }
        return body(entity, response);
    }

    private static Outcome notAllowed() {
        return new Outcome.Refused("not an https address without user information and fragment");
    }

    private static Outcome acknowledgement(ClassicHttpResponse response) {
        var status = response.getCode();
        if (status >= 200 && status < 300) {
            return new Outcome.Fetched("", Duration.ZERO);
        }
        return status >= 500 || LATER.contains(status)
                ? new Outcome.Failed("status " + status)
                : new Outcome.Refused("status " + status);
    }

    /** What to make of an answer. */
    private interface Reading {

        Outcome of(ClassicHttpResponse response) throws IOException;
    }

    private boolean isAllowed(URI address) {
        var host = address.getHost();
        if (host == null || address.getRawUserInfo() != null || address.getRawFragment() != null) {
            return false;
        }
        return "https".equals(address.getScheme())
                || ("http".equals(address.getScheme()) && settings.allowLoopback() && LOOPBACK_HOSTS.contains(host));
    }

    /** On a thread of its own, because name resolution cannot be interrupted and a slow drip resets every other limit. */
    private Outcome execute(HttpUriRequestBase request, Reading reading) {
        var exchange = new FutureTask<>(() -> exchange(request, reading));
        Thread.ofVirtual().name("outbound-request").start(exchange);
        try {
            return exchange.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            request.cancel();
            return new Outcome.Failed("no complete answer within " + settings.timeout());
        } catch (ExecutionException e) {
            return ended(e);
        } catch (InterruptedException e) {
            request.cancel();
            Thread.currentThread().interrupt();
            return new Outcome.Failed("interrupted");
        }
    }

    private Outcome exchange(HttpUriRequestBase request, Reading reading) throws IOException, HttpException {
        var response = http.executeOpen(RoutingSupport.determineHost(request), request, null);
        try {
            return reading.of(response);
        } finally {
            request.cancel(); // drops the connection; closing the response would first read all the rest of it
        }
    }

    private static Outcome ended(ExecutionException end) {
        return switch (end.getCause()) {
            case GuardedDnsResolver.ForbiddenAddressException _ ->
                new Outcome.Refused("not an address of the public internet");
            case IOException e -> new Outcome.Failed(e.toString());
            case HttpException e -> new Outcome.Failed(e.toString());
            case null, default -> throw new IllegalStateException("an outbound request broke", end);
        };
    }

    private Outcome read(ClassicHttpResponse response, List<MediaType> accepted) throws IOException {
        if (response.getCode() >= 300 && response.getCode() < 400) {
            return new Outcome.Refused("redirects are not followed");
        }
        var entity = response.getEntity();
        if (response.getCode() != 200 || entity == null) {
            return new Outcome.Failed("status " + response.getCode());
        }
        if (!isAccepted(entity, accepted)) {
            return new Outcome.Refused("content type " + entity.getContentType());
        }
        return body(entity, response);
    }

    private Outcome body(HttpEntity entity, ClassicHttpResponse response) throws IOException {
        var limit = (int) settings.maxSize().toBytes();
        var body = entity.getContent().readNBytes(limit + 1);
        if (body.length > limit) {
            return new Outcome.Refused("more than " + settings.maxSize());
        }
        return new Outcome.Fetched(new String(body, StandardCharsets.UTF_8), CacheTime.of(response));
    }

    private static boolean isAccepted(HttpEntity entity, List<MediaType> accepted) {
        var type = ContentType.parseLenient(entity.getContentType());
        return accepted.isEmpty()
                || (type != null
                        && accepted.stream()
                                .anyMatch(it ->
                                        type.isSameMimeType(ContentType.create(it.getType() + "/" + it.getSubtype()))));
    }

    private static CloseableHttpClient client(OutboundProperties settings, DnsResolver names) {
        var timeout = Timeout.of(settings.timeout());
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS_PER_HOST)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                        .setSocketTimeout(timeout)
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setResponseTimeout(timeout)
                        .build())
                .setConnectionReuseStrategy((_, _, _) -> false)
                .setUserAgent("Signet")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression() // a small answer must not unpack into a large one
                .build();
    }

    @Override
    public void destroy() throws IOException {
        http.close();
    }
}
