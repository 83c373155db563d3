using Autocura.Planning;
using Autocura.Planning.Learning;

namespace Autocura.Guardrails.Facts;

/// <summary>How often a remedy was carried out for a cause on workloads of a class, and how often it helped; old cases count for less.</summary>
public sealed record PastSuccess(int Cases, int Helped)
{
    /// <summary>The share that helped, drawn towards one half while there are few cases (Laplace's rule of succession).</summary>
    public double Share => (Helped + 1.0) / (Cases + 2);

    /// <summary>Why the cases make no sense; empty when they do.</summary>
    public string Unreadable { get; init; } = "";

    public static PastSuccess Of(RemediationPlan plan, TrackRecord record, DateTimeOffset now)
    {
        var key = new RemedyKey(plan.Cause, plan.Remedy.Action, plan.Chance?.Class ?? "");
        var (helped, failed) = record.Remedies.GetValueOrDefault(key)?.WeightsAt(now) ?? (0, 0);
        return new PastSuccess((int)Math.Round(helped + failed), (int)Math.Round(helped)) { Unreadable = record.Unreadable.GetValueOrDefault($"{key}", "") };
    }
}
