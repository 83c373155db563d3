using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Conditions;

namespace Autocura.Embedded.Cluster.Extensions.ChaosMesh;

/// <summary>HTTPChaos: requests to one port of a pod, or their answers, are cut off, late or changed. A changed body is one that the other side cannot read.</summary>
internal sealed class HttpChaosCondition(ObjectStore store) : IHopCondition
{
    private const int FirstError = 400;

    public DateTimeOffset? NextChange => null;

    public HopConditions Of(Hop hop) => store.List(ChaosKind.Group, ChaosKind.Http.Plural)
        .Where(chaos => chaos.IsIn(hop.To) && (chaos.Number("spec", "port") is not { } port || port == hop.Port))
        .Aggregate(HopConditions.Clear, (sum, chaos) => sum.And(Tamper(chaos.Child("spec")!)));

    private static HopConditions Tamper(JsonObject spec) => new()
    {
        Refused = spec.Flag("abort") == true ? 1 : 0,
        DelayMs = GoDuration.TryParse(spec.Text("delay"), out var late) ? late.TotalMilliseconds : 0,
        Failed = IsBroken(spec) ? 1 : 0,
    };

    private static bool IsBroken(JsonObject spec) =>
        spec.At("replace", "body") is not null
        || spec.At("replace", "path") is not null
        || spec.At("replace", "method") is not null
        || spec.At("patch", "body") is not null
        || spec.Number("replace", "code") >= FirstError;
}
