namespace Autocura.Embedded.Cluster;

/// <summary>Which lines of a container's log are wanted.</summary>
public sealed record PodLogQuery(string Namespace, string Pod, string Container)
{
    /// <summary>The log of the instance before the last restart.</summary>
    public bool Previous { get; init; }

    /// <summary>Only this many lines from the end; null for all.</summary>
    public int? TailLines { get; init; }

    /// <summary>Only lines written at or after this moment.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Go on with new lines until the container ends or the caller leaves.</summary>
    public bool Follow { get; init; }
}

/// <summary>One line a container wrote.</summary>
public readonly record struct PodLogLine(DateTimeOffset Time, string Text);

/// <summary>Logs of simulated containers. The API server has checked that pod and container exist.</summary>
public interface IPodLogs
{
    /// <summary>
    /// The lines asked for, oldest first. Null means there is no such log, which the API reports as a refusal: the container
    /// has not started yet, or has no previous instance.
    /// </summary>
    IAsyncEnumerable<PodLogLine>? Read(PodLogQuery query, CancellationToken cancellationToken);
}
