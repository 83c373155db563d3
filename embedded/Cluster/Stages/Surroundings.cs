using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Applications.Conditions;

namespace Autocura.Embedded.Cluster.Stages;

/// <summary>What a node finds around a container: what its image does, the objects it refers to, what is done to it from outside.</summary>
internal sealed record Surroundings(ImageProfile Profile, JsonObject ProfileJson, MissingReferences References)
{
    public Disturbance Disturbance { get; init; }
}
