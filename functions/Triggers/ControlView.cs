using Autocura.Dashboard;

namespace Autocura.Triggers;

/// <summary>The answer; clusters home first.</summary>
internal sealed record ControlView
{
    /// <summary>Now, as this system's clock has it: ages are counted from it.</summary>
    public required DateTimeOffset At { get; init; }

    public required string Mode { get; init; }

    public required int RefreshSeconds { get; init; }

    public required int BudgetWindowSeconds { get; init; }

    /// <summary>What is wrong with the settings that were written.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    public required IReadOnlyList<ClusterControl> Clusters { get; init; }
}
