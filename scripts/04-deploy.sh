#!/bin/sh
# Applies the manifests and waits until everything runs. Options are passed on: 04-deploy.sh --help
set -e
cd "$(dirname "$0")/.."
exec npm run --silent k8s -- deploy "$@"
