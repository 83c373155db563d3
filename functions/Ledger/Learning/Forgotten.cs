using System.Text.Json.Serialization;

namespace Autocura.Ledger.Learning;

/// <summary>What was forgotten, where, and for whom.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Remedies">Each as cause.action.class.</param>
/// <param name="By">Who asked for it, in their own words.</param>
public sealed record Forgotten(string Cluster, IReadOnlyList<string> Remedies, string By)
{
    /// <summary>The Event that says so, or why there is none; empty when there was nothing to forget.</summary>
    public string Event { get; init; } = "";

    /// <summary>Why nothing could be forgotten; empty when it could.</summary>
    [JsonIgnore]
    public string Problem { get; init; } = "";

    /// <summary>True when asking again may succeed.</summary>
    [JsonIgnore]
    public bool MayComeRight { get; init; }
}
