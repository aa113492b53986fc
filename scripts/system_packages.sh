#!/bin/sh
# Install the Debian packages that a make target needs and the machine lacks. Use: system_packages.sh run|test|services|check
set -eu
# Servers stand where only some people look for programs.
PATH="$PATH:/usr/sbin:/sbin"

case "${1:-}" in
  run)   wanted="" ;;
  test)  wanted="chromium:chromium hunspell:hunspell pdftotext:poppler-utils qpdf:qpdf msgfmt:gettext node:nodejs npm:npm" ;;
  services) wanted="mariadbd:mariadb-server redis-server:redis-server mariadb_config:libmariadb-dev pkg-config:pkg-config cc:gcc" ;;
  check) wanted="node:nodejs npm:npm msgfmt:gettext" ;;
  *) echo "Use: $0 run|test|services|check" >&2; exit 2 ;;
esac

missing=""
for pair in $wanted; do
  command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair#*:}"
done
# Python's venv is a package of its own on Debian; without it the environment would be made without pip.
"${PYTHON:-python3}" -c "import ensurepip, venv" 2>/dev/null || missing="$missing python3-venv"
if [ "$1" = test ] && [ ! -e /usr/share/hunspell/nb_NO.dic ]; then missing="$missing hunspell-no"; fi
if [ "$1" = services ]; then
  # What talks to MariaDB is compiled against Python's headers, which Debian packs by themselves.
  headers=$("${PYTHON:-python3}" -c "import sysconfig; print(sysconfig.get_path('include'))")
  [ -e "$headers/Python.h" ] || missing="$missing python3-dev"
fi
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
  echo "These programs are missing, and this machine has no apt-get. Install:$missing" >&2
  exit 1
fi
as_root=""
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null 2>&1 || { echo "Missing:$missing. Run as root: apt-get install$missing" >&2; exit 1; }
  as_root="sudo"
fi
echo "Installing Debian packages:$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086 — a list of package names
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
