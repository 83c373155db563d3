#!/usr/bin/env bash
# up (default): a kind cluster with a registry, the custom resources, a service account for the app, Prometheus, Alertmanager, a shop to break and the demo
#               application. Safe to run again.
# check:        whether it could be made here, and nothing else.
# down:         takes all of it away, registry and kubeconfig included.
#
# AUTOCURA_RBAC=read-only (default) or full      what the app may do
# AUTOCURA_STACK=small (default) or full         a Prometheus and an Alertmanager of a pod each, or kube-prometheus-stack with Grafana (needs helm)
# AUTOCURA_DEMO=yes or no (default)              builds the demo application and runs the chain of three
# AUTOCURA_RECREATE=yes or no (default)          replaces a cluster that is there
# AUTOCURA_KUBECONFIG                            where the kubeconfig of the app is written (.autocura/kind.kubeconfig)
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly cluster=autocura context=kind-autocura namespace=autocura-cognitiva registry=autocura-registry registry_port=5001
readonly flavour=${AUTOCURA_RBAC:-read-only} stack=${AUTOCURA_STACK:-small} demo=${AUTOCURA_DEMO:-no} recreate=${AUTOCURA_RECREATE:-no}
readonly kubeconfig=${AUTOCURA_KUBECONFIG:-$PWD/.autocura/kind.kubeconfig}

fail() { echo "$1" >&2; exit 1; }
in_cluster() { kubectl --context "$context" "$@"; }
# What is asked is read to its end: with pipefail, a grep that stops early makes a yes into a no.
exists() { kind get clusters 2> /dev/null | grep -x "$cluster" > /dev/null; }
is_taken() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }

check() {
  local tool port
  case $flavour in read-only | full) ;; *) fail "AUTOCURA_RBAC is '$flavour': use read-only or full." ;; esac
  case $stack in small | full) ;; *) fail "AUTOCURA_STACK is '$stack': use small or full." ;; esac
  for tool in docker kind kubectl; do
    command -v "$tool" > /dev/null || fail "$tool is missing: https://kind.sigs.k8s.io/docs/user/quick-start says how to get it."
  done
  if [ "$stack" = full ]; then command -v helm > /dev/null || fail "helm is missing: https://helm.sh/docs/intro/install, or AUTOCURA_STACK=small."; fi
  docker info > /dev/null 2>&1 || fail "Docker is installed and does not answer: start it, or add yourself to its group."
  kind version
  # A cluster that is there holds its ports itself.
  if ! exists; then
    for port in 3000 9090 9093; do
      if is_taken "$port"; then fail "Port $port is taken: end what listens there, or change infra/kind/cluster.yaml."; fi
    done
  fi
  if [ "$(docker inspect -f '{{.State.Running}}' "$registry" 2> /dev/null || true)" != true ] && is_taken "$registry_port"; then
    fail "Port $registry_port is taken, which the registry needs: end what listens there."
  fi
}

make_registry() {
  if [ "$(docker inspect -f '{{.State.Running}}' "$registry" 2> /dev/null || true)" != true ]; then
    docker rm -f "$registry" > /dev/null 2>&1 || true
    docker run -d --restart=always -p "127.0.0.1:$registry_port:5000" --network bridge --name "$registry" registry:2 > /dev/null
  fi
}

# localhost of a node is the node itself: it is told that this address means the container.
introduce_registry() {
  local node folder=/etc/containerd/certs.d/localhost:$registry_port
  for node in $(kind get nodes --name "$cluster"); do
    docker exec "$node" mkdir -p "$folder"
    docker exec -i "$node" cp /dev/stdin "$folder/hosts.toml" <<< "[host.\"http://$registry:5000\"]"
  done
  docker network inspect kind --format '{{range .Containers}}{{.Name}} {{end}}' | grep -w "$registry" > /dev/null || docker network connect kind "$registry"
}

# Alertmanager runs in the cluster and the app on this machine: the gateway of kind's network is this machine as a container sees it.
introduce_host() {
  local gateway
  gateway=$(docker network inspect kind --format '{{range .IPAM.Config}}{{println .Gateway}}{{end}}' | grep -m 1 -F . || true)
  [ -n "$gateway" ] || fail "Docker's network 'kind' has no IPv4 gateway, so Alertmanager could not reach the app."
  in_cluster apply --server-side -f - << SLICE
apiVersion: v1
kind: Service
metadata: {name: autocura, namespace: monitoring}
spec:
  ports: [{name: http, port: 7071}]
---
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
}

install_monitoring() {
  if [ "$stack" = full ]; then
    helm upgrade --install monitoring kube-prometheus-stack --repo https://prometheus-community.github.io/helm-charts --kube-context "$context" \
      -n monitoring --create-namespace -f infra/monitoring/kube-prometheus-stack.yaml -f infra/kind/stack.yaml --wait --timeout 10m
    in_cluster apply --server-side -k infra/monitoring/dashboards
    in_cluster apply --server-side -f infra/kubernetes/components/monitoring/workload-rules.yaml -f infra/kubernetes/components/monitoring/sre-rules.yaml -f infra/kubernetes/components/monitoring/self-rules.yaml
  else
    in_cluster apply --server-side -k infra/kind/monitoring
    in_cluster -n monitoring create configmap prometheus-rules --from-file infra/monitoring/rules.demo.yaml --dry-run=client -o yaml | in_cluster apply --server-side -f -
  fi
  introduce_host
}

install_demo() {
  local image=localhost:$registry_port/autocura-cognitiva/demo:dev file
  docker build -q -f infra/demo/Dockerfile -t "$image" .
  docker push -q "$image"
  for file in namespace app-a app-b app-c; do
    sed "s#image: autocura-cognitiva/demo\$#image: $image#" "infra/demo/kubernetes/$file.yaml" | in_cluster -n demo apply --server-side -f -
  done
}

# The app gets its own identity: what infra/kubernetes/rbac does not allow, the cluster refuses.
write_kubeconfig() {
  mkdir -p "$(dirname "$kubeconfig")"
  (
    umask 077
    in_cluster config view --minify --flatten > "$kubeconfig"
    token=$(in_cluster -n "$namespace" create token autocura --duration 24h)
    kubectl --kubeconfig "$kubeconfig" config set-credentials autocura --token "$token" > /dev/null
    kubectl --kubeconfig "$kubeconfig" config set-context "$context" --user autocura > /dev/null
    kubectl --kubeconfig "$kubeconfig" config unset "users.$context" > /dev/null
  )
}

up() {
  check
  if exists && [ "$recreate" = yes ]; then kind delete cluster --name "$cluster"; fi
  make_registry
  exists || kind create cluster --config infra/kind/cluster.yaml --wait 120s
  introduce_registry
  in_cluster apply --server-side -k infra/kubernetes/base
  in_cluster wait --for condition=Established --timeout 60s -l app.kubernetes.io/part-of=autocura crd
  in_cluster apply --server-side -k "infra/kubernetes/rbac/$flavour"
  install_monitoring
  in_cluster apply --server-side -k infra/kind/shop
  if [ "$demo" = yes ]; then install_demo; fi
  write_kubeconfig
  in_cluster -n monitoring rollout status deployment --timeout 300s
  in_cluster -n shop rollout status deployment --timeout 300s
  say_what_next
}

say_what_next() {
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

And when you have seen enough: infra/kind/setup.sh down
DONE
}

down() {
  if exists; then kind delete cluster --name "$cluster"; fi
  docker rm -f "$registry" > /dev/null 2>&1 || true
  rm -f "$kubeconfig"
  echo "The cluster, its registry and the app's kubeconfig are gone."
}

case ${1:-up} in
  up) up ;;
  down) down ;;
  check) check && echo "Everything that is needed is here." ;;
  *) fail "'$1' is not known: use up, check or down." ;;
esac
