using Autocura.Support;

namespace Autocura.EndToEnd.Infra;

/// <summary>What the real tools can check without a cluster.</summary>
public sealed class OfflineToolTests
{
    [RealClientTheory("kubectl")]
    [InlineData("infra/kubernetes/base", "CustomResourceDefinition", 10)]
    [InlineData("infra/kubernetes/rbac/read-only", "ClusterRole", 3)]
    [InlineData("infra/kubernetes/rbac/namespaced", "RoleBinding", 3)]
    [InlineData("infra/kubernetes/rbac/full", "ClusterRoleBinding", 3)]
    [InlineData("infra/kubernetes/rbac/environments", "ClusterRoleBinding", 1)]
    [InlineData("infra/kubernetes/rbac/secret-copies", "RoleBinding", 1)]
    [InlineData("infra/kubernetes/argocd", "Application", 3)]
    [InlineData("infra/kubernetes/overlays/development", "NetworkPolicy", 4)]
    [InlineData("infra/kubernetes/overlays/staging", "HorizontalPodAutoscaler", 1)]
    [InlineData("infra/kubernetes/overlays/production", "ScaledObject", 1)]
    [InlineData("infra/kubernetes/overlays/standalone", "StatefulSet", 1)]
    [InlineData("infra/kind/monitoring", "Deployment", 3)]
    [InlineData("infra/kind/shop", "Deployment", 5)]
    public async Task Kustomize_builds_every_folder(string folder, string kind, int count)
    {
        var built = await ClientProcess.RunAsync("kubectl", "kustomize", Repository.PathOf(folder));

        Manifests.Parse(built).Count(root => root.Text("kind") == kind).ShouldBe(count);
    }

    [RealClientFact("bash")]
    public async Task Every_script_is_sound()
    {
        await ClientProcess.RunAsync("bash", "-n", Repository.PathOf(".ci/run"));
        await ClientProcess.RunAsync("bash", "-n", Repository.PathOf("infra/kind/setup.sh"));
    }

    [RealClientFact("amtool")]
    public async Task Alertmanager_accepts_its_configuration_in_kind() =>
        (await ClientProcess.RunAsync("amtool", "check-config", Repository.PathOf("infra/kind/monitoring/alertmanager.yml"))).ShouldContain("SUCCESS");

    [RealClientFact("promtool")]
    public async Task Prometheus_accepts_its_configuration_in_kind() =>
        (await ClientProcess.RunAsync("promtool", "check", "config", "--syntax-only", Repository.PathOf("infra/kind/monitoring/prometheus.yml"))).ShouldContain("SUCCESS");
}
