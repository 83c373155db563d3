using System.Collections.Concurrent;
using Autocura.Diagnosis;

namespace Autocura.Cluster.Readers;

/// <summary>
/// Reads parts of the evidence so that one which is refused, or does not come in time, leaves a gap with its reason and not a failure of the whole. Only silence
/// of the API server fails the whole: then nothing can be read, and the orchestration tries again later. A reading that is only worth something
/// as a whole fails with the first part that does.
/// </summary>
internal sealed class PartialReading(ReadingTime? time = null, bool isWhole = false)
{
    private const int LongestReason = 200;

    private readonly ConcurrentQueue<string> gaps = new();

    /// <summary>In a fixed order, whatever order the answers came in.</summary>
    public IReadOnlyList<string> Gaps => [.. gaps.Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Notes that a part was read only in part, and how.</summary>
    public void Cut(string part, string how) => gaps.Enqueue(EvidencePart.Gap(part, how));

    public async Task<T> ReadAsync<T>(string part, T otherwise, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (ClusterException exception) when (exception.Status is not null && !isWhole)
        {
            gaps.Enqueue(EvidencePart.Gap(part, LogRedactor.Redact($"{exception.Reason}: {exception.Message}").Clip(LongestReason)));
            return otherwise;
        }
        catch (OperationCanceledException) when (time is { IsOver: true } && !isWhole)
        {
            gaps.Enqueue(EvidencePart.Gap(part, $"it was not read within {ReadingTime.Budget.TotalSeconds:0} s"));
            return otherwise;
        }
    }
}
