# As setup.sh, for PowerShell 7 on Windows, macOS or Linux:   infra/kind/setup.ps1 [up|check|down]
[CmdletBinding()]
param(
    [ValidateSet('up', 'check', 'down')] [string] $Command = 'up',
    [ValidateSet('read-only', 'full')] [string] $Rbac = 'read-only',
    [ValidateSet('small', 'full')] [string] $Stack = 'small',
    [switch] $Demo,
    [switch] $Recreate
)
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-Location (Join-Path $PSScriptRoot '../..')

$cluster = 'autocura'
$context = 'kind-autocura'
$namespace = 'autocura-cognitiva'
$registry = 'autocura-registry'
$registryPort = 5001
$kubeconfig = Join-Path (Get-Location) '.autocura/kind.kubeconfig'

# For commands whose failure is an answer.
function Test-Command([scriptblock] $Command) {
    $PSNativeCommandUseErrorActionPreference = $false
    & $Command *> $null
    return $LASTEXITCODE -eq 0
}

function Test-Cluster { return @(kind get clusters 2> $null) -contains $cluster }

function Test-Registry { return (Test-Command { docker inspect $registry }) -and ((docker inspect -f '{{.State.Running}}' $registry) -eq 'true') }

function Test-Port([int] $Port) {
    $client = [System.Net.Sockets.TcpClient]::new()
    try { return $client.ConnectAsync('127.0.0.1', $Port).Wait(500) } catch { return $false } finally { $client.Dispose() }
}

function Invoke-Check {
    $tools = @('docker', 'kind', 'kubectl')
    if ($Stack -eq 'full') { $tools += 'helm' }
    foreach ($tool in $tools) {
        if (-not (Get-Command $tool -ErrorAction SilentlyContinue)) { throw "$tool is missing: https://kind.sigs.k8s.io/docs/user/quick-start says how to get it." }
    }
    if (-not (Test-Command { docker info })) { throw 'Docker is installed and does not answer: start Docker Desktop.' }
    kind version
    # A cluster that is there holds its ports itself.
    if (-not (Test-Cluster)) {
        foreach ($port in 3000, 9090, 9093) {
            if (Test-Port $port) { throw "Port $port is taken: end what listens there, or change infra/kind/cluster.yaml." }
        }
    }
    if (-not (Test-Registry) -and (Test-Port $registryPort)) { throw "Port $registryPort is taken, which the registry needs: end what listens there." }
}

function New-Registry {
    if (-not (Test-Registry)) {
        $null = Test-Command { docker rm -f $registry }
        $null = docker run -d --restart=always -p "127.0.0.1:${registryPort}:5000" --network bridge --name $registry registry:2
    }
}

# localhost of a node is the node itself: it is told that this address means the container.
function Register-Registry {
    $folder = "/etc/containerd/certs.d/localhost:$registryPort"
    foreach ($node in kind get nodes --name $cluster) {
        docker exec $node mkdir -p $folder
        "[host.`"http://${registry}:5000`"]" | docker exec -i $node cp /dev/stdin "$folder/hosts.toml"
    }
    $connected = docker network inspect kind --format '{{range .Containers}}{{.Name}} {{end}}'
    if ($connected -notmatch "\b$registry\b") { docker network connect kind $registry }
}

# Alertmanager runs in the cluster and the app on this machine: the gateway of kind's network is this machine as a container sees it.
function Register-Machine {
    $gateway = docker network inspect kind --format '{{range .IPAM.Config}}{{println .Gateway}}{{end}}' | Where-Object { $_ -like '*.*' } | Select-Object -First 1
    if (-not $gateway) { throw "Docker's network 'kind' has no IPv4 gateway, so Alertmanager could not reach the app." }
    @"
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
"@ | kubectl --context $context apply --server-side -f -
}

function Install-Monitoring {
    if ($Stack -eq 'full') {
        helm upgrade --install monitoring kube-prometheus-stack --repo https://prometheus-community.github.io/helm-charts --kube-context $context -n monitoring --create-namespace -f infra/monitoring/kube-prometheus-stack.yaml -f infra/kind/stack.yaml --wait --timeout 10m
        kubectl --context $context apply --server-side -k infra/monitoring/dashboards
        kubectl --context $context apply --server-side -f infra/kubernetes/components/monitoring/workload-rules.yaml -f infra/kubernetes/components/monitoring/sre-rules.yaml -f infra/kubernetes/components/monitoring/self-rules.yaml
    }
    else {
        kubectl --context $context apply --server-side -k infra/kind/monitoring
        kubectl --context $context -n monitoring create configmap prometheus-rules --from-file infra/monitoring/rules.demo.yaml --dry-run=client -o yaml | kubectl --context $context apply --server-side -f -
    }
    Register-Machine
}

function Install-Demo {
    $image = "localhost:$registryPort/autocura-cognitiva/demo:dev"
    docker build -q -f infra/demo/Dockerfile -t $image .
    docker push -q $image
    foreach ($file in 'namespace', 'app-a', 'app-b', 'app-c') {
        (Get-Content -Raw "infra/demo/kubernetes/$file.yaml") -replace '(?m)image: autocura-cognitiva/demo\r?$', "image: $image" | kubectl --context $context -n demo apply --server-side -f -
    }
}

# The app gets its own identity: what infra/kubernetes/rbac does not allow, the cluster refuses.
function Write-Kubeconfig {
    $null = New-Item -ItemType Directory -Force (Split-Path $kubeconfig)
    $null = New-Item -ItemType File -Force $kubeconfig
    if (-not $IsWindows) { chmod 600 $kubeconfig }
    kubectl --context $context config view --minify --flatten | Set-Content $kubeconfig
    $token = kubectl --context $context -n $namespace create token autocura --duration 24h
    $null = kubectl --kubeconfig $kubeconfig config set-credentials autocura --token $token
    $null = kubectl --kubeconfig $kubeconfig config set-context $context --user autocura
    $null = kubectl --kubeconfig $kubeconfig config unset "users.$context"
}

function Invoke-Up {
    Invoke-Check
    if ($Recreate -and (Test-Cluster)) { kind delete cluster --name $cluster }
    New-Registry
    if (-not (Test-Cluster)) { kind create cluster --config infra/kind/cluster.yaml --wait 120s }
    Register-Registry
    kubectl --context $context apply --server-side -k infra/kubernetes/base
    kubectl --context $context wait --for condition=Established --timeout 60s -l app.kubernetes.io/part-of=autocura crd
    kubectl --context $context apply --server-side -k "infra/kubernetes/rbac/$Rbac"
    Install-Monitoring
    kubectl --context $context apply --server-side -k infra/kind/shop
    if ($Demo) { Install-Demo }
    Write-Kubeconfig
    kubectl --context $context -n monitoring rollout status deployment --timeout 300s
    kubectl --context $context -n shop rollout status deployment --timeout 300s
    Write-Output "The cluster is ready. The app's kubeconfig, good for 24 hours: $kubeconfig"
    Write-Output 'README.md says how the app is started; infra/kind/setup.ps1 down takes all of it away.'
}

function Invoke-Down {
    if (Test-Cluster) { kind delete cluster --name $cluster }
    $null = Test-Command { docker rm -f $registry }
    Remove-Item -Force -ErrorAction SilentlyContinue $kubeconfig
    Write-Output "The cluster, its registry and the app's kubeconfig are gone."
}

switch ($Command) {
    'up' { Invoke-Up }
    'check' { Invoke-Check; Write-Output 'Everything that is needed is here.' }
    'down' { Invoke-Down }
}
