#!/bin/sh
# Keeps the API open on a port of this machine. Options are passed on: kube-port-forward.sh --help
set -e
cd "$(dirname "$0")/.."
exec npm run --silent k8s -- port-forward "$@"
