using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Incidents;

namespace Autocura.Cluster.Policies;

/// <summary>
/// Writes the status of policies with few requests: what is news at once, mere numbers once a minute at most, and those of the ones longest waiting first. A policy that
/// somebody changed meanwhile is left to the next look, and so is one that is gone.
/// </summary>
internal sealed class PolicyStatusWriter(ICluster cluster)
{
    /// <summary>Numbers written in one look.</summary>
    public const int MostRefreshed = 50;

    /// <summary>News written in one look: in a storm the others are told at the next.</summary>
    public const int MostNews = 200;

    private const int AtOnce = 4;
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromMinutes(1);

    /// <summary>Why some could not be written, a line each for at most three.</summary>
    public async Task<IReadOnlyList<string>> WriteAsync(IReadOnlyList<PolicyStatus> statuses, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = statuses.Where(status => status.IsNews).Take(MostNews)
            .Concat(statuses.Where(status => !status.IsNews && now - Written(status) >= RefreshEvery).OrderBy(Written).Take(MostRefreshed))
            .ToList();
        var refused = new List<string>();
        foreach (var some in due.Chunk(AtOnce))
        {
            refused.AddRange((await Task.WhenAll(some.Select(status => TryWriteAsync(status, cancellationToken)))).OfType<string>());
        }

        return [.. refused.Take(3)];
    }

    private static DateTimeOffset Written(PolicyStatus status) => status.Before.Time("status", "lastEvaluation") ?? DateTimeOffset.MinValue;

    private async Task<string?> TryWriteAsync(PolicyStatus status, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = status.Before.Text("metadata", "resourceVersion") },
            ["status"] = status.Fields.DeepClone(),
        };
        try
        {
            await cluster.PatchAsync(status.Target, new ObjectPatch(PatchKind.Merge, body, Subresource: "status"), cancellationToken);
            return null;
        }
        catch (ClusterException refused)
        {
            return refused.IsConflict || refused.IsNotFound ? null : $"The status of {status.Target} could not be written: {refused.Message}";
        }
    }
}
