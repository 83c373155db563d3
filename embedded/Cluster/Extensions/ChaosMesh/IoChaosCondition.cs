using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.ChaosMesh;

/// <summary>IOChaos: files that are slow, or operations on them that fail. Every request is taken to touch the volume once.</summary>
internal sealed class IoChaosCondition(ObjectStore store) : ContainerChaos(store, ChaosKind.Io)
{
    protected override Strain Of(JsonObject spec, ContainerRoom room)
    {
        var share = (spec.Whole("percent") ?? 100) / 100.0;
        return spec.Text("action") switch
        {
            "latency" => new() { DelayMs = GoDuration.TryParse(spec.Text("delay"), out var late) ? late.TotalMilliseconds * share : 0 },
            "fault" or "mistake" => new() { ErrorRate = share },
            _ => Strain.None,
        };
    }
}
