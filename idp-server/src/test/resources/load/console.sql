-- Rows for ConsoleMeasurement: plausible ones, and as many as a large installation has. Events have no valid MACs.
SELECT audit_event_add_month((date_trunc('month', now() AT TIME ZONE 'UTC') - month * interval '1 month')::date)
  FROM generate_series(1, 12) AS month;

CREATE TABLE load_person AS
SELECT n,
       gen_random_uuid() AS id,
       (ARRAY['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara', 'Donald', 'Frances', 'Tony', 'Margaret', 'Dennis', 'Radia', 'Ken',
              'Shafi', 'Leslie', 'Jean', 'John', 'Karen', 'Niklaus', 'Lynn', 'Robin'])[1 + n % 20] AS given,
       (ARRAY['Lovelace', 'Hopper', 'Turing', 'Dijkstra', 'Liskov', 'Knuth', 'Allen', 'Hoare', 'Hamilton', 'Ritchie', 'Perlman',
              'Thompson', 'Goldwasser', 'Lamport', 'Sammet', 'Backus', 'Jones', 'Wirth', 'Conway', 'Milner'])[1 + n % 20] AS family
  FROM generate_series(0, 1000000 - 1) AS n;

ALTER TABLE load_person ADD PRIMARY KEY (n);

INSERT INTO user_account (id, email, email_verified, status, claims, created_at, updated_at)
SELECT id,
       lower(given || '.' || family || '.' || n || '@load.example'),
       true,
       CASE WHEN n % 500 = 0 THEN 'disabled' ELSE 'active' END,
       jsonb_build_object(
           'name', given || ' ' || family, 'given_name', given, 'family_name', family, 'locale', 'en-GB',
           'phone_number', '+44 20 7946 ' || lpad((n % 10000)::text, 4, '0')),
       now() - n * interval '40 seconds',
       now() - n * interval '40 seconds'
  FROM load_person;

INSERT INTO user_identifier (kind, value, account_id)
SELECT 'email', lower(given || '.' || family || '.' || n || '@load.example'), id
  FROM load_person;

INSERT INTO scope (name, description, claims, source, created_at, updated_at)
VALUES ('load:all', 'Everything', '{name}', 'console', now(), now()),
       ('load:one', 'Something', '{email}', 'console', now(), now());

INSERT INTO client (client_id, metadata, source, enabled, created_at, updated_at)
SELECT 'load-' || n,
       jsonb_build_object(
           'client_name', 'Application ' || n,
           'redirect_uris', jsonb_build_array('https://app-' || n || '.load.example/callback'),
           'grant_types', jsonb_build_array('authorization_code', 'refresh_token'),
           'response_types', jsonb_build_array('code'),
           'scope', 'openid profile email offline_access load:all' || CASE WHEN n = 9999 THEN ' load:one' ELSE '' END,
           'token_endpoint_auth_method', 'client_secret_basic'),
       'console', n % 100 <> 0, now(), now()
  FROM generate_series(1, 10000) AS n;

INSERT INTO client_secret (id, client_id, hash, hint, created_at)
SELECT gen_random_uuid(), 'load-' || n, sha256(('secret ' || n)::bytea), 'x4Zq', now()
  FROM generate_series(1, 10000) AS n;

INSERT INTO browser_session (id_hash, sid, account_id, methods, methods_at, created_at, last_seen_at, idle_expires_at, expires_at, address, user_agent)
SELECT sha256(('session ' || s)::bytea),
       md5('sid ' || s)::uuid,
       id,
       '{pwd}',
       ARRAY[now()],
       now() - s % 3600 * interval '1 second',
       now(),
       now() + interval '8 hours',
       now() + interval '12 hours',
       ('10.' || s % 5 || '.' || s % 200 || '.' || s % 250)::inet,
       'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
  FROM generate_series(1, 100000) AS s
  JOIN load_person ON n = s * 7 % 1000000;

INSERT INTO authorization_grant (id, client_id, account_id, sid, scopes, auth_time, acr, amr, created_at, idle_expires_at, expires_at)
SELECT gen_random_uuid(),
       CASE WHEN g % 5 = 0 THEN 'load-1' ELSE 'load-' || (1 + g % 9000) END,
       id,
       md5('sid ' || (1 + g % 100000))::uuid,
       '{openid,profile,offline_access,load:all}',
       now(),
       '1fa',
       '{pwd}',
       now() - g % 86400 * interval '1 second',
       now() + interval '7 days',
       now() + interval '30 days'
  FROM generate_series(1, 500000) AS g
  JOIN load_person ON n = g * 7 % 1000000;

INSERT INTO consent (account_id, client_id, scopes, granted_at)
SELECT id, CASE WHEN c % 5 = 0 THEN 'load-1' ELSE 'load-' || (1 + c % 9000) END, '{openid,profile,offline_access,load:all}', now()
  FROM generate_series(1, 500000) AS c
  JOIN load_person ON n = c * 7 % 1000000
    ON CONFLICT DO NOTHING;

INSERT INTO audit_event (id, occurred_at, ordinal, action, outcome, actor_id, subject_id, client_id, address, request_id, details, mac)
SELECT gen_random_uuid(),
       now() - e * interval '6 seconds',
       0,
       (ARRAY['session.started', 'session.ended', 'grant.started', 'token.refused', 'sign-in.refused', 'consent.granted',
              'grant.revoked', 'password.changed'])[1 + e % 8],
       CASE WHEN e % 8 IN (3, 4) THEN 'refused' ELSE 'success' END,
       id,
       id,
       CASE WHEN e % 3 = 0 THEN 'load-' || (1 + e % 9999) END,
       ('10.' || e % 5 || '.' || e % 200 || '.' || e % 250)::inet,
       'load-' || e,
       '{"sid": "made up", "reason": "for measuring"}',
       decode(repeat('00', 32), 'hex')
  FROM generate_series(1, 5000000) AS e
  JOIN load_person ON n = e * 11 % 1000000;

DROP TABLE load_person;

VACUUM ANALYZE;
