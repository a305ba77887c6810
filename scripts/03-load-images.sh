#!/bin/sh
# Puts the images into the cluster's nodes. Options are passed on: 03-load-images.sh --help
set -e
cd "$(dirname "$0")/.."
exec npm run --silent k8s -- load-images "$@"
