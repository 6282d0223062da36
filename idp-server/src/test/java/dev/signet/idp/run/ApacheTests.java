package dev.signet.idp.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Apache httpd with mod_auth_openidc")
class ApacheTests {

    private static final Path SCRIPT = Path.of("../docs/integrate/apache-mod-auth-openidc.sh");

    @TempDir
    Path folder;

    @Test
    @EnabledIf("isInstalled")
    void letsInWhoeverSignsIn() throws Exception {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var output = folder.resolve("output.log");
        var script = new ProcessBuilder("bash", SCRIPT.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        script.environment().put("JAVA_HOME", System.getProperty("java.home"));
        script.environment()
                .put(
                        "SIGNET_COMMAND",
                        java + " --enable-native-access=ALL-UNNAMED -cp " + System.getProperty("java.class.path")
                                + " dev.signet.idp.IdpServerApplication");

        assertThat(script.start().waitFor()).as(() -> read(output)).isZero();

        assertThat(read(output)).contains("signed in as ada@example.com");
    }

    /** Debian's packages apache2 and libapache2-mod-auth-openidc. */
    static boolean isInstalled() {
        return Files.exists(Path.of("/usr/lib/apache2/modules/mod_auth_openidc.so"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
