#!/usr/bin/env bash
# Does by hand, step by step, what Containerfile, compose.yaml and signet.service say, without a container engine or a
# running systemd: the same command lines, taken from those files, as an unprivileged user without capabilities on a
# read-only file system, against a throw-away external PostgreSQL, with secrets from files.
#
# Needs root (for the other user and the read-only mount), unshare, setpriv, psql, a PostgreSQL of 15 or later, a JDK of 25.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
jar=$here/../idp-server/target/idp-server.jar
port=${EXERCISE_PORT:-9115}
management_port=$((port + 1))
database_port=$((port + 2))
signet_user=10001
database_user=$(id -u nobody) # initdb wants a user with a name
work=$(mktemp -d /tmp/signet-exercise.XXXXXX)
java_home=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}

say() { printf '\n== %s\n' "$1"; }
fail() { echo "FAILED: $1" >&2; exit 1; }
postgres_program() { ls /usr/lib/postgresql/*/bin/"$1" 2>/dev/null | sort -V | tail -n 1 | grep . || command -v "$1"; }
as() { setpriv --reuid "$1" --regid "$1" --clear-groups --inh-caps=-all "${@:2}"; }

signet_pid=
stop_everything() {
    [ -z "$signet_pid" ] || kill "$signet_pid" 2>/dev/null || true
    [ ! -e "$work/database/postmaster.pid" ] || as $database_user "$(postgres_program pg_ctl)" -D "$work/database" -m fast -s stop || true
    rm -rf "$work"
}
trap stop_everything EXIT

[ "$(id -u)" -eq 0 ] || fail "this script needs root"
[ -f "$jar" ] || fail "there is no $jar; run ./mvnw package first"
grep -q '^JAVA_VERSION="\(2[5-9]\|[3-9]\)' "$java_home/release" || fail "JAVA_HOME must be a JDK of 25 or later, and is $java_home"
chmod 755 "$work"

# The words of the JSON array after an instruction of the Containerfile, one a line.
instruction() { sed -n "s/^$1[^[]*\(\[.*\]\)$/\1/p" "$here/Containerfile" | tr -d '[]' | sed 's/", "/\n/g; s/"//g'; }
# ENV of the Containerfile and environment of the service signet in compose.yaml, as NAME=value lines.
image_environment() { sed -n 's/^ENV //p' "$here/Containerfile"; }
compose_environment() {
    awk '/^  signet:/{s=1} /^  postgres:/{s=0} s&&/^    environment:/{e=1;next} e&&/^    [a-z]/{e=0} s&&e{sub(/^ +/,"");sub(/: /,"=");print}' \
        "$here/compose.yaml" | sed "s|\${IDP_ISSUER:-[^}]*}|http://localhost:$port|; s|//postgres:5432/|//127.0.0.1:$database_port/|; s|/run/secrets|$work/run/secrets|"
}

say "Secrets as files (secrets.sh, and where compose.yaml puts them)"
"$here/secrets.sh" "$work/secrets"
mkdir -p "$work/run/secrets/signet"
cp "$work/secrets/key-encryption-key" "$work/run/secrets/key-encryption-key"
cp "$work/secrets/application-password" "$work/run/secrets/signet/spring.datasource.password"
cp "$work/secrets/owner-password" "$work/run/secrets/signet/spring.liquibase.password"
ls -l "$work/secrets"

say "PostgreSQL with an owner, and the application's role (create-application-role.sh)"
install -d -o $database_user -g $database_user -m 700 "$work/database"
install -o $database_user -m 400 "$work/secrets/owner-password" "$work/owner-password"
as $database_user "$(postgres_program initdb)" -D "$work/database" -U signet_owner -A scram-sha-256 \
    --pwfile="$work/owner-password" >/dev/null
as $database_user "$(postgres_program pg_ctl)" -D "$work/database" -l "$work/database/log" -w -s \
    -o "-p $database_port -c listen_addresses=127.0.0.1 -c unix_socket_directories=" start
export PGHOST=127.0.0.1 PGPORT=$database_port PGPASSWORD
PGPASSWORD=$(cat "$work/secrets/owner-password")
psql -q -U signet_owner -d postgres -c 'CREATE DATABASE signet'
POSTGRES_USER=signet_owner POSTGRES_DB=signet APPLICATION_PASSWORD_FILE=$work/secrets/application-password \
    "$here/postgres/create-application-role.sh"
psql -At -U signet_owner -d signet -c "SELECT 'PostgreSQL ' || current_setting('server_version')"

say "The image's files (the RUN line of the Containerfile)"
image=$work/opt/signet
mkdir -p "$image" "$work/etc/signet"
run_line=$(sed -n 's/^RUN //p' "$here/Containerfile")
run_line=${run_line//\/build\/idp-server.jar/$jar}
PATH=$java_home/bin:$PATH bash -c "${run_line//\/opt\/signet/$image}" >/dev/null
ls "$image"

# Runs the words of file $1 with the environment of file $2 as the image's user: read-only file system, its own
# temporary folder, no capabilities, nothing of our environment.
cat >"$work/contained.sh" <<CONTAINED
set -eu
mount --make-rprivate /
mount -t tmpfs -o mode=1777,size=64m,exec none "$work/tmp"
mount -o remount,bind,ro /
mapfile -t words <"\$1"
mapfile -t environment <"\$2"
cd "$image"
exec setpriv --reuid $signet_user --regid $signet_user --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all \\
    env -i PATH="$java_home/bin:/usr/bin:/bin" JAVA_TOOL_OPTIONS=-Djava.io.tmpdir="$work/tmp" "\${environment[@]}" "\${words[@]}"
CONTAINED
mkdir -p "$work/tmp"
contained() { exec unshare -m bash "$work/contained.sh" "$1" "$2"; }

# Starts the command of file $1 with the environment of file $2, checks it from outside, and stops it.
start_check_stop() {
    # In a container, and with LoadCredential, everything is where the files say. Here it is below our own folder.
    { cat "$2"; echo "IDP_CONFIG_DIR=$work/etc/signet"; echo "SERVER_PORT=$port"; echo "MANAGEMENT_SERVER_PORT=$management_port"; } >"$2.here"
    sed 's/^/   /' "$1" | tr '\n' ' '; echo
    # unshare, bash, setpriv and env each replace themselves with the next, so this process is Java in the end.
    (contained "$1" "$2.here") >"$work/log" 2>&1 &
    signet_pid=$!
    instruction HEALTHCHECK | sed "s|/opt/signet|$image|" >"$work/health"
    for attempt in $(seq 1 60); do
        if (contained "$work/health" "$2.here") >"$work/health.out" 2>/dev/null; then break; fi
        kill -0 "$signet_pid" 2>/dev/null || { cat "$work/log"; fail "it ended"; }
        [ "$attempt" -lt 60 ] || { cat "$work/log"; fail "it did not become healthy"; }
        sleep 1
    done
    echo "   health check: $(tail -n 1 "$work/health.out"), after attempt $attempt"
    curl -fsS "http://127.0.0.1:$management_port/actuator/health/readiness" | sed 's/^/   readiness: /'; echo
    echo "   discovery answers $(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port/.well-known/openid-configuration")"
    owner=$(stat -c %u "/proc/$signet_pid")
    [ "$owner" = $signet_user ] || fail "it runs as user $owner"
    grep -q '^CapBnd:\s*0000000000000000' "/proc/$signet_pid/status" || fail "it has capabilities"
    echo "   user $owner, no capabilities"
    if nsenter -t "$signet_pid" -m setpriv --reuid $signet_user --clear-groups touch "$image/x" 2>/dev/null; then fail "it can write to its own files"; fi
    if nsenter -t "$signet_pid" -m touch /var/x 2>/dev/null; then fail "the file system is not read-only"; fi
    echo "   file system is read-only"
    for secret in "$work"/secrets/*; do
        ! grep -qF -- "$(cat "$secret")" "$work/log" || fail "the log shows $(basename "$secret")"
    done
    kill -TERM "$signet_pid"
    code=0; wait "$signet_pid" || code=$?
    signet_pid=
    [ "$code" -eq 143 ] || { cat "$work/log"; fail "it ended with $code"; }
    echo "   stopped on SIGTERM with 143"
}
say "The container (ENTRYPOINT, environment of Containerfile and compose.yaml)"
instruction ENTRYPOINT | sed "s|/opt/signet|$image|" >"$work/entrypoint"
{ image_environment; compose_environment; } | sed "s|:/run/secrets|:$work/run/secrets|" >"$work/environment"
start_check_stop "$work/entrypoint" "$work/environment"

say "The service (ExecStart and Environment of signet.service, with the fat jar and the same database)"
if command -v systemd-analyze >/dev/null; then
    systemd-analyze verify "$here/signet.service" && echo "   systemd-analyze verify: nothing to say"
    systemd-analyze security --offline=true "$here/signet.service" | tail -n 1 | sed 's/^/   /'
fi
credentials=$work/credentials
mkdir -p "$credentials"
cp "$work/run/secrets/signet/"* "$work/run/secrets/key-encryption-key" "$credentials/"
cp "$jar" "$work/opt/idp-server.jar"
cat >"$work/etc/signet/application.yaml" <<YAML
idp:
  issuer: http://localhost:$port
spring:
  datasource:
    url: jdbc:postgresql://127.0.0.1:$database_port/signet
    username: signet_app
  liquibase:
    user: signet_owner
YAML
sed -n 's/^ExecStart=//p' "$here/signet.service" | sed "s|/opt/signet/|$work/opt/|; s|/usr/bin/java|$java_home/bin/java|" | tr ' ' '\n' >"$work/execstart"
sed -n 's/^Environment=//p' "$here/signet.service" | sed "s|%d|$credentials|" >"$work/environment"
start_check_stop "$work/execstart" "$work/environment"

say "All of it worked"
