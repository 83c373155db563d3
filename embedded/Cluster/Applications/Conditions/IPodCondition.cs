using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Applications.Conditions;

/// <summary>One kind of thing that strains containers: chaos on CPU and memory, an application's feature flags. Answers hold as those of <see cref="IHopCondition"/> do.</summary>
internal interface IPodCondition
{
    Strain Of(JsonObject pod, string container);

    DateTimeOffset? NextChange { get; }
}
