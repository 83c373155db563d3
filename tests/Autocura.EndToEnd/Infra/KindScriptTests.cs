using Autocura.Support;

namespace Autocura.EndToEnd.Infra;

/// <summary>
/// The script that makes a kind cluster, run for real with the real kubectl on the simulated cluster. Docker and kind alone are stood in for, by two scripts
/// that say yes and write down what they were asked: they are what is missing here.
/// </summary>
public sealed class KindScriptTests
{
    private const string Docker = """
        #!/bin/sh
        echo "docker $*" >> "$CALLS"
        case "$*" in
          *State.Running*) echo true ;;
          *IPAM*) echo 172.18.0.1 ;;
          *Containers*) echo autocura-registry ;;
        esac
        """;

    private const string Kind = """
        #!/bin/sh
        echo "kind $*" >> "$CALLS"
        case "$*" in
          "get clusters") echo autocura ;;
          "get nodes"*) echo autocura-worker ;;
        esac
        """;

    [RealClientFact("bash", "kubectl")]
    public async Task Everything_that_it_installs_comes_up()
    {
        using var folder = new TemporaryFolder();
        await using var cluster = await TestCluster.StartAsync();
        // An empty cluster, and the context that kind would have made.
        await ClientProcess.RunAsync("kubectl", "--kubeconfig", cluster.KubeconfigPath, "delete", "namespace", "shop", "--wait=false");
        await ClientProcess.RunAsync("kubectl", "--kubeconfig", cluster.KubeconfigPath, "config", "rename-context", "autocura", "kind-autocura");
        await cluster.RunAsync(TimeSpan.FromMinutes(1));
        await using var script = await RunAsync(folder, cluster.KubeconfigPath, "up");
        var ended = script.EndAsync(TimeSpan.FromMinutes(3));
        // The cluster's time passes beside the script's, and no faster than a day, which is how long the app's token is good.
        await Eventually.TrueAsync("the script has ended", TimeSpan.FromMinutes(3), async () =>
        {
            await cluster.RunAsync(TimeSpan.FromSeconds(5));
            return ended.IsCompleted;
        });
        (await ended).ShouldContain("The cluster is ready.");

        (await KubectlAsync(folder, "auth", "can-i", "list", "deployments.apps", "-n", "shop")).ShouldBe("yes");
        (await KubectlAsync(folder, "auth", "whoami", "-o", "jsonpath={.status.userInfo.username}")).ShouldBe("system:serviceaccount:autocura-cognitiva:autocura");
        (await ClientProcess.RunAsync("kubectl", "--kubeconfig", cluster.KubeconfigPath, "get", "endpointslices", "-n", "monitoring", "autocura-host", "-o", "jsonpath={.endpoints[0].addresses[0]}")).ShouldBe("172.18.0.1");
        Calls(folder).ShouldContain("docker exec -i autocura-worker cp /dev/stdin /etc/containerd/certs.d/localhost:5001/hosts.toml");
    }

    [RealClientFact("bash")]
    public async Task Down_takes_all_of_it_away()
    {
        using var folder = new TemporaryFolder();
        var kubeconfig = folder.Write("app.kubeconfig", "secret");
        await using var script = await RunAsync(folder, folder.Write("kubeconfig", ""), "down");

        (await script.EndAsync(TimeSpan.FromSeconds(30))).ShouldContain("are gone");

        Calls(folder).ShouldBe(["kind get clusters", "kind delete cluster --name autocura", "docker rm -f autocura-registry"]);
        File.Exists(kubeconfig).ShouldBeFalse();
    }

    [RealClientTheory("bash")]
    [InlineData("AUTOCURA_RBAC=admin", "AUTOCURA_RBAC is 'admin': use read-only or full.")]
    [InlineData("AUTOCURA_STACK=huge", "AUTOCURA_STACK is 'huge': use small or full.")]
    [InlineData("PATH=/usr/bin:/bin", "is missing")]
    public async Task What_is_wrong_is_said_before_anything_is_made(string setting, string said)
    {
        using var folder = new TemporaryFolder();
        await using var script = await RunAsync(folder, folder.Write("kubeconfig", ""), "check", setting);

        (await Should.ThrowAsync<InvalidOperationException>(script.EndAsync(TimeSpan.FromSeconds(30)))).Message.ShouldContain(said);

        Calls(folder).ShouldBeEmpty();
    }

    private static async Task<ClientProcess> RunAsync(TemporaryFolder folder, string kubeconfig, string command, params string[] settings)
    {
        foreach (var (name, text) in new[] { ("docker", Docker), ("kind", Kind) })
        {
            await ClientProcess.RunAsync("chmod", "u+x", folder.Write(name, text));
        }

        var path = $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        return ClientProcess.Start("env",
        [
            $"PATH={path}", $"KUBECONFIG={kubeconfig}", $"CALLS={Path.Combine(folder.FullName, "calls")}", $"AUTOCURA_KUBECONFIG={Path.Combine(folder.FullName, "app.kubeconfig")}", .. settings,
            "bash", Repository.PathOf("infra/kind/setup.sh"), command,
        ]);
    }

    private static string[] Calls(TemporaryFolder folder) => File.Exists(Path.Combine(folder.FullName, "calls")) ? File.ReadAllLines(Path.Combine(folder.FullName, "calls")) : [];

    private static Task<string> KubectlAsync(TemporaryFolder folder, params string[] arguments) =>
        ClientProcess.RunAsync("kubectl", ["--kubeconfig", Path.Combine(folder.FullName, "app.kubeconfig"), .. arguments]);
}
