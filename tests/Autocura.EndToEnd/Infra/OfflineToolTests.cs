using System.Diagnostics;
using Autocura.Support;

namespace Autocura.EndToEnd.Infra;

/// <summary>What the real tools can check without a cluster.</summary>
public sealed class OfflineToolTests
{
    [RealClientTheory("kubectl")]
    [InlineData("infra/base", "CustomResourceDefinition", 10)]
    [InlineData("infra/rbac/read-only", "ClusterRole", 3)]
    [InlineData("infra/rbac/namespaced", "RoleBinding", 3)]
    [InlineData("infra/rbac/full", "ClusterRoleBinding", 3)]
    [InlineData("infra/kind/monitoring", "Deployment", 3)]
    [InlineData("infra/kind/shop", "Deployment", 5)]
    public void Kustomize_builds_every_folder(string folder, string kind, int count)
    {
        var built = Run("kubectl", "kustomize", Repository.PathOf(folder));

        Manifests.Parse(built).Count(root => root.Text("kind") == kind).ShouldBe(count);
    }

    [RealClientFact("bash")]
    public void Every_script_is_sound()
    {
        Run("bash", "-n", Repository.PathOf(".ci/run"));
        Run("bash", "-n", Repository.PathOf("infra/kind/setup.sh"));
    }

    [RealClientFact("amtool")]
    public void Alertmanager_accepts_its_configuration_in_kind() =>
        Run("amtool", "check-config", Repository.PathOf("infra/kind/monitoring/alertmanager.yml")).ShouldContain("SUCCESS");

    [RealClientFact("promtool")]
    public void Prometheus_accepts_its_configuration_in_kind() =>
        Run("promtool", "check", "config", "--syntax-only", Repository.PathOf("infra/kind/monitoring/prometheus.yml")).ShouldContain("SUCCESS");

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(RealClients.Require(program), arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{output}{errors.Result}");
        return output;
    }
}
