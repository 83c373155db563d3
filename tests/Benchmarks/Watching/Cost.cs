namespace Autocura.Benchmarks.Watching;

/// <summary>What a piece of the app's work took, as seen from inside its process.</summary>
internal sealed record Cost
{
    public double Milliseconds { get; init; }

    public double CpuMilliseconds { get; init; }

    public long AllocatedBytes { get; init; }

    /// <summary>How much larger the heap was at its largest than before, garbage included.</summary>
    public long PeakBytes { get; init; }

    /// <summary>What was done, in the work's own words.</summary>
    public string Result { get; init; } = "";

    /// <summary>Of work that was done many times: how long each time took.</summary>
    public IReadOnlyList<double> Each { get; init; } = [];

    /// <summary>Requests that arrived at the server meanwhile.</summary>
    public long Requests { get; init; }

    /// <summary>Bytes that the server sent meanwhile.</summary>
    public long ReceivedBytes { get; init; }
}
