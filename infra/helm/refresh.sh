#!/usr/bin/env bash
# A chart cannot read what lies outside of it: it carries copies of the definitions, roles, settings and rules, which this makes anew. A test says when they differ.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly chart=helm/autocura
rm -rf "$chart/crds" "$chart/files"
mkdir -p "$chart/crds" "$chart/files/roles" "$chart/files/settings"
find kubernetes/crds -name '*.yaml' -exec cp {} "$chart/crds/" \;
find kubernetes/rbac/roles -name '*.yaml' ! -name kustomization.yaml -exec cp {} "$chart/files/roles/" \;
cp kubernetes/base/settings/*.properties "$chart/files/settings/"
cp monitoring/sre-rules.yaml monitoring/self-rules.yaml "$chart/files/"
cp monitoring/rules.yaml "$chart/files/workload-rules.yaml"
