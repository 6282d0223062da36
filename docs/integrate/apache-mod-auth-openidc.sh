#!/usr/bin/env bash
# Signs somebody in to a page behind Apache's mod_auth_openidc, with a Signet and an Apache of its own on free ports.
# Needs idp-server/target/idp-server.jar (./mvnw package; SIGNET_COMMAND names another way to start it) and Debian's apache2, libapache2-mod-auth-openidc, chromium
# and chromium-driver. Leaves nothing running.
set -euo pipefail
cd "$(dirname "$0")/../.."

jar=$PWD/idp-server/target/idp-server.jar
modules=/usr/lib/apache2/modules
fail() { echo "$0: $1" >&2; exit "${2:-1}"; }
[ -f "$jar" ] || [ -n "${SIGNET_COMMAND:-}" ] || fail "build the jar first: ./mvnw package" 2
for program in apache2:apache2 chromium:chromium chromedriver:chromium-driver; do
  command -v "${program%%:*}" >/dev/null || [ -x "/usr/sbin/${program%%:*}" ] || fail "install Debian's package ${program##*:}" 2
done
[ -f $modules/mod_auth_openidc.so ] || fail "install Debian's package libapache2-mod-auth-openidc" 2
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
[ "$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/.*java.specification.version = //p')" -ge 25 ] 2>/dev/null \
  || fail "set JAVA_HOME to a JDK of 25 or later" 2

free_port() { "$java" --source 25 /dev/stdin <<'JAVA'
void main() throws Exception { try (var s = new java.net.ServerSocket(0)) { IO.println(s.getLocalPort()); } }
JAVA
}

work=$(mktemp -d)
signet_port=$(free_port); apache_port=$(free_port); driver_port=$(free_port)
secret=$(head -c 32 /dev/urandom | base64 | tr -d '/+=\n')
email=ada@example.com password=$(head -c 18 /dev/urandom | base64)
pids=()
cleanup() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap cleanup EXIT

# Signet, with one client and one person.
mkdir "$work/config"
cat > "$work/config/clients.yaml" <<YAML
clients:
  - client_id: intranet
    client_name: Intranet
    redirect_uris: ["http://localhost:$apache_port/protected/callback"]
    grant_types: [authorization_code]
    scope: openid email profile
    client_secret: \${INTRANET_SECRET}
YAML
read -ra signet <<< "${SIGNET_COMMAND:-$java --enable-native-access=ALL-UNNAMED -jar $jar}"
settings=(--idp.issuer="http://localhost:$signet_port" --server.port="$signet_port" --management.server.port=0
  --idp.data-dir="$work/data" --idp.config-dir="$work/config")
INTRANET_SECRET=$secret "${signet[@]}" "${settings[@]}" > "$work/signet.log" 2>&1 &
pids+=($!)
for _ in $(seq 120); do
  curl -fs "http://localhost:$signet_port/.well-known/openid-configuration" -o /dev/null && break
  kill -0 "${pids[0]}" 2>/dev/null || { cat "$work/signet.log" >&2; fail "Signet did not start"; }
  sleep 1
done
printf '{"email":"%s","email_verified":true,"name":"Ada Lovelace","password":"%s"}\n' "$email" "$password" > "$work/people.jsonl"
"${signet[@]}" users import "$work/people.jsonl" "${settings[@]}" > "$work/import.log" 2>&1 || { cat "$work/import.log" >&2; fail "the import failed"; }

# Apache, with a page that says who is there.
mkdir -p "$work/htdocs/protected" "$work/logs"
echo '<!doctype html><title>Intranet</title><h1 id="user"><!--#echo var="REMOTE_USER" --></h1>' > "$work/htdocs/protected/index.shtml"
cat > "$work/apache.conf" <<APACHE
ServerRoot "$work"
ServerName localhost
Listen 127.0.0.1:$apache_port
PidFile "$work/apache.pid"
ErrorLog "$work/logs/error.log"
$(for m in mpm_event authn_core authz_core authz_user include dir mime auth_openidc; do echo "LoadModule ${m}_module $modules/mod_$m.so"; done)
TypesConfig /etc/mime.types
DocumentRoot "$work/htdocs"
DirectoryIndex index.shtml
OIDCProviderMetadataURL http://localhost:$signet_port/.well-known/openid-configuration
OIDCClientID intranet
OIDCClientSecret "$secret"
OIDCRedirectURI http://localhost:$apache_port/protected/callback
OIDCCryptoPassphrase "$(head -c 32 /dev/urandom | base64)"
OIDCScope "openid email profile"
OIDCPKCEMethod S256
OIDCRemoteUserClaim email
<Directory "$work/htdocs">
  Options +Includes
  AddType text/html .shtml
  AddOutputFilter INCLUDES .shtml
  Require all granted
</Directory>
<Location /protected>
  AuthType openid-connect
  Require valid-user
</Location>
APACHE
chmod 755 "$work"
APACHE_RUN_DIR=$work /usr/sbin/apache2 -f "$work/apache.conf" -DFOREGROUND > "$work/logs/start.log" 2>&1 &
pids+=($!)

# Chromium, driven over the WebDriver protocol (W3C) with curl alone.
chromedriver --port="$driver_port" > "$work/logs/driver.log" 2>&1 &
pids+=($!)
driver=http://localhost:$driver_port
for _ in $(seq 30); do curl -fs $driver/status -o /dev/null && break; sleep 1; done
json() { python3 -c 'import json,sys
v=json.load(sys.stdin)["value"]
for k in sys.argv[1:]: v=v[k]
print(v)' "$@"; }
post() { curl -s -X POST "$driver/$1" -H 'Content-Type: application/json' -d "$2"; }
session=$(post session "{\"capabilities\":{\"alwaysMatch\":{\"goog:chromeOptions\":{\"binary\":\"$(command -v chromium)\",\"args\":[\"--headless=new\",\"--no-sandbox\",\"--disable-gpu\",\"--disable-background-networking\",\"--disable-component-update\",\"--disable-sync\",\"--no-first-run\",\"--user-data-dir=$work/profile\"]}}}}" | json sessionId)
element() { post "session/$session/element" "{\"using\":\"css selector\",\"value\":\"$1\"}" | json element-6066-11e4-a52e-4f735466cecf; }
type_into() { post "session/$session/element/$(element "$1")/value" "{\"text\":\"$2\"}" > /dev/null; }
click() { post "session/$session/element/$(element "$1")/click" '{}' > /dev/null; }

post "session/$session/url" "{\"url\":\"http://localhost:$apache_port/protected/\"}" > /dev/null
type_into '#username' "$email"
type_into '#password' "$password"
click 'main form button'
click 'button[value=approve]'
user=$(curl -s "$driver/session/$session/element/$(element '#user')/text" | json)
curl -s -X DELETE "$driver/session/$session" > /dev/null
[ "$user" = "$email" ] || { tail -20 "$work/logs/error.log" >&2; fail "the page says '$user'"; }
echo "signed in as $user"
