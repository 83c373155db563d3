namespace Autocura.Diagnosis.Rules.Releases;

/// <summary>A command that is not in the image: the runtime cannot start the container at all, or the shell in it ends with 126 or 127.</summary>
internal sealed class BadCommandRule : IDiagnosisRule
{
    private static readonly string[] Words =
        ["executable file not found", "no such file or directory: unknown", "stat ./", "command not found", "exec: \"", "is a directory: unknown", "permission denied: unknown"];

    public string Cause => Diagnosis.Cause.BadCommand;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var crashing = evidence.Crashing();
        var neverRan = crashing.Where(container => container.LastExitCode is 126 or 127 or 128 || container.LastEnd is "StartError" or "ContainerCannotRun").ToList();
        if (neverRan.Count == 0)
        {
            return [];
        }

        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = evidence.Workload.Target(),
                Headline = $"{neverRan[0].Name} of {evidence.Workload.Name} has a command that its image cannot run.",
                Clues =
                [
                    evidence.CrashClue(neverRan, Likelihood.Decisive),
                    .. evidence.LogClue(Words, Likelihood.Substantial),
                    .. evidence.ChangedClue(ReleaseChange.Command, "command", Likelihood.Strong),
                    .. evidence.Changed(ReleaseChange.Image, "image") is not null ? [new Clue("the image is new too: it may lack what the old one had", -Likelihood.Slight)] : Array.Empty<Clue>(),
                    .. evidence.OnlyNewReleaseClues(),
                    evidence.TemplateTimingClue(),
                ],
                Remedies = [.. evidence.WaysOut()],
            },
        ];
    }
}
