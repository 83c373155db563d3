using Autocura.Diagnosis;

namespace Autocura.Guardrails.Rules;

/// <summary>
/// Changes nothing that was not seen. A workload that is gone or could not be read, pods that could not be read, or a namespace whose opt-outs are unknown
/// deny every plan; other gaps deny only what depends on them.
/// </summary>
internal sealed class MissingEvidenceRule : IGuardrail
{
    private static readonly string[] Needed = [EvidencePart.Workload, EvidencePart.Namespace, EvidencePart.Pods];

    private static readonly Dictionary<string, string> NeededBy = new()
    {
        [ActionNames.ScaleWorkload] = EvidencePart.Autoscaler,
        [ActionNames.RollBackRelease] = EvidencePart.Releases,
        [ActionNames.RepairService] = EvidencePart.Services,
        [ActionNames.RestoreKnownGood] = EvidencePart.KnownGood,
        [ActionNames.RemoveObject] = EvidencePart.KnownGood,
        [ActionNames.PauseChaos] = EvidencePart.Experiments,
        [ActionNames.CordonNode] = EvidencePart.Nodes,
        [ActionNames.UncordonNode] = EvidencePart.Nodes,
        [ActionNames.ReleaseVolume] = EvidencePart.Storage,
    };

    public string Name => "MissingEvidence";

    public Verdict Review(PlanUnderReview review)
    {
        var needed = Needed.Concat(review.Plan.Steps.Select(step => NeededBy.GetValueOrDefault(step.Action)).OfType<string>());
        if (needed.FirstOrDefault(review.Evidence.Misses) is { } part)
        {
            var gap = review.Evidence.Gaps.First(gap => gap.StartsWith($"{part}: "));
            return new Verdict(VerdictKind.Denied, Name, $"What the plan rests on could not be read ({gap}).");
        }

        // What is gone can only be made anew.
        return review.Evidence.State is null && review.Plan.Steps.Any(step => step.Action != ActionNames.RestoreKnownGood)
            ? new Verdict(VerdictKind.Denied, Name, $"{review.Evidence.Workload} does not exist.")
            : new Verdict(VerdictKind.Allowed, Name, "What the plan rests on was read.");
    }
}
