namespace Autocura.Diagnosis.Rules.Releases;

/// <summary>
/// An image that cannot be pulled. The kubelet names the fault itself; what is open is whether the image is wrong, which going back cures, or the
/// registry cannot be reached, which it does not.
/// </summary>
internal sealed class ImagePullRule : IDiagnosisRule
{
    private static readonly string[] PullReasons = ["ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError"];

    private static readonly string[] WordsOfAMissingImage = ["not found", "manifest unknown", "does not exist", "invalid reference format", "no match for platform"];

    private static readonly string[] WordsOfASickRegistry =
        ["toomanyrequests", "i/o timeout", "connection refused", "tls handshake", "service unavailable", "context deadline exceeded"];

    public string Cause => Diagnosis.Cause.BadImage;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var waiting = evidence.Pods
            .SelectMany(pod => pod.Containers, (pod, container) => (Pod: pod, Container: container))
            .Where(pair => PullReasons.Contains(pair.Container.Waiting))
            .ToList();
        if (waiting.Count == 0)
        {
            return [];
        }

        var names = waiting.Select(pair => pair.Container.Name).ToHashSet();
        var images = (evidence.State?.Containers ?? []).Where(container => names.Contains(container.Name)).Select(container => container.Image).ToHashSet();
        var what = images.Count > 0 ? string.Join(", ", images) : "an image";
        var pods = waiting.Select(pair => pair.Pod.Name).Distinct().Count();
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = evidence.Workload.Target(),
                Headline = $"{what} cannot be pulled: {pods} of {evidence.PodsInAll} pods wait for it.",
                Clues =
                [
                    new Clue($"{pods} of {evidence.PodsInAll} pods wait with {waiting[0].Container.Waiting}", Likelihood.Decisive),
                    .. ImageClues(evidence, names, images),
                    .. MessageClues(waiting.Select(pair => pair.Container.WaitingMessage ?? "")),
                    evidence.TimingClue(),
                ],
                Remedies = [.. evidence.RollBacks(release => release.Containers.Any(container => images.Contains(container.Image))), .. evidence.OwnChange() is { KnownGoodHash.Length: > 0 } change ? [change.Restore()] : Array.Empty<Remedy>()],
            },
        ];
    }

    private static IEnumerable<Clue> ImageClues(Evidence evidence, HashSet<string> names, HashSet<string> images)
    {
        // The same image runs elsewhere: then it exists, and a node, its credentials or the registry are at fault.
        var current = evidence.Current();
        var runs = evidence.Pods.FirstOrDefault(pod => pod.Ready && pod.Release.Length > 0 && pod.Release == current?.Name);
        if (runs is not null && images.Count > 0)
        {
            yield return new Clue($"the same release runs in {runs.Name}, so the image exists", -Likelihood.Decisive);
        }
        else if (current is not null && names.Select(name => current.ChangeOf(ReleaseChange.Image, name)).FirstOrDefault(change => change is not null) is { } change)
        {
            yield return new Clue($"release {current.Revision} changed the {change}", Likelihood.Strong);
        }
    }

    private static IEnumerable<Clue> MessageClues(IEnumerable<string> messages)
    {
        var all = string.Join('\n', messages).ToLowerInvariant();
        if (WordsOfAMissingImage.FirstOrDefault(all.Contains) is { } missing)
        {
            yield return new Clue($"the registry says \"{missing}\"", Likelihood.Substantial);
        }

        if (WordsOfASickRegistry.FirstOrDefault(all.Contains) is { } sick)
        {
            yield return new Clue($"the pull ended in \"{sick}\": the registry itself may be down", -Likelihood.Strong);
        }
    }
}
