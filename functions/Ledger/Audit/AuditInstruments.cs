using System.Diagnostics.Metrics;
using Autocura.Telemetry;

namespace Autocura.Ledger.Audit;

/// <summary>Counts what could not be recorded of what people have changed.</summary>
public sealed class AuditInstruments : OwnMeter
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Autocura.Audit";

    private readonly Counter<long> failures;

    public AuditInstruments() : base(Name)
    {
        failures = Meter.CreateCounter<long>("autocura.audit_failures", description: "Records of what people have changed that could not be written, by what they were to tell.");
        // Each has a sample from the start: what appears with its first failure has not increased, and no alert rule would see it.
        foreach (var stage in new[] { AuditStage.Asked, AuditStage.Answered }) failures.Add(0, Tag(stage));
    }

    /// <param name="stage">One of <see cref="AuditStage"/>: without the first nothing was done, without the second nobody can read what came of it.</param>
    public void Failed(string stage) => failures.Add(1, Tag(stage));

    private static KeyValuePair<string, object?> Tag(string stage) => new("stage", stage);
}
