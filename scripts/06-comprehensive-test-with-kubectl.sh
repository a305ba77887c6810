#!/bin/sh
# Compares every endpoint with kubectl, kubelet and metrics.k8s.io. Options are passed on: 06-comprehensive-test-with-kubectl.sh --help
set -e
cd "$(dirname "$0")/.."
exec npm run --silent k8s -- compare "$@"
