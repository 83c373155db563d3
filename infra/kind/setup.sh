#!/usr/bin/env bash
# Makes a kind cluster with the custom resources, a service account for the app, Prometheus, Alertmanager and a small shop to break.
# Safe to run again. AUTOCURA_RBAC=read-only (default) or full.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly cluster=autocura context=kind-autocura namespace=autocura-cognitiva
readonly flavour=${AUTOCURA_RBAC:-read-only}
readonly kubeconfig=$PWD/.autocura/kind.kubeconfig

for tool in docker kind kubectl; do
  command -v "$tool" > /dev/null || { echo "$tool is missing: https://kind.sigs.k8s.io/docs/user/quick-start says how to get it." >&2; exit 1; }
done
case $flavour in
  read-only | full) ;;
  *) echo "AUTOCURA_RBAC is '$flavour': use read-only or full." >&2; exit 1 ;;
esac

in_cluster() { kubectl --context "$context" "$@"; }

kind get clusters 2> /dev/null | grep -qx "$cluster" || kind create cluster --config infra/kind/cluster.yaml --wait 120s

in_cluster apply --server-side -k infra/base
in_cluster wait --for condition=Established --timeout 60s -l app.kubernetes.io/part-of=autocura crd
in_cluster apply --server-side -k "infra/rbac/$flavour"

# Alertmanager runs in the cluster and the app on this machine: the gateway of kind's network is this machine as a container sees it.
gateway=$(docker network inspect kind --format '{{range .IPAM.Config}}{{println .Gateway}}{{end}}' | grep -m 1 -F . || true)
[ -n "$gateway" ] || { echo "Docker's network 'kind' has no IPv4 gateway, so Alertmanager could not reach the app." >&2; exit 1; }
in_cluster apply --server-side -k infra/kind/monitoring
in_cluster -n monitoring create configmap prometheus-rules --from-file infra/monitoring/rules.demo.yaml --dry-run=client -o yaml | in_cluster apply --server-side -f -
in_cluster apply --server-side -f - << SLICE
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: autocura-host
  namespace: monitoring
  labels: {kubernetes.io/service-name: autocura}
addressType: IPv4
ports: [{name: http, port: 7071}]
endpoints: [{addresses: ["$gateway"]}]
SLICE
in_cluster apply --server-side -k infra/kind/shop

# The app gets its own identity: what infra/rbac does not allow, the cluster refuses.
mkdir -p "$(dirname "$kubeconfig")"
(
  umask 077
  in_cluster config view --minify --flatten > "$kubeconfig"
  token=$(in_cluster -n "$namespace" create token autocura --duration 24h)
  kubectl --kubeconfig "$kubeconfig" config set-credentials autocura --token "$token" > /dev/null
  kubectl --kubeconfig "$kubeconfig" config set-context "$context" --user autocura > /dev/null
  kubectl --kubeconfig "$kubeconfig" config unset "users.$context" > /dev/null
)

in_cluster -n monitoring rollout status deployment --timeout 300s
in_cluster -n shop rollout status deployment --timeout 300s

cat << DONE

The cluster is ready. The app's kubeconfig, good for 24 hours: $kubeconfig

Start the app as it runs on Azure, with Core Tools 4 (which listens on all addresses, so Alertmanager reaches it) and Azurite:
  npx azurite --silent --location .autocura/azurite &
  dotnet publish functions -c Release -p:AutocuraRuntime=azure -o artifacts/publish
  cp local.settings.sample.json artifacts/publish/local.settings.json    # then read it, and point it at the kubeconfig above
  (cd artifacts/publish && func start)

Then break something:
  kubectl --context $context -n shop set image deployment/checkout checkout=registry.k8s.io/e2e-test-images/agnhost:no-such-tag
  kubectl --context $context get issues -A -w
DONE
