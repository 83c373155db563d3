using System.IO.Enumeration;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Cluster.Selectors;

namespace Autocura.Embedded.Cluster.Extensions.ChaosMesh;

/// <summary>DNSChaos: a pod asks for names and gets none, or somebody else's address. Either way it does not reach whom it wants.</summary>
internal sealed class DnsChaosCondition(ObjectStore store) : IHopCondition
{
    public DateTimeOffset? NextChange => null;

    public HopConditions Of(Hop hop) => hop.From is { } from && store.List(ChaosKind.Group, ChaosKind.Dns.Plural).Any(chaos => IsAsking(chaos, from) && IsHidden(chaos, hop.To))
        ? new HopConditions { Refused = 1 }
        : HopConditions.Clear;

    private static bool IsAsking(JsonObject chaos, JsonObject pod) => pod.Objects("spec", "containers").Any(container => chaos.IsIn(pod, container: container.Text("name")));

    private bool IsHidden(JsonObject chaos, JsonObject pod)
    {
        var patterns = chaos.Texts("spec", "patterns").ToList();
        return patterns.Count == 0 || Names(pod).Any(name => patterns.Exists(pattern => FileSystemName.MatchesSimpleExpression(pattern, name)));
    }

    private IEnumerable<string> Names(JsonObject pod) => store.List("", "services", pod.Namespace())
        .Where(service => LabelSelector.OfWorkload(service.At("spec", "selector")).Matches(pod))
        .SelectMany(service => new[] { service.Name(), $"{service.Name()}.{service.Namespace()}", $"{service.Name()}.{service.Namespace()}.svc.cluster.local" });
}
