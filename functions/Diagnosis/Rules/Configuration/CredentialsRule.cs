using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis.Rules.Configuration;

/// <summary>Somebody is refused for who it says it is: a password, a token or a user that the other side does not know.</summary>
internal sealed class CredentialsRule : IDiagnosisRule
{
    private static readonly string[] Words =
    [
        "noauth authentication required", "wrongpass", "password authentication failed", "authentication failed", "access denied for user", "authentication credentials invalid", "authentication required",
        "invalid credentials", "login failed", "not authorized on", "unauthorized: ", "invalid username or password", "sasl authentication", "28p01", "auth failed",
    ];

    private static readonly string[] AsksForCredentials = ["requirepass", "--auth", "password", "credentials", "sasl"];

    public string Cause => Diagnosis.Cause.WrongCredentials;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var word = evidence.FirstInLogs(Words);
        var demands = Demands(evidence);
        if (word is null && (demands is null || !(evidence.HasTrafficTrouble() || IsUnmeasured(evidence) || evidence.Neighbours.Any(one => one.FailedCalls >= Symptoms.PlainlyFailing))))
        {
            return [];
        }

        var secret = evidence.ChangedObjects().FirstOrDefault(change => change is { Target.Kind: "Secret", Kind: not ChangeKind.Created, Relation: ObjectRelation.Configuration or ObjectRelation.Dependency });
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = demands is not null || secret is null ? evidence.Workload.Target() : secret.Target,
                Headline = demands is not null
                    ? $"{evidence.Workload.Name} asks its callers for credentials since {demands}."
                    : $"{evidence.Workload.Name} is refused: \"{word}\".",
                Clues =
                [
                    .. word is not null ? [new Clue($"its log says \"{word}\"", Likelihood.Strong) { Field = "log" }] : Array.Empty<Clue>(),
                    .. demands is not null ? [new Clue($"changed: {demands}", Likelihood.Strong), evidence.TemplateTimingClue()] : Array.Empty<Clue>(),
                    .. secret?.Clues(evidence) ?? [],
                    .. evidence.TrafficClues(),
                ],
                Remedies = [.. demands is not null ? evidence.WaysOut() : [], .. secret?.Remedies() ?? []],
                WouldChange = ["what the Secret holds: it is never read here"],
            },
        ];
    }

    /// <summary>True when a change makes a program ask for credentials: its words say so.</summary>
    internal static bool AsksFor(string change) => AsksForCredentials.Any(word => change.Contains(word, StringComparison.OrdinalIgnoreCase));

    // Nobody can tell whether its callers fail.
    private static bool IsUnmeasured(Evidence evidence) => evidence is { RequestRate: null, Measurements: null };

    // A release that makes the workload itself ask for a password: its command or variables say so.
    private static string? Demands(Evidence evidence)
    {
        var changes = (evidence.ReleasedBeforeOnset() ? evidence.Current()!.Changes : []).Concat(evidence.OwnChange()?.Fields.Select(Changes.InWords) ?? []);
        return changes.FirstOrDefault(change => change.StartsWith(ReleaseChange.Command, StringComparison.Ordinal) && AsksFor(change))
            ?? (evidence.OwnChange()?.Fields.FirstOrDefault(field => (field.Path.Contains("args", StringComparison.Ordinal) || field.Path.Contains("command", StringComparison.Ordinal))
                && AsksFor(field.After ?? ""))?.InWords());
    }
}
