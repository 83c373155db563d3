namespace Autocura.Diagnosis.Rules.Placement;

/// <summary>Pods that are on no node, and what the scheduler says: shared by the rules for why a pod finds no place.</summary>
internal static class Pending
{
    /// <summary>Pods that wait for a node, in the evidence's order.</summary>
    public static IReadOnlyList<PodView> PendingPods(this Evidence evidence) => [.. evidence.Pods.Where(pod => pod.Unschedulable is not null)];

    /// <summary>"2 of 3 pods are on no node: 0/3 nodes are available: ...".</summary>
    public static Clue PendingClue(this Evidence evidence, IReadOnlyList<PodView> pending, double weight) =>
        new($"{pending.Count} of {evidence.PodsInAll} pods are on no node: {pending[0].Unschedulable}", weight) { Field = "status.conditions[PodScheduled]", At = pending[0].CreatedAt };

    /// <summary>True when the scheduler's message of any pod contains one of the words.</summary>
    public static bool SchedulerSays(this IReadOnlyList<PodView> pending, params ReadOnlySpan<string> words)
    {
        foreach (var pod in pending)
        {
            foreach (var word in words)
            {
                if (pod.Unschedulable!.Contains(word, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
