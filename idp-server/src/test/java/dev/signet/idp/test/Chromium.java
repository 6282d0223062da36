package dev.signet.idp.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A headless Chromium with a profile of its own, from {@code CHROMIUM} and {@code CHROMEDRIVER}, or where Debian puts
 * them.
 */
public final class Chromium implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String AXE = axe();
    private static final List<String> AXE_RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** @param further arguments, such as {@code --blink-settings=scriptEnabled=false} */
    public static Chromium start(String... further) {
        var options = new ChromeOptions();
        options.setBinary(program("CHROMIUM", "/usr/bin/chromium"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--lang=en");
        options.addArguments(further);
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of(program("CHROMEDRIVER", "/usr/bin/chromedriver"))
                        .toFile())
                .build();
        return new Chromium(new ChromeDriver(service, options));
    }

    public ChromeDriver driver() {
        return driver;
    }

    /** The width and the least height of the window, in CSS pixels. */
    public Chromium size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    /** What the system prefers: {@code light} or {@code dark}; and nothing that moves, so that a picture shows the end. */
    public Chromium scheme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        return this;
    }

    /** The languages that the browser asks for, as an {@code Accept-Language} header. */
    public Chromium language(String acceptLanguage) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Accept-Language", acceptLanguage)));
        return this;
    }

    /** What a virtual authenticator is. */
    public enum Authenticator {
        /** Part of the device; knows its user; its passkeys are synchronised. */
        PASSWORD_MANAGER("ctap2", "internal", true, true),
        /** Part of the device; knows its user; its passkeys stay there. */
        PLATFORM("ctap2", "internal", true, false),
        /** Plugged in; somebody touches it, and it does not know who. Keeps no names, so it signs in nobody by itself. */
        SECURITY_KEY("u2f", "usb", false, false);

        private final String protocol;
        private final String transport;
        private final boolean knowsItsUser;
        private final boolean isSynchronised;

        Authenticator(String protocol, String transport, boolean knowsItsUser, boolean isSynchronised) {
            this.protocol = protocol;
            this.transport = transport;
            this.knowsItsUser = knowsItsUser;
            this.isSynchronised = isSynchronised;
        }

        private Map<String, Object> options() {
            return Map.of(
                    "protocol", protocol,
                    "transport", transport,
                    "hasResidentKey", knowsItsUser,
                    "hasUserVerification", knowsItsUser,
                    "isUserVerified", knowsItsUser,
                    "automaticPresenceSimulation", true,
                    "defaultBackupEligibility", isSynchronised,
                    "defaultBackupState", isSynchronised);
        }
    }

    /**
     * Puts an authenticator into the device that this browser runs on, one that is touched as soon as it is asked.
     *
     * @return its id
     */
    public String virtualAuthenticator(Authenticator kind) {
        driver.executeCdpCommand("WebAuthn.enable", Map.of("enableUI", false));
        var added = driver.executeCdpCommand("WebAuthn.addVirtualAuthenticator", Map.of("options", kind.options()));
        return (String) Objects.requireNonNull(added.get("authenticatorId"));
    }

    /** Takes an authenticator away. */
    public void removeVirtualAuthenticator(String id) {
        driver.executeCdpCommand("WebAuthn.removeVirtualAuthenticator", Map.of("authenticatorId", id));
    }

    /** Whether an authenticator is touched as soon as it is asked; otherwise it waits. */
    public void simulatePresence(String id, boolean isPresent) {
        driver.executeCdpCommand(
                "WebAuthn.setAutomaticPresenceSimulation", Map.of("authenticatorId", id, "enabled", isPresent));
    }

    /** The element, once the page shows it. */
    public WebElement await(By what) {
        return new WebDriverWait(driver, PATIENCE).until(ExpectedConditions.visibilityOfElementLocated(what));
    }

    /** Presses a button or follows a link that leads to another page, and waits until that page has begun. */
    public void press(By what) {
        var pressed = await(what);
        pressed.click();
        new WebDriverWait(driver, PATIENCE)
                .ignoring(WebDriverException.class) // while the page goes, Chromium has other words for it
                .until(ExpectedConditions.stalenessOf(pressed));
    }

    /** Waits until the browser is on a page with this path. */
    public void awaitPath(String path) {
        new WebDriverWait(driver, PATIENCE)
                .until(it -> URI.create(Objects.requireNonNull(it.getCurrentUrl()))
                        .getPath()
                        .equals(path));
    }

    /** Writes into a field, in place of what it held. */
    public void type(By field, String text) {
        var element = await(field);
        element.clear();
        element.sendKeys(text);
    }

    /** By how many pixels the page is wider than the window. */
    public long sidewaysScroll() {
        return (Long) Objects.requireNonNull(driver.executeScript(
                "const page = document.documentElement; return page.scrollWidth - page.clientWidth"));
    }

    /** What axe finds against WCAG 2.2 AA and good practice; a page gets the script with its first call. */
    @SuppressWarnings("unchecked") // what the script below returns
    public List<String> accessibilityViolations() {
        if (Boolean.FALSE.equals(driver.executeScript("return 'axe' in window"))) {
            driver.executeScript(AXE);
        }
        return (List<String>) Objects.requireNonNull(driver.executeAsyncScript("""
                const [tags, done] = arguments;
                axe.run({runOnly: tags}).then(result => done(result.violations.flatMap(rule =>
                    rule.nodes.map(node => rule.id + ': ' + node.html + ' ' + node.failureSummary))));
                """, AXE_RULES));
    }

    /** Fails unless axe finds nothing on the page that is shown. */
    public void assertAccessible() {
        assertThat(accessibilityViolations())
                .as("axe on %s", driver.getCurrentUrl())
                .isEmpty();
    }

    /** The same, and the page is not wider than the window. */
    public void assertUsable() {
        assertAccessible();
        assertThat(sidewaysScroll()).isZero();
    }

    /** What the content security policy kept out since {@link #complaints} was asked last. */
    public List<String> blocked() {
        return complaints().stream()
                .filter(it -> it.contains("Content Security Policy") || it.contains("Refused to"))
                .toList();
    }

    /** What the browser complained about since it was asked last, such as violations of the CSP. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(it -> it.getLevel() + " " + it.getMessage())
                .toList();
    }

    /** Keeps a picture of the whole page, also of what is below the window, in {@code target/screenshots}. */
    public void screenshot(String name) {
        var size = (Map<?, ?>) Objects.requireNonNull(
                driver.executeCdpCommand("Page.getLayoutMetrics", Map.of()).get("cssContentSize"));
        var clip = Map.of("x", 0, "y", 0, "width", size.get("width"), "height", size.get("height"), "scale", 1);
        var picture =
                driver.executeCdpCommand("Page.captureScreenshot", Map.of("clip", clip, "captureBeyondViewport", true));
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode((String)
                    Objects.requireNonNull(picture.get("data"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static String axe() {
        try (var script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String program(String variable, String usual) {
        return Objects.requireNonNullElse(System.getenv(variable), usual);
    }
}
