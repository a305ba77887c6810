#!/bin/sh
# Checks what the other scripts need and offers to install it. Options are passed on: 01-setup-env.sh --help
set -e
cd "$(dirname "$0")/.."
exec npm run --silent k8s -- setup-env "$@"
