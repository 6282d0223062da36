package dev.signet.idp.test;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a browser does for a protocol test: keeps cookies, follows redirects inside the provider, fills in forms. It has
 * no scripts. Redirects to anywhere else end the walk, so a test sees where somebody would be sent.
 */
public final class Browser {

    private static final int MAX_REDIRECTS = 10;

    private final URI provider;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String address = "";
    private String userAgent = "";

    public Browser(URI provider) {
        this.provider = provider;
    }

    /** The same browser at another address, as a proxy tells of it. For a provider that believes its proxies. */
    public Browser at(String address) {
        this.address = address;
        return this;
    }

    /** The same browser, saying that it is {@code userAgent}. */
    public Browser describedAs(String userAgent) {
        this.userAgent = userAgent;
        return this;
    }

    /** Where a walk ended: on a page of the provider, or on the way out of it. */
    public record Page(URI address, int status, Map<String, List<String>> headers, String body) {

        public Document html() {
            return Jsoup.parse(body, address.toString());
        }

        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(it -> it.getKey().equalsIgnoreCase(name))
                    .map(it -> String.join(", ", it.getValue()))
                    .findFirst()
                    .orElse("");
        }

        public boolean isOutside(URI provider) {
            return !address.toString().startsWith(provider.toString());
        }
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    public Page open(URI address) {
        return walk(HttpRequest.newBuilder(address).GET());
    }

    public Page open(String path) {
        return open(provider.resolve(path));
    }

    public Page post(String path, Map<String, String> fields) {
        return walk(form(provider.resolve(path), fields));
    }

    /** Sends the first form of {@code page}’s main part, or else of the page, with {@code fields} over what it holds; the button is a field too. */
    public Page submit(Page page, Map<String, String> fields) {
        var inMain = page.html().selectFirst("main form") != null;
        return submit(page, inMain ? "main form" : "form", fields);
    }

    /** The same with the first form that fits {@code selector}. */
    public Page submit(Page page, String selector, Map<String, String> fields) {
        var form = page.html().selectFirst(selector);
        if (form == null) {
            throw new AssertionError(
                    "no form on " + page.address() + ": " + page.html().text());
        }
        var all = new LinkedHashMap<String, String>();
        for (Element input : form.select("input[name]")) {
            all.put(input.attr("name"), input.attr("value"));
        }
        all.putAll(fields);
        return walk(form(URI.create(form.absUrl("action")), all));
    }

    /** One request as it is, without following anything. */
    public Page send(HttpRequest.Builder request) {
        cookies.forEach((name, value) -> request.header("Cookie", name + "=" + value));
        if (!address.isEmpty()) {
            request.header("X-Forwarded-For", address);
        }
        if (!userAgent.isEmpty()) {
            request.header("User-Agent", userAgent);
        }
        HttpResponse<String> response;
        try {
            response = http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("the provider did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        response.headers().allValues("Set-Cookie").forEach(this::keep);
        return new Page(
                response.uri(), response.statusCode(), response.headers().map(), response.body());
    }

    private Page walk(HttpRequest.Builder first) {
        var page = send(first.header("Accept", "text/html"));
        for (var i = 0; i < MAX_REDIRECTS && page.status() / 100 == 3; i++) {
            var next = page.address().resolve(page.header("Location"));
            if (!next.toString().startsWith(provider.toString())) {
                return new Page(next, page.status(), page.headers(), page.body());
            }
            page = send(HttpRequest.newBuilder(next).GET().header("Accept", "text/html"));
        }
        return page;
    }

    private static HttpRequest.Builder form(URI address, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(it -> encode(it.getKey()) + "=" + encode(it.getValue()))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private void keep(String header) {
        var attributes = header.split(";");
        var pair = attributes[0].split("=", 2);
        if (header.toLowerCase(Locale.ROOT).contains("max-age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
