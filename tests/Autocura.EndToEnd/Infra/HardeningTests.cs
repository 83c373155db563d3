using Autocura.Support;
using YamlDotNet.RepresentationModel;

namespace Autocura.EndToEnd.Infra;

/// <summary>
/// Every pod that infra/ brings runs as nobody in particular, on a root that it cannot write, with no capability and within limits. Fluent Bit alone is not
/// among them: the nodes' log files belong to root.
/// </summary>
public sealed class HardeningTests
{
    public static TheoryData<string> Folders =>
    [
        "kubernetes/overlays/development", "kubernetes/overlays/staging", "kubernetes/overlays/production", "kubernetes/overlays/standalone", "kubernetes/components/kserve",
        "demo/kubernetes", "monitoring/collector", "monitoring/tracing",
    ];

    [RealClientTheory("kubectl")]
    [MemberData(nameof(Folders))]
    public async Task Every_container_is_held_tight(string folder)
    {
        var pods = (await Kustomized.ReadAsync($"infra/{folder}")).Select(PodOf).OfType<YamlMappingNode>().ToList();

        pods.ShouldNotBeEmpty();
        foreach (var pod in pods)
        {
            Containers(pod).ShouldNotBeEmpty();
            Containers(pod).SelectMany(container => Weaknesses(pod, container)).ShouldBeEmpty();
        }
    }

    [RealClientTheory("kubectl")]
    [MemberData(nameof(Folders))]
    public async Task Every_volume_in_memory_or_on_the_node_is_bounded(string folder) =>
        (await Kustomized.ReadAsync($"infra/{folder}")).Select(PodOf).OfType<YamlMappingNode>().SelectMany(pod => pod.List("volumes"))
            .Where(volume => volume.Find("hostPath") is not null || (volume.Find("emptyDir") is { } scratch && scratch.Find("sizeLimit") is null))
            .Select(volume => volume.Text("name"))
            .ShouldBeEmpty();

    [Fact]
    public void A_container_that_is_not_held_tight_is_found()
    {
        var pod = Manifests.Parse("{containers: [{name: x, image: 'a:latest', securityContext: {readOnlyRootFilesystem: true}}]}").Single();

        Weaknesses(pod, (YamlMappingNode)pod.List("containers").Single()).ShouldBe(
            ["x may run as root", "x has no seccomp profile", "x may gain privileges", "x keeps capabilities", "x has no memory limit"]);
    }

    private static YamlMappingNode? PodOf(YamlMappingNode root) => root.Text("kind") switch
    {
        "Deployment" or "StatefulSet" or "DaemonSet" or "Job" => root.Map("spec", "template", "spec"),
        "ServingRuntime" => root.Map("spec"),
        _ => null,
    };

    private static IEnumerable<YamlMappingNode> Containers(YamlMappingNode pod) => pod.List("initContainers").Concat(pod.List("containers")).Cast<YamlMappingNode>();

    private static IEnumerable<string> Weaknesses(YamlMappingNode pod, YamlMappingNode container)
    {
        var name = container.Text("name");
        if (Setting("runAsNonRoot") != "true") yield return $"{name} may run as root";
        if (Setting("readOnlyRootFilesystem") != "true") yield return $"{name} may write its root";
        if (Setting("seccompProfile", "type") != "RuntimeDefault") yield return $"{name} has no seccomp profile";
        if (Setting("allowPrivilegeEscalation") != "false") yield return $"{name} may gain privileges";
        if (!container.Texts("securityContext", "capabilities", "drop").SequenceEqual(["ALL"])) yield return $"{name} keeps capabilities";
        if (container.Find("resources", "limits", "memory") is null) yield return $"{name} has no memory limit";

        // What the container does not say, its pod says for it.
        string? Setting(params string[] path) =>
            ((container.Find(["securityContext", .. path]) ?? pod.Find(["securityContext", .. path])) as YamlScalarNode)?.Value;
    }
}
