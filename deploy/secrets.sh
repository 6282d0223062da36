#!/bin/sh
# Writes new secrets for compose.yaml below ./secrets, or below the folder given. Leaves existing files alone.
set -eu
folder=${1:-$(dirname "$0")/secrets}
mkdir -p "$folder"
# The folder keeps others out. The files are readable, because containers run as users that are unknown out here.
chmod 700 "$folder"
for name in key-encryption-key application-password owner-password; do
    if [ ! -e "$folder/$name" ]; then
        # 32 random bytes as base64url.
        head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n' >"$folder/$name"
        chmod 444 "$folder/$name"
    fi
done
