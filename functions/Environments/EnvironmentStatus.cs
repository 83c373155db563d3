using Autocura.Verification;

namespace Autocura.Environments;

/// <summary>How far a parallel environment is: what its instance shows and its object's status says.</summary>
public sealed record EnvironmentStatus
{
    public EnvironmentPhase Phase { get; init; }

    public string Target { get; init; } = "";

    public AssessmentKind? Verdict { get; init; }

    public string Reason { get; init; } = "";

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public IReadOnlyList<EnvironmentCondition> Conditions { get; init; } = [];

    /// <summary>What was made, each as "Kind namespace/name".</summary>
    public IReadOnlyList<string> Objects { get; init; } = [];

    /// <summary>What could not be removed, and why.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];

    public IReadOnlyList<string> Measurements { get; init; } = [];

    /// <summary>Who allowed the promotion; empty while nobody did.</summary>
    public string Approval { get; init; } = "";

    /// <summary>The incidents by which it is promoted.</summary>
    public IReadOnlyList<string> Incidents { get; init; } = [];

    /// <summary>Why the object does not say all of this; empty when it does.</summary>
    public string Unwritten { get; init; } = "";

    /// <summary>What the instance has been told: whoever tells it looks here first.</summary>
    public EnvironmentNews? Heard { get; init; }
}

/// <summary>One condition in the Kubernetes convention.</summary>
/// <param name="Type">Ready, Copied, Verified or Promoted.</param>
/// <param name="Is">Null is Unknown.</param>
/// <param name="Reason">One CamelCase word that programs can compare.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="Since">When <paramref name="Is"/> last changed.</param>
public sealed record EnvironmentCondition(string Type, bool? Is, string Reason, string Message, DateTimeOffset Since);

/// <summary>What people have done to the object of a running environment. Words are as they were written there; empty when there are none.</summary>
public sealed record EnvironmentNews(long Generation, bool IsDeleted, string Approve, string Reject);

/// <summary>A status to write down.</summary>
public sealed record EnvironmentRecord(EnvironmentOrder Order, EnvironmentStatus Status, DateTimeOffset At);
