namespace Autocura.Embedded.Cluster.Applications.Conditions;

/// <summary>What is done to one container from outside of its image: memory and CPU that it is made to use, answers that it is made to give.</summary>
internal sealed record Strain
{
    public static Strain None { get; } = new();

    /// <summary>Mebibytes on top of what the image needs.</summary>
    public double MemoryMi { get; init; }

    /// <summary>Thousandths of a core on top of what the image uses.</summary>
    public double CpuMillis { get; init; }

    /// <summary>Share of answers that are errors, 0 to 1.</summary>
    public double ErrorRate { get; init; }

    /// <summary>By what the time of an answer is multiplied.</summary>
    public double LatencyFactor { get; init; } = 1;

    /// <summary>Milliseconds added to every answer.</summary>
    public double DelayMs { get; init; }

    /// <summary>Both at once.</summary>
    public Strain And(Strain other) => new()
    {
        MemoryMi = MemoryMi + other.MemoryMi,
        CpuMillis = CpuMillis + other.CpuMillis,
        ErrorRate = 1 - ((1 - ErrorRate) * (1 - other.ErrorRate)),
        LatencyFactor = LatencyFactor * other.LatencyFactor,
        DelayMs = DelayMs + other.DelayMs,
    };
}
