#!/bin/sh
# Removes what kubemonitor made in the cluster, and nothing else. Options are passed on: shutdown_all_settings.sh --help
set -e
cd "$(dirname "$0")/.."
exec npm run --silent k8s -- shutdown "$@"
