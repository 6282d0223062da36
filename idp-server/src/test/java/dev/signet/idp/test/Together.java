package dev.signet.idp.test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;

/** Runs things at the same time, to find out who wins. */
public final class Together {

    private Together() {}

    /** Starts {@code times} threads with {@code task} at once, and returns what each of them got. */
    public static <T> List<T> run(int times, Callable<T> task) throws Exception {
        return run(Collections.nCopies(times, task));
    }

    public static <T> List<T> run(List<Callable<T>> tasks) throws Exception {
        var start = new CyclicBarrier(tasks.size());
        try (var executor = Executors.newFixedThreadPool(tasks.size())) {
            var futures = executor.invokeAll(tasks.stream()
                    .map(task -> (Callable<T>) () -> {
                        start.await();
                        return task.call();
                    })
                    .toList());
            var results = new ArrayList<T>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
