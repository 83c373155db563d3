using Autocura.Incidents;

namespace Autocura.Diagnosis.Rules.Placement;

/// <summary>
/// A claim that stays pending beside a volume made for it: the volume still remembers a claim that was deleted (phase Released), and the cluster never binds it anew
/// by itself, as what is on it may matter.
/// </summary>
internal sealed class VolumeReleasedRule : IDiagnosisRule
{
    public string Cause => Diagnosis.Cause.VolumeReleased;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var pending = (evidence.Surroundings?.Claims ?? []).FirstOrDefault(claim => claim is { Exists: true, Phase: "Pending", ReleasedVolumes.Count: > 0 });
        if (pending is null)
        {
            return [];
        }

        var volume = new ObjectRef("v1", "PersistentVolume", "", pending.ReleasedVolumes[0]) { Cluster = evidence.Workload.Cluster };
        var waiting = evidence.PendingPods();
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = volume,
                Headline = $"Claim {pending.Name} of {evidence.Workload.Name} waits, as volume {volume.Name} still belongs to a claim that is gone.",
                Clues =
                [
                    new Clue($"claim {pending.Name} is pending{(pending.Why.Length > 0 ? $": {pending.Why}" : "")}", Likelihood.Strong),
                    new Clue($"volume {volume.Name} is Released and would fit", Likelihood.Strong) { SeenOn = volume, Field = "status.phase" },
                    .. waiting.Count > 0 ? [evidence.PendingClue(waiting, Likelihood.Substantial)]
                        : evidence.PodsAreWell() ? [new Clue("every pod is ready without it", -Likelihood.Decisive)] : Array.Empty<Clue>(),
                ],
                Remedies = [new Remedy(ActionNames.ReleaseVolume, volume, new Dictionary<string, string>(), $"what is on {volume.Name} is kept, and {pending.Name} can have it") { Chance = CureChance.Fair }],
                WouldChange = ["whether what is on the volume may be given to the new claim"],
            },
        ];
    }
}
