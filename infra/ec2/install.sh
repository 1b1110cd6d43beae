#!/usr/bin/env bash
# Makes a fresh Ubuntu into a Lectern server: swap, packages, service, nginx, certificate. Run it again to update.
#
# usage: install.sh [--domain NAME --email ADDRESS]
# ROOT=folder works below that folder and leaves the running system alone, for tests.
set -euo pipefail

HERE=$(cd "$(dirname "$0")" && pwd)
SOURCE=${SOURCE:-/opt/lectern}
ROOT=${ROOT:-}
SWAP_MEGABYTES=${SWAP_MEGABYTES:-4096}
DOMAIN='' EMAIL=''

main() {
  parse "$@"
  add_swap
  install_packages
  install_lectern
  install_site
  start
  if [[ -n $DOMAIN ]]; then add_certificate; fi
  wait_until_ready
}

parse() {
  while (($#)); do
    case $1 in
      --domain) DOMAIN=${2-}; shift 2 ;;
      --email) EMAIL=${2-}; shift 2 ;;
      *) fail "unknown option $1; usage: install.sh [--domain NAME --email ADDRESS]" ;;
    esac
  done
  if [[ -n $DOMAIN && -z $EMAIL ]]; then fail "--domain needs --email: the certificate authority writes there before it expires"; fi
}

fail() {
  echo "install.sh: $1" >&2
  exit 2
}

# The models fit into memory without it; installing and updating beside a running server may not.
add_swap() {
  local file=$ROOT/swapfile
  if [[ -f $file ]]; then return; fi
  fallocate -l "${SWAP_MEGABYTES}M" "$file"
  chmod 600 "$file"
  mkswap -q "$file" 2>/dev/null || mkswap "$file" >/dev/null
  echo "/swapfile none swap sw 0 0" >>"$ROOT/etc/fstab"
  on_system swapon "$file"
}

install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  local packages=(nginx python3-venv unattended-upgrades curl)
  if [[ -n $DOMAIN ]]; then packages+=(certbot python3-certbot-nginx); fi
  on_system apt-get update -qq
  on_system apt-get install -y -qq --no-install-recommends "${packages[@]}"
  cat >"$ROOT/etc/apt/apt.conf.d/20auto-upgrades" <<'CONF'
APT::Periodic::Update-Package-Lists "1";
APT::Periodic::Unattended-Upgrade "1";
Unattended-Upgrade::Automatic-Reboot "true";
Unattended-Upgrade::Automatic-Reboot-Time "04:00";
CONF
}

install_lectern() {
  if ! id lectern >/dev/null 2>&1; then on_system useradd --system --no-create-home --shell /usr/sbin/nologin lectern; fi
  on_system python3 -m venv "$SOURCE/.venv"
  on_system "$SOURCE/.venv/bin/python" -m pip install --quiet --no-cache-dir --require-hashes -r "$SOURCE/requirements.txt"
  install -D -m 644 "$HERE/lectern.service" "$ROOT/etc/systemd/system/lectern.service"
}

install_site() {
  local site=$ROOT/etc/nginx/sites-available/lectern
  install -D -m 644 "$HERE/nginx.conf" "$site"
  if [[ -n $DOMAIN ]]; then sed -i "s/server_name _;/server_name $DOMAIN;/" "$site"; fi
  mkdir -p "$ROOT/etc/nginx/sites-enabled"
  rm -f "$ROOT/etc/nginx/sites-enabled/default"
  ln -sfn ../sites-available/lectern "$ROOT/etc/nginx/sites-enabled/lectern"
}

start() {
  on_system systemctl daemon-reload
  on_system systemctl enable --quiet lectern nginx
  on_system systemctl restart lectern
  on_system nginx -t -q
  on_system systemctl reload-or-restart nginx
}

# Without the domain pointing here already there is no certificate; the page stays reachable over HTTP.
add_certificate() {
  on_system certbot --nginx --non-interactive --agree-tos --redirect --keep-until-expiring -m "$EMAIL" -d "$DOMAIN" ||
    echo "install.sh: no certificate for $DOMAIN: point its A record to this machine, then run install.sh again" >&2
}

wait_until_ready() {
  on_system curl --silent --show-error --fail --output /dev/null --retry 60 --retry-delay 2 --retry-all-errors \
    --unix-socket /run/lectern/lectern.sock http://localhost/ping
}

# Changes to the running system, which a test only writes down.
on_system() {
  if [[ -n $ROOT ]]; then printf '%s\n' "$*" >>"$ROOT/commands"; else "$@"; fi
}

main "$@"
