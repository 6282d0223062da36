package dev.signet.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Role;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.SignetTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * How long the console's pages take with a million people, ten thousand clients and five million audit events. Not part of
 * the gate, as its name says; {@code docs/performance-console.md} has how to run it and what came out.
 */
@SignetTest
class ConsoleMeasurement {

    private static final Duration SLOWEST = Duration.ofMillis(300);
    private static final int TIMES = Integer.getInteger("measure.times", 15);
    private static final double SCALE = Double.parseDouble(System.getProperty("measure.scale", "1"));

    @Autowired
    ApplicationContext application;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Environment environment;

    @Test
    void everyPageIsThereInTime() throws Exception {
        fill();
        var administrator = new Visitors(application).with(Role.ADMINISTRATOR).browser();
        var lines = new ArrayList<String>();
        var slow = new ArrayList<String>();
        pages().forEach((name, path) -> {
            var times = times(administrator, path);
            var fastest = times.getFirst();
            var median = times.get(times.size() / 2);
            var line = "| %s | %d | %d |".formatted(name, fastest, median);
            lines.add(line);
            System.out.println(line + " " + path);
            if (fastest > SLOWEST.toMillis()) {
                slow.add(line);
            }
        });
        Files.write(Path.of("target/console-measurement.md"), lines);
        assertThat(slow).isEmpty();
    }

    private static List<Long> times(Browser browser, String path) {
        var times = new ArrayList<Long>();
        for (var i = 0; i < TIMES + 2; i++) {
            var start = System.nanoTime();
            var page = browser.open(path);
            var time = Duration.ofNanos(System.nanoTime() - start).toMillis();
            assertThat(page.status()).as(path).isEqualTo(200);
            if (i >= 2) { // the first ones fill caches
                times.add(time);
            }
        }
        times.sort(null);
        return times;
    }

    private Map<String, String> pages() {
        var person = jdbc.sql("SELECT account_id FROM user_identifier WHERE value = 'ada.lovelace.500000@load.example'")
                .query(String.class)
                .optional()
                .orElseGet(() -> jdbc.sql(
                                "SELECT account_id FROM user_identifier WHERE value LIKE '%@load.example' LIMIT 1")
                        .query(String.class)
                        .single());
        var pages = new LinkedHashMap<String, String>();
        pages.put("clients", "/admin/clients");
        pages.put("clients, a page in the middle", "/admin/clients?after=load-5000");
        pages.put("clients, search that finds a few", "/admin/clients?search=load-777");
        pages.put("clients, search that finds none", "/admin/clients?search=zzzz-nothing");
        pages.put("a client", "/admin/clients/client?id=load-5000");
        pages.put("a client, form", "/admin/clients/client/edit?id=load-5000");
        pages.put(
                "a client with a hundred thousand grants, before it is deleted",
                "/admin/clients/client/delete?id=load-1");
        pages.put(
                "a client, preview of tokens", "/admin/clients/client/tokens?id=load-1&scope=openid&person=" + person);
        pages.put("scopes", "/admin/scopes");
        pages.put("a scope of every client", "/admin/scopes/scope?name=load:all");
        pages.put("a scope of every client, before it is deleted", "/admin/scopes/scope/delete?name=load:all");
        pages.put("a scope of one client", "/admin/scopes/scope?name=load:one");
        pages.put("a scope of one client, before it is deleted", "/admin/scopes/scope/delete?name=load:one");
        pages.put("people", "/admin/people");
        pages.put("people, a page in the middle", "/admin/people?after=" + person);
        pages.put("people, search by many names", "/admin/people?search=ada");
        pages.put("people, search by an address", "/admin/people?search=grace.hopper.40001");
        pages.put("people, search that finds none", "/admin/people?search=zzzz");
        pages.put("a person", "/admin/people/" + person);
        pages.put("a person, before they are erased", "/admin/people/" + person + "/erase");
        pages.put("sessions", "/admin/sessions");
        pages.put("sessions of a person", "/admin/sessions?person=" + person);
        pages.put("sessions from an address", "/admin/sessions?address=10.1.2.3");
        pages.put("sessions at a client", "/admin/sessions?client=load-1");
        pages.put("sessions at a client that few use", "/admin/sessions?client=load-9000");
        pages.put("roles", "/admin/roles");
        pages.put("a role", "/admin/roles/administrator");
        pages.put("keys", "/admin/keys");
        pages.put("audit trail, seven days", "/admin/audit");
        pages.put("audit trail, a year", "/admin/audit?from=2025-12-01T00:00");
        pages.put("audit trail, of a person", "/admin/audit?from=2025-12-01T00:00&person=" + person);
        pages.put("audit trail, by a person", "/admin/audit?from=2025-12-01T00:00&actor=" + person);
        pages.put("audit trail, of a client", "/admin/audit?from=2025-12-01T00:00&client=load-77");
        pages.put("audit trail, from an address", "/admin/audit?from=2025-12-01T00:00&address=10.1.2.3");
        pages.put("audit trail, an action", "/admin/audit?from=2025-12-01T00:00&action=session.");
        pages.put("audit trail, a rare action", "/admin/audit?from=2025-12-01T00:00&action=role.");
        pages.put("audit trail, an action that is none", "/admin/audit?from=2025-12-01T00:00&action=zzz");
        pages.put("audit trail, refused", "/admin/audit?from=2025-12-01T00:00&outcome=refused");
        pages.put(
                "audit trail, refused, of a client and an action",
                "/admin/audit?from=2025-12-01T00:00&outcome=refused&client=load-77&action=token.");
        pages.put(
                "audit trail, of a client, an action that it never had",
                "/admin/audit?from=2025-12-01T00:00&client=load-1&action=role.");
        pages.put("audit trail, a request", "/admin/audit?request=load-4000000");
        return pages;
    }

    /** Rows as the application would have written them, but for the MACs of events. They look sealed. */
    private void fill() throws Exception {
        var owner = new JdbcTemplate(new DriverManagerDataSource(
                environment.getRequiredProperty("spring.datasource.url"),
                environment.getRequiredProperty("spring.liquibase.user"),
                environment.getRequiredProperty("spring.liquibase.password")));
        var script = Files.readString(Path.of("src/test/resources/load/console.sql"));
        for (var statement : script.split(";\\s*\\n", -1)) {
            if (!statement.isBlank()) {
                var started = System.nanoTime();
                owner.execute(scaled(statement));
                System.out.printf(
                        Locale.ROOT,
                        "%.1f s: %s%n",
                        (System.nanoTime() - started) / 1e9,
                        statement.strip().lines().findFirst().orElse(""));
            }
        }
    }

    private static String scaled(String statement) {
        return statement
                .replace("1000000", String.valueOf(Math.round(1_000_000 * SCALE)))
                .replace("5000000", String.valueOf(Math.round(5_000_000 * SCALE)));
    }
}
