#!/bin/sh
# The whole way: environment, images, installation, checks, comparison. Options are passed on: 00-setup-all.sh --help
set -e
cd "$(dirname "$0")/.."
exec npm run --silent k8s -- setup-all "$@"
