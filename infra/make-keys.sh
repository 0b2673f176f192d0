#!/bin/sh
# Makes the key files that live mode asks for, 32 random bytes each, where there is none yet:
#   sh infra/make-keys.sh infra/secrets
# Keep a copy of the folder apart from every backup: without it no backup is of use.
set -eu
folder=${1:?Name the folder for the keys.}
umask 077
mkdir -p "$folder"
for name in identity-signing-key directory-signing-key people-signing-key referrals-signing-key \
  care-plans-signing-key notifications-signing-key web-signing-key audit-key session-key \
  sign-in-limit-key link-key backup-key; do
  if [ -e "$folder/$name" ]; then continue; fi
  openssl rand -base64 32 | tr '+/' '-_' | tr -d '=' >"$folder/$name"
  echo "Made $folder/$name"
done
# The containers read them as a user of their own.
if [ "$(id -u)" -eq 0 ]; then chown -R 10001:10001 "$folder"; fi
