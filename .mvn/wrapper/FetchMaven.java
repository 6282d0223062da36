import java.io.FileReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Properties;
import java.util.zip.ZipInputStream;

/**
 * Fetches the pinned Maven, verifies it, and unpacks it in one step. Prints its folder.
 *
 * <p>Run as a source file by mvnw and mvnw.cmd, so that neither needs curl, unzip or sha512sum.
 */
class FetchMaven {

    public static void main(String[] arguments) throws Exception {
        var pin = new Properties();
        try (var file = new FileReader(arguments[0])) {
            pin.load(file);
        }
        var version = pin.getProperty("version");
        var home = Path.of(arguments[1], "apache-maven-" + version);
        if (Files.notExists(home)) {
            try {
                fetch(address(pin, version), pin.getProperty("sha512"), home);
            } catch (IOException e) {
                System.err.println("mvnw: could not fetch Maven " + version + " (" + e.getMessage() + "). Install Maven"
                        + " 3.8.6 or later, or set MVNW_REPOURL to a mirror.");
                System.exit(1);
            }
        }
        System.out.println(home);
    }

    /** MVNW_REPOURL is a repository in Maven's layout, as in other wrappers. */
    private static URI address(Properties pin, String version) {
        var mirror = System.getenv("MVNW_REPOURL");
        return URI.create(
                mirror == null || mirror.isBlank()
                        ? pin.getProperty("url")
                        : mirror.replaceFirst("/+$", "") + "/org/apache/maven/apache-maven/" + version + "/apache-maven-"
                                + version + "-bin.zip");
    }

    private static void fetch(URI address, String sha512, Path home) throws Exception {
        System.err.println("mvnw: fetching " + address);
        Files.createDirectories(home.getParent());
        var scratch = Files.createTempDirectory(home.getParent(), "fetching-");
        try {
            var archive = scratch.resolve("maven.zip");
            download(address, archive);
            verify(archive, sha512);
            unpack(archive, scratch);
            Files.move(scratch.resolve(home.getFileName()), home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // another mvnw was first
        } finally {
            delete(scratch);
        }
    }

    private static void download(URI address, Path archive) throws Exception {
        try (var http = client()) {
            var answer = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofFile(archive));
            if (answer.statusCode() != 200) {
                throw new IOException("HTTP status " + answer.statusCode() + " from " + address.getHost());
            }
        }
    }

    private static void verify(Path archive, String sha512) throws Exception {
        var actual = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(archive)));
        if (!actual.equals(sha512)) {
            throw new IOException("what was sent is not the expected file: its SHA-512 is " + actual);
        }
    }

    private static void unpack(Path archive, Path target) throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive names a file outside its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(zip, path);
                    if (path.getParent().endsWith("bin")) {
                        path.toFile().setExecutable(true);
                    }
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Java does not read the proxy that other programs find in the environment. */
    private static HttpClient client() {
        var builder = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL);
        var proxy = System.getenv().getOrDefault("https_proxy", System.getenv("HTTPS_PROXY"));
        if (proxy != null && !proxy.isBlank()) {
            var address = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
            builder.proxy(ProxySelector.of(new InetSocketAddress(address.getHost(), address.getPort())));
        }
        return builder.build();
    }
}
