using System.Text.Json.Serialization;

namespace Autocura.Policies.Healing;

/// <summary>One rung of the ladder.</summary>
public sealed record HealingAction
{
    public HealingActionType Type { get; init; }

    public ScaleSpec? Scale { get; init; }

    public RestartSpec? Restart { get; init; }

    public ReconfigureSpec? Reconfigure { get; init; }

    public CommandSpec? Custom { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<HealingActionType>))]
public enum HealingActionType
{
    Scale,
    Restart,
    Reconfigure,
    Custom,
}

public sealed record ScaleSpec
{
    /// <summary>Exactly so many; null: as many as the load needs, within the bounds.</summary>
    public int? Replicas { get; init; }

    public int? MinReplicas { get; init; }

    public int? MaxReplicas { get; init; }
}

public sealed record RestartSpec
{
    public int? GracePeriodSeconds { get; init; }
}

public sealed record ReconfigureSpec
{
    public string ConfigMap { get; init; } = "";

    public string Key { get; init; } = "";

    public string Value { get; init; } = "";
}

public sealed record CommandSpec
{
    public string Command { get; init; } = "";

    public IReadOnlyList<string> Args { get; init; } = [];
}
