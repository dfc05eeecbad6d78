#!/bin/sh
# Install what tests and checks need besides Python, where it is missing and apt-get may do it.
# Otherwise say in one sentence what to install.
# Usage: sh tools/system.sh [chromium] [postgresql] [redis] [gettext]
set -eu

missing=""
for thing in "$@"; do
    case $thing in
    chromium) command -v chromium >/dev/null || missing="$missing chromium fonts-dejavu-core" ;;
    postgresql)
        command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 ||
            missing="$missing postgresql"
        ;;
    redis) command -v redis-server >/dev/null || missing="$missing redis-server" ;;
    gettext) command -v xgettext >/dev/null || missing="$missing gettext" ;;
    *) echo "tools/system.sh does not know $thing." >&2 && exit 2 ;;
    esac
done
[ -n "$missing" ] || exit 0

stop() {
    echo "This needs$missing, $1: install them with the system's package manager, then run it again." >&2
    exit 1
}

command -v apt-get >/dev/null || stop "and there is no apt-get here"
if [ "$(id -u)" = 0 ]; then
    root=""
elif sudo -n true 2>/dev/null; then
    root="sudo -n"
else
    stop "and installing takes root"
fi

echo "Installing$missing"
log=$(mktemp)
install() {
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >"$log" 2>&1 </dev/null
}
# The list of packages may be absent or old: then one update, and once more.
install || { $root apt-get update >/dev/null 2>&1 && install; } || {
    tail -n 5 "$log" >&2
    rm -f "$log"
    stop "and apt-get could not get them"
}
rm -f "$log"
