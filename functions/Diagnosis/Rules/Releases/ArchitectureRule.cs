namespace Autocura.Diagnosis.Rules.Releases;

/// <summary>An image that was built for other processors than those of the node: the kernel refuses to run it (ENOEXEC), at once and always.</summary>
internal sealed class ArchitectureRule : IDiagnosisRule
{
    private static readonly string[] Words = ["exec format error", "cannot execute binary file", "no matching manifest for linux/", "does not match the specified platform"];

    public string Cause => Diagnosis.Cause.WrongArchitecture;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        if (evidence.FirstInLogs(Words) is not { } word)
        {
            return [];
        }

        var crashing = evidence.Crashing();
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = evidence.Workload.Target(),
                Headline = $"The image of {evidence.Workload.Name} is built for other processors than its nodes have.",
                Clues =
                [
                    new Clue($"the container says \"{word}\"", Likelihood.Decisive) { Field = "log" },
                    .. crashing.Count > 0 ? [evidence.CrashClue(crashing, Likelihood.Substantial)] : Array.Empty<Clue>(),
                    .. evidence.ChangedClue(ReleaseChange.Image, "image", Likelihood.Substantial),
                    .. evidence.OnlyNewReleaseClues(),
                    evidence.TemplateTimingClue(),
                ],
                Remedies = [.. evidence.WaysOut()],
                WouldChange = ["a node with the architecture of the image: then its node selector is at fault"],
            },
        ];
    }
}
