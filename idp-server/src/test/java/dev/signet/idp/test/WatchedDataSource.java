package dev.signet.idp.test;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts connections in use, and tells of each statement, and of {@code COMMIT} where one writes on its own. */
public final class WatchedDataSource extends DelegatingDataSource {

    private final AtomicInteger busy;
    private final Consumer<String> statements;

    public WatchedDataSource(DataSource target, AtomicInteger busy, Consumer<String> statements) {
        super(target);
        this.busy = busy;
        this.statements = statements;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        busy.incrementAndGet();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    switch (method.getName()) {
                        case "close" -> busy.decrementAndGet();
                        case "commit" -> statements.accept("COMMIT");
                        case "prepareStatement" -> prepared(connection, (String) arguments[0]);
                        default -> {}
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw Objects.requireNonNull(e.getCause());
                    }
                });
    }

    private void prepared(Connection connection, String sql) throws SQLException {
        statements.accept(sql);
        if (connection.getAutoCommit() && !sql.stripLeading().startsWith("SELECT")) {
            statements.accept("COMMIT");
        }
    }
}
