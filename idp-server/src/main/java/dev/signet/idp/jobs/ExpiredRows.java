package dev.signet.idp.jobs;

/**
 * Rows that nobody needs after their time. A bean of this type has them deleted, about once a minute.
 *
 * @param name what they are, for metrics and logs: {@code authorization_code}
 * @param deletion deletes some of them
 */
public record ExpiredRows(String name, Deletion deletion) {

    /** One statement over an indexed column, such as {@code DELETE … WHERE id IN (SELECT … LIMIT :limit)}. */
    @FunctionalInterface
    public interface Deletion {

        /**
         * Deletes at most {@code limit} expired rows.
         *
         * @return how many it deleted; fewer than {@code limit} means that none is left
         */
        int delete(int limit);
    }
}
