using Autocura.Diagnosis;
using Autocura.Incidents;

namespace Autocura.Support.Yardstick;

/// <summary>What a hypothesis says, in what is scored: the cause, the object at fault ("Deployment shop/cart") and how probable it is.</summary>
internal sealed record Answer(string Cause, string Object, double Probability)
{
    /// <summary>The workload itself is meant where a hypothesis names no other object; where nothing is wrong, none.</summary>
    public static Answer Of(Hypothesis hypothesis, WorkloadRef workload) => new(
        hypothesis.Cause,
        hypothesis.Cause is Autocura.Diagnosis.Cause.NothingWrong or Autocura.Diagnosis.Cause.Unknown ? "" : hypothesis.Culprit?.ToString() ?? workload.ToString(),
        hypothesis.Probability);

    /// <inheritdoc />
    public override string ToString() => $"{Cause} {Object} {Probability:0.000}".Replace("  ", " ", StringComparison.Ordinal);
}
