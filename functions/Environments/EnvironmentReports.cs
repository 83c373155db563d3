using Autocura.Incidents;
using Autocura.Planning;

namespace Autocura.Environments;

/// <summary>What an environment begins with: what its object asks for, or why that cannot be done.</summary>
public sealed record EnvironmentOpening
{
    /// <summary>Null when it is refused, deleted or gone.</summary>
    public EnvironmentSpec? Spec { get; init; }

    public string Refused { get; init; } = "";

    /// <summary>The object is being deleted, or is not there any more.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>Decisions that stand on the object already: they were about something else.</summary>
    public EnvironmentNews? Standing { get; init; }

    public TimeSpan MeasureEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the change takes before its effect can be judged.</summary>
    public TimeSpan Settle { get; init; }

    /// <summary>How the kill switch and locks are asked while the change is applied.</summary>
    public ReviewSettings Review { get; init; } = new();
}

/// <summary>What to copy, for whom.</summary>
public sealed record CopyOrder(EnvironmentOrder Order, EnvironmentSpec Spec);

/// <summary>A step to work out on the source, and to make the copy like the source would be. The key names it, as in every step.</summary>
public sealed record ChangeOrder(CopyOrder Copy, PlanStep Step, string Key);

/// <summary>What was copied, or why not. A refusal may come after something was made: what was made is taken down as ever.</summary>
public sealed record CopyReport
{
    public string Refused { get; init; } = "";

    /// <summary>What was made, each as "Kind namespace/name".</summary>
    public IReadOnlyList<string> Made { get; init; } = [];

    /// <summary>What is different from the source, beside what was asked for.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>What to measure in the copy.</summary>
public sealed record EnvironmentMeasure(EnvironmentOrder Order, EnvironmentSpec Spec);

/// <summary>What to take down. The target is empty when it is not known: then the copy is found by its label.</summary>
public sealed record TearDownOrder(EnvironmentOrder Order, string Target);

/// <summary>What one look at what is to be removed came to.</summary>
public sealed record TearDownReport
{
    public int Removed { get; init; }

    /// <summary>What is not there any more, or on its way out, is not listed; the rest is, each with why.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];

    /// <summary>Objects that are still on their way out.</summary>
    public IReadOnlyList<string> Going { get; init; } = [];
}
