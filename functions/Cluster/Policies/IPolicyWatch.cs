using System.Text.Json.Nodes;
using Autocura.Incidents;
using Autocura.Signals;

namespace Autocura.Cluster.Policies;

/// <summary>Watches what policies of one kind are about, all of them at one look.</summary>
public interface IPolicyWatch
{
    /// <exception cref="ClusterException">The policies cannot be read: the next look is at hand.</exception>
    Task<PolicyLook> LookAsync(PolicyRound round, CancellationToken cancellationToken);
}

/// <summary>One look at the policies of a cluster.</summary>
/// <param name="Cluster">Where.</param>
/// <param name="Now">When (UTC).</param>
/// <param name="Standing">What held at the look before, of every kind of policy.</param>
public sealed record PolicyRound(ICluster Cluster, DateTimeOffset Now, IReadOnlyList<StandingCondition> Standing);

/// <summary>What one look saw.</summary>
public sealed record PolicyLook
{
    public static readonly PolicyLook Empty = new();

    /// <summary>What calls for an incident.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What could not be seen at all; at most 12.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];

    /// <summary>Whether this look would have found the condition if it still held.</summary>
    public Func<StandingCondition, bool> WouldSee { get; init; } = _ => false;

    /// <summary>What to write into the policies.</summary>
    public IReadOnlyList<PolicyStatus> Statuses { get; init; } = [];

    /// <summary>Questions asked of metrics source and API server.</summary>
    public int Questions { get; init; }

    /// <summary>Policies looked at.</summary>
    public int Policies { get; init; }
}

/// <summary>The status that a policy is to have.</summary>
/// <param name="Target">The policy.</param>
/// <param name="Before">The policy as it was read; its version is the precondition of the write.</param>
/// <param name="Fields">The fields of the status that this look knows; the others stay as they are.</param>
/// <param name="IsNews">Whether a state has changed. Mere numbers are written less often.</param>
public sealed record PolicyStatus(ObjectRef Target, JsonObject Before, JsonObject Fields, bool IsNews);
