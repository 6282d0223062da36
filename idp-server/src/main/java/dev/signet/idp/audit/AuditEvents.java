package dev.signet.idp.audit;

import java.util.List;

/** Events of one transaction that are published together, because there are many of them. */
public record AuditEvents(List<? extends AuditEvent> events) {}
