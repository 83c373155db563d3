namespace Autocura.Embedded.Cluster.Applications.Conditions;

/// <summary>What happens to requests on one hop, whatever the two pods do themselves. Shares are of the requests, 0 to 1.</summary>
internal sealed record HopConditions
{
    /// <summary>Nothing stands between the two.</summary>
    public static HopConditions Clear { get; } = new();

    /// <summary>Share refused at once: a connection refused, a policy's 403.</summary>
    public double Refused { get; init; }

    /// <summary>Share that is never answered: dropped packets. The caller waits for its timeout.</summary>
    public double Lost { get; init; }

    /// <summary>Share answered with an error in place of the callee's answer.</summary>
    public double Failed { get; init; }

    /// <summary>Milliseconds added to every answer.</summary>
    public double DelayMs { get; init; }

    /// <summary>Whether a mesh sees the request, and so counts it.</summary>
    public bool Observed { get; init; } = true;

    /// <summary>Both one after the other.</summary>
    public HopConditions And(HopConditions next) => new()
    {
        Refused = Either(Refused, next.Refused),
        Lost = Either(Lost, next.Lost),
        Failed = Either(Failed, next.Failed),
        DelayMs = DelayMs + next.DelayMs,
        Observed = Observed && next.Observed,
    };

    private static double Either(double one, double other) => 1 - ((1 - one) * (1 - other));
}
