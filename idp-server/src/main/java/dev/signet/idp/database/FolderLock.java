package dev.signet.idp.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Says which process owns the folder. The operating system lets go of it when that process dies, however it dies. */
class FolderLock implements AutoCloseable {

    private final FileChannel file;
    private @Nullable FileLock held;

    FolderLock(Path folder) throws IOException {
        this.file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    boolean tryAcquire() throws IOException {
        try {
            held = file.tryLock();
        } catch (OverlappingFileLockException e) {
            held = null; // held elsewhere in this very process
        }
        return held != null;
    }

    boolean isHeld() {
        return held != null;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
