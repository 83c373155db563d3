using Autocura.Embedded.Cluster.Applications.Conditions;

namespace Autocura.Embedded.Cluster.Applications.Following;

/// <summary>One of the ways that requests of a caller take: this share of them, to this container, under these conditions; or nowhere, and why.</summary>
internal sealed record Route(double Weight, Instance? To, Broken Broken, HopConditions Conditions)
{
    /// <summary>What is said of it in the caller's log: the address, as the caller knows it.</summary>
    public string? Address { get; init; }

    /// <summary>By what the time of an answer is multiplied on this way.</summary>
    public double LatencyFactor { get; init; } = 1;

    /// <summary>Lines of log in the caller's own words, in place of the usual ones.</summary>
    public IReadOnlyList<ImageLogLine> Log { get; init; } = [];
}

/// <summary>All calls of one service (or of the users) to another, with the ways they take as long as the cluster stays as it is.</summary>
internal sealed record Edge(string Caller, ApplicationService Callee, IReadOnlyList<Route> Routes)
{
    /// <summary>Calls for each request of the caller.</summary>
    public required double Share { get; init; }

    public required double TimeoutMs { get; init; }

    /// <summary>Whether a failure of it makes the caller's answer fail.</summary>
    public bool Needed { get; init; }

    /// <summary>Whether the caller waits for it.</summary>
    public bool Awaited { get; init; }

    /// <summary>Whether these are messages which the callee takes from a queue.</summary>
    public bool IsDelivery { get; init; }

    /// <summary>The workload of the caller, for a mesh's labels; null when the users are outside.</summary>
    public string? CallerWorkload { get; init; }
}

/// <summary>An application in the cluster between two changes of it: containers that run, ways that calls take.</summary>
internal sealed record Survey(Application Application, IReadOnlyList<Instance> Instances, IReadOnlyList<Edge> Edges)
{
    /// <summary>What users ask for, as a multiple of the usual; nothing when those who make the requests are not there.</summary>
    public required double UsersFactor { get; init; }
}
