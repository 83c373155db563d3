using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Applications.Conditions;

namespace Autocura.Embedded.Cluster.Stages;

/// <summary>What a node finds around a container: what its image does, the objects it refers to, what is done to it from outside.</summary>
internal sealed record Surroundings(ImageProfile Profile, JsonObject ProfileJson, MissingReferences References)
{
    /// <summary>What it would read of ConfigMaps and Secrets if it started now; null when it reads none.</summary>
    public JsonObject? Config { get; init; }

    /// <summary>The address that its process waits for and that does not accept connections yet; null when it waits for none.</summary>
    public string? WaitsFor { get; init; }

    public Disturbance Disturbance { get; init; }

    /// <summary>Whether the node has the image.</summary>
    public bool HasImage { get; init; }
}
