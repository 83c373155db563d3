namespace Autocura.Embedded.Cluster.Applications;

/// <summary>How an application fares at this moment, as the model knows it and no measurement has to be waited for.</summary>
internal sealed record TrafficView(string Application, IReadOnlyList<ServiceReading> Services, IReadOnlyList<EdgeReading> Edges)
{
    /// <summary>The caller of what users ask for: a workload where they are simulated by one, <see cref="EdgeReading.Users"/> where they are outside of the cluster.</summary>
    public string Users { get; init; } = EdgeReading.Users;

    /// <summary>What users ask for.</summary>
    public IEnumerable<EdgeReading> OfUsers => Edges.Where(edge => edge.Caller == Users);

    public ServiceReading Service(string name) => Services.First(service => service.Name == name);

    public EdgeReading Edge(string caller, string service) => Edges.First(edge => edge.Caller == caller && edge.Service == service);
}

/// <summary>One service: requests a second sent to it, the share of them that fails, the times of an answer.</summary>
internal sealed record ServiceReading(string Name, double RequestsPerSecond, double ErrorRatio, double P50Ms, double P95Ms)
{
    /// <summary>How full its fullest pod is; 1 and above: over.</summary>
    public double Saturation { get; init; }

    /// <summary>Messages that wait for it.</summary>
    public double Lag { get; init; }
}

/// <summary>The requests of one service (or of the users) to another; why most of those that fail do so, null when none does.</summary>
internal sealed record EdgeReading(string Caller, string Service, double RequestsPerSecond, double ErrorRatio)
{
    /// <summary>The caller of what users ask for when they are outside of the cluster.</summary>
    public const string Users = "users";

    public double P50Ms { get; init; }

    public double P95Ms { get; init; }

    public string? Reason { get; init; }
}
