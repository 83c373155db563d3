namespace Autocura.Embedded.Cluster.Applications.Effects;

/// <summary>What a wrong setting or a flag does: when all conditions hold for a pod, this happens to it, to what it calls, or to what users ask for.</summary>
internal sealed record Effect
{
    /// <summary>One line for people.</summary>
    public required string Description { get; init; }

    public required EffectTarget On { get; init; }

    /// <summary>All must hold.</summary>
    public required IReadOnlyList<EffectCondition> When { get; init; }

    public required Consequence Do { get; init; }

    /// <summary>A flag by whose number the amounts of the consequence are multiplied.</summary>
    public string? TimesFlag { get; init; }

    public double Times(FlagBoard flags) => TimesFlag is { } flag ? flags.Number(flag) : 1;
}

/// <summary>What an effect is on: a service; the calls of one service to another; the users.</summary>
internal sealed record EffectTarget
{
    public string? Service { get; init; }

    /// <summary>With a caller, only its calls to the service are concerned.</summary>
    public string? Caller { get; init; }

    /// <summary>What the users do.</summary>
    public bool Users { get; init; }

    /// <summary>One container of the pods, an init container too; the first one when not given.</summary>
    public string? Container { get; init; }
}
