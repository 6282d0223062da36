package dev.signet.idp.test;

import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import org.springframework.context.ApplicationContext;

/** Runs a job of the application now. */
public final class Jobs {

    private Jobs() {}

    /** The name of the bean, such as {@code statisticsTask}. Its work does not look at who runs it. */
    @SuppressWarnings("unchecked")
    public static void run(ApplicationContext application, String bean) {
        var task = (RecurringTask<Void>) application.getBean(bean, RecurringTask.class);
        var instance = new TaskInstance<Void>(task.getName(), RecurringTask.INSTANCE);
        ExecutionContext context = null;
        task.executeRecurringly(instance, context);
    }
}
