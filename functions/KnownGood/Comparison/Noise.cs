using System.Collections.Frozen;

namespace Autocura.KnownGood.Comparison;

/// <summary>What stands in objects without anybody having meant a change by it: what tools write down for themselves, and what is injected.</summary>
internal static class Noise
{
    private static readonly string[] AnnotationPrefixes =
    [
        "autocura.io/", "deployment.kubernetes.io/", "pv.kubernetes.io/", "volume.kubernetes.io/", "volume.beta.kubernetes.io/", "autoscaling.alpha.kubernetes.io/",
        "control-plane.alpha.kubernetes.io/", "sidecar.istio.io/status", "istio.io/rev", "linkerd.io/created-by", "linkerd.io/proxy-version", "vault.hashicorp.com/agent-inject-status",
    ];

    private static readonly FrozenSet<string> Annotations = new[]
    {
        "kubectl.kubernetes.io/last-applied-configuration", "kubectl.kubernetes.io/restartedAt", "kubectl.kubernetes.io/default-container",
        "kubectl.kubernetes.io/default-logs-container", "kubernetes.io/change-cause", "deprecated.daemonset.template.generation",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Containers = new[]
    {
        "istio-proxy", "istio-init", "istio-validation", "linkerd-proxy", "linkerd-init", "linkerd-network-validator", "vault-agent", "vault-agent-init",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Volumes = new[]
    {
        "istio-envoy", "istio-data", "istio-podinfo", "istio-token", "istiod-ca-cert", "istio-ca-crl", "workload-socket", "credential-socket", "workload-certs",
        "linkerd-identity-end-entity", "linkerd-identity-token", "linkerd-proxy-init-xtables-lock", "home-init", "home-sidecar", "vault-secrets",
    }.ToFrozenSet();

    /// <summary>ConfigMaps that a controller puts into every namespace.</summary>
    private static readonly FrozenSet<string> Copies = new[] { "kube-root-ca.crt", "istio-ca-root-cert", "openshift-service-ca.crt", "linkerd-identity-trust-roots" }.ToFrozenSet();

    public static bool IsAnnotation(string name) => Annotations.Contains(name) || AnnotationPrefixes.Any(prefix => name.StartsWith(prefix));

    public static bool IsInjectedContainer(string name) => Containers.Contains(name);

    public static bool IsInjectedVolume(string name) => Volumes.Contains(name);

    /// <summary>Whether an object is of no interest by its name or labels: a copy that is everywhere, a lock, a release that Helm remembers.</summary>
    public static bool IsObject(string kind, string name, IReadOnlyDictionary<string, string> labels, IReadOnlyDictionary<string, string> annotations) => kind switch
    {
        "ConfigMap" => Copies.Contains(name) || annotations.ContainsKey("control-plane.alpha.kubernetes.io/leader"),
        "Secret" => name.StartsWith("sh.helm.release.v1.") || labels.GetValueOrDefault("owner") == "helm",
        "Service" => name == "kubernetes" && labels.GetValueOrDefault("provider") == "kubernetes",
        _ => false,
    };
}
