package dev.signet.idp.database;

import dev.signet.idp.crypto.OwnerOnlyFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.util.FileSystemUtils;

/** The programs of PostgreSQL, unpacked once from the archive on the class path. */
record PostgresBinaries(Path home) {

    static final String VERSION = "18.6.0";
    static final String UNFINISHED = "unpacking-";

    /**
     * Unpacks below {@code parent} unless that was done before. The folder appears in one step, so a process that dies
     * half-way leaves nothing that looks complete.
     *
     * @throws IOException if there is no archive for this platform, or the disk refuses
     */
    static PostgresBinaries unpack(Path parent, Consumer<String> progress) throws IOException {
        var home = parent.resolve("programs-" + VERSION);
        if (Files.exists(home)) {
            return new PostgresBinaries(home);
        }
        try (var archive = PostgresBinaries.class.getResourceAsStream("/" + archiveName())) {
            if (archive == null) {
                throw new IOException("there is no embedded PostgreSQL for this platform (" + archiveName() + ")");
            }
            progress.accept("Unpacking PostgreSQL " + VERSION);
            var unfinished = Files.createTempDirectory(parent, UNFINISHED);
            try {
                extract(archive, unfinished);
                Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                FileSystemUtils.deleteRecursively(unfinished);
            }
        }
        return new PostgresBinaries(home);
    }

    Path program(String name) {
        return home.resolve("bin").resolve(fileName(name));
    }

    static String fileName(String program) {
        return isWindows() ? program + ".exe" : program;
    }

    static void extract(InputStream archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive names a file outside its folder: " + entry.getName());
                }
                extract(entry, tar, path);
            }
        }
    }

    private static void extract(TarArchiveEntry entry, InputStream content, Path path) throws IOException {
        if (entry.isDirectory()) {
            OwnerOnlyFiles.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
            OwnerOnlyFiles.createDirectories(path.resolveSibling(".").normalize());
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            OwnerOnlyFiles.createDirectories(path.resolveSibling(".").normalize());
            Files.copy(content, path);
            if (!isWindows()) {
                Files.setPosixFilePermissions(
                        path,
                        PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwx------" : "rw-------"));
            }
        }
    }

    static String archiveName() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var arch = System.getProperty("os.arch");
        var platform = os.contains("win") ? "windows" : os.contains("mac") ? "darwin" : "linux";
        return "postgres-" + platform + "-" + (arch.equals("aarch64") ? "arm_64" : "x86_64") + ".txz";
    }

    static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }
}
