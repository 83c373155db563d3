using Autocura.Embedded.Cluster.Applications.Effects;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>One application as data: who uses it, which services it is made of, who calls whom, and what its settings and flags do.</summary>
internal sealed record Application
{
    public required string Name { get; init; }

    /// <summary>One line for people.</summary>
    public required string Title { get; init; }

    public required string Namespace { get; init; }

    public required Users Users { get; init; }

    /// <summary>The services; <see cref="ApplicationCatalog"/> puts each before those it calls.</summary>
    public required IReadOnlyList<ApplicationService> Services { get; init; }

    /// <summary>The image which the release before the present one had, by Deployment. Those get a revision to go back to.</summary>
    public IReadOnlyDictionary<string, string> Previous { get; init; } = new Dictionary<string, string>();

    public FlagSource? Flags { get; init; }

    public IReadOnlyList<Effect> Effects { get; init; } = [];

    public ApplicationService Find(string service) => Services.First(known => known.Name == service);
}

/// <summary>One service: the workload behind it and what one request to it makes it call. Without a port it is called by nobody: it takes its work from a queue.</summary>
internal sealed record ApplicationService
{
    private readonly string? workload;

    public required string Name { get; init; }

    /// <summary>The Deployment or StatefulSet behind it; named as the service, when not given.</summary>
    public string Workload { get => workload ?? Name; init => workload = value; }

    /// <summary>Further workloads behind the same Service: other versions of it.</summary>
    public IReadOnlyList<string> OtherWorkloads { get; init; } = [];

    /// <summary>The port of its Service.</summary>
    public int? Port { get; init; }

    public IReadOnlyList<ApplicationCall> Calls { get; init; } = [];

    /// <summary>The queue that it takes its work from.</summary>
    public Consumption? Consumes { get; init; }

    /// <summary>Whether the pods of a workload are pods of this service.</summary>
    public bool RunsIn(string workload) => workload == Workload || OtherWorkloads.Contains(workload);
}

/// <summary>A call to another service.</summary>
internal sealed record ApplicationCall
{
    public required string Service { get; init; }

    /// <summary>Calls for each request.</summary>
    public double Share { get; init; } = 1;

    /// <summary>When it fails, the answer is poorer and still an answer.</summary>
    public bool Optional { get; init; }

    /// <summary>The caller does not wait for the answer.</summary>
    public bool Asynchronous { get; init; }

    /// <summary>The variable of the caller's environment that holds the address; without one the caller knows the service by its name and port.</summary>
    public string? Address { get; init; }

    /// <summary>How long the caller waits.</summary>
    public double TimeoutMs { get; init; } = 10_000;
}

/// <summary>How a service takes work from a queue: each message that was put there is delivered to each group once.</summary>
internal sealed record Consumption
{
    /// <summary>The service that is the queue.</summary>
    public required string Queue { get; init; }

    public required string Group { get; init; }

    public required string Topic { get; init; }

    public string? Address { get; init; }

    public double TimeoutMs { get; init; } = 10_000;
}

/// <summary>The people, or the generator of load, that make requests.</summary>
internal sealed record Users
{
    /// <summary>The service they call.</summary>
    public required string Service { get; init; }

    /// <summary>Requests a second at the mean of the day.</summary>
    public required double RequestsPerSecond { get; init; }

    /// <summary>The share by which the load may differ from the mean by chance.</summary>
    public double Variation { get; init; } = 0.1;

    /// <summary>How long after the namespace was created they come.</summary>
    public double OpensAfterSeconds { get; init; } = 6;

    /// <summary>The workload whose ready pods make the requests; without one they come from outside of the cluster, always.</summary>
    public string? Workload { get; init; }

    /// <summary>The variable of that workload's environment which holds the address.</summary>
    public string? Address { get; init; }

    public double TimeoutMs { get; init; } = 30_000;

    /// <summary>Every pod of the cluster whose process asks the API server is one of them.</summary>
    public bool AsksApiServer { get; init; }

    public Season Season { get; init; } = new();
}

/// <summary>How load swings: by the hour of the day (UTC), as a share of the mean, and on Saturdays and Sundays.</summary>
internal sealed record Season
{
    public double Daily { get; init; }

    public double PeakHour { get; init; } = 14;

    /// <summary>Load of a day at the weekend as a multiple of that of a working day.</summary>
    public double Weekend { get; init; } = 1;
}

/// <summary>Where flags come from: a ConfigMap in flagd's format, which the flag service reads when it starts.</summary>
internal sealed record FlagSource
{
    /// <summary>The workload that serves flags. Without a ready pod every flag is off.</summary>
    public required string Workload { get; init; }

    public required string ConfigMap { get; init; }

    public required string Key { get; init; }
}
