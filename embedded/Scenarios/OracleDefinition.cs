using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Autocura.Embedded.Scenarios;

/// <summary>What healthy means in a scenario. Without a word in the file: all pods ready, none in a crash loop, every service of the application answering well.</summary>
public sealed record OracleDefinition
{
    /// <summary>Null where the services' answers tell nothing.</summary>
    public ServiceObjective? Services { get; init; } = new();

    /// <summary>How well the cluster's own API server answers; null where it does not matter.</summary>
    public ServiceObjective? ApiServer { get; init; }

    /// <summary>Every pod ready, and every workload with as many as it asks for.</summary>
    public bool PodsReady { get; init; } = true;

    /// <summary>No container that waits to be started again.</summary>
    public bool NoCrashLoop { get; init; } = true;

    /// <summary>Where else than in the application's own namespace pods are looked at.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>What must stand in objects.</summary>
    public IReadOnlyList<ObjectAssertion> Assertions { get; init; } = [];

    /// <summary>How long all of it must hold in a row.</summary>
    public double HeldForSeconds { get; init; } = 30;

    /// <summary>How long the remedy may take until all of it holds.</summary>
    public double WithinSeconds { get; init; } = 240;

    /// <summary>Whether nothing may be written: the scenario is a control.</summary>
    public bool Untouched { get; init; }
}

/// <summary>How well services answer: the share of requests that fail, and the time that 95 in 100 answers do not exceed.</summary>
public sealed record ServiceObjective
{
    public double ErrorRatioBelow { get; init; } = 0.05;

    public double P95BelowMs { get; init; } = 2000;

    /// <summary>Messages that wait for a service which takes its work from a queue.</summary>
    public double LagBelow { get; init; } = 500;

    /// <summary>Which services; those of the whole application when empty.</summary>
    public IReadOnlyList<string> Of { get; init; } = [];
}

/// <summary>What one field of an object must be: equal to a value, different from one, absent or present. Without any of these the object itself must be there.</summary>
public sealed record ObjectAssertion
{
    public required ScenarioTarget On { get; init; }

    /// <summary>A JSON pointer; empty for the object itself.</summary>
    public string Path { get; init; } = "";

    [JsonPropertyName("equals")]
    public JsonNode? Expected { get; init; }

    [JsonPropertyName("notEquals")]
    public JsonNode? Unwanted { get; init; }

    public bool Absent { get; init; }

    public bool Present { get; init; }
}
