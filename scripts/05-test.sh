#!/bin/sh
# Saves what every endpoint answers to result/api-test-<time>.txt. Options are passed on: 05-test.sh --help
set -e
cd "$(dirname "$0")/.."
exec npm run --silent k8s -- test-api --save "$@"
