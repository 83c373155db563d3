using Autocura.Diagnosis.Rules.Configuration;

namespace Autocura.Diagnosis.Rules.Releases;

/// <summary>
/// A command that runs, and is another program than before: the container starts, then does not do what its Services and probes expect.
/// </summary>
internal sealed class WrongBinaryRule : IDiagnosisRule
{
    public string Cause => Diagnosis.Cause.WrongBinary;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        if (evidence.Changed(ReleaseChange.Command, "command") is not { } change)
        {
            return [];
        }

        var crashing = evidence.Crashing();
        var started = crashing.Count == 0 || crashing.Any(container => container.LastExitCode is not (126 or 127 or 128) && container.LastEnd is not "StartError");
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = evidence.Workload.Target(),
                Headline = $"{evidence.Workload.Name} runs another program than before ({change}).",
                Clues =
                [
                    new Clue($"changed: {change}", Likelihood.Strong) { SeenOn = evidence.Workload.Target(), Field = "command" },
                    started
                        ? new Clue("the program starts, so it exists in the image", Likelihood.Slight)
                        : new Clue("the program cannot be started at all", -Likelihood.Strong),
                    .. IsSameProgram(change) ? [new Clue("the program is the same: only its arguments changed", -Likelihood.Strong)] : Array.Empty<Clue>(),
                    .. CredentialsRule.AsksFor(change) ? [new Clue("it asks for credentials now: that is what its callers meet", -Likelihood.Strong)] : Array.Empty<Clue>(),
                    .. crashing.Count > 0 ? [evidence.CrashClue(crashing, Likelihood.Slight)] : evidence.TrafficClues(),
                    evidence.TemplateTimingClue(),
                ],
                Remedies = [.. evidence.WaysOut()],
            },
        ];
    }

    // "command of app: serve -> serve --quiet": the first word on both sides.
    private static bool IsSameProgram(string change)
    {
        var sides = change[(change.IndexOf(": ", StringComparison.Ordinal) + 1)..].Split(" -> ");
        return sides is [var before, var after] && Program(before) == Program(after);
    }

    private static string Program(string command) => command.Split([' ', '[', ']', '"', ','], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
}
