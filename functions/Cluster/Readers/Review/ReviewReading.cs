using Autocura.Guardrails.Facts;
using Autocura.Incidents;

namespace Autocura.Cluster.Readers.Review;

/// <summary>
/// Reads the parts of one review, side by side and within its time: what is refused, late or not answered is a fact that was not read, with the reason, and never
/// an empty one.
/// </summary>
internal sealed class ReviewReading(ICluster cluster, WorkloadRef workload, ReadingTime limit)
{
    private const int LongestReason = 200;

    /// <summary>Parts that need the same object share one read, and see the same state.</summary>
    public ICluster Cluster { get; } = new SharedReads(cluster);

    public WorkloadRef Workload => workload;

    public CancellationToken Token => limit.Token;

    public Task<Fact<T>> PartAsync<T>(Func<Task<T>> read)
        where T : class => PartAsync(read, limit);

    /// <summary>Reads one part.</summary>
    public static async Task<Fact<T>> PartAsync<T>(Func<Task<T>> read, ReadingTime limit)
        where T : class
    {
        try
        {
            return Fact<T>.Of(await read());
        }
        catch (ClusterException refused)
        {
            return Fact<T>.Unread(LogRedactor.Redact($"{refused.Reason}: {refused.Message}").Clip(LongestReason), mayComeRight: refused.IsTransient);
        }
        catch (OperationCanceledException) when (limit.IsOver)
        {
            return Fact<T>.Unread($"it was not read within {ReadingTime.Budget.TotalSeconds:0} s", mayComeRight: true);
        }
    }
}
