#!/bin/sh
# Builds the images of the API and the collector. Options are passed on: 02-build-images.sh --help
set -e
cd "$(dirname "$0")/.."
exec npm run --silent k8s -- build-images "$@"
