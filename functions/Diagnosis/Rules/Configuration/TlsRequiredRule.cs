using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis.Rules.Configuration;

/// <summary>One side asks for TLS that the other does not speak: since a configuration, or a release, turned it on.</summary>
internal sealed class TlsRequiredRule : IDiagnosisRule
{
    private static readonly string[] Words =
    [
        "ssl peer certificate validation failed", "tls handshake", "ssl handshake", "client sent an http request to an https server", "wrong version number", "requires tls", "ssl required", "no ssl certificate provided",
        "certificate signed by unknown authority", "x509: ",
    ];

    private static readonly string[] Switches = ["requiretls", "requiressl", "tls", "ssl"];

    public string Cause => Diagnosis.Cause.TlsRequired;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var word = evidence.FirstInLogs(Words);
        var turned = evidence.ChangedObjects().FirstOrDefault(change => change.Target.Kind is "ConfigMap" && change.Fields.Any(TurnsOnTls));
        var released = evidence.ReleasedBeforeOnset() ? evidence.Current()!.Changes.FirstOrDefault(change => change.StartsWith(ReleaseChange.Command, StringComparison.Ordinal) && Mentions(change)) : null;
        if (turned is null && released is null && word is null)
        {
            return [];
        }

        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = turned?.Target ?? evidence.Workload.Target(),
                Headline = turned is not null ? $"{turned.Target} demands TLS since it was changed." : $"TLS is asked for and not spoken at {evidence.Workload.Name}.",
                Clues =
                [
                    .. word is not null ? [new Clue($"its log says \"{word}\"", Likelihood.Strong) { Field = "log" }] : Array.Empty<Clue>(),
                    .. turned is not null
                        ? [new Clue($"turned on: {turned.Fields.First(TurnsOnTls).InWords()}", Likelihood.Strong) { SeenOn = turned.Target }, .. turned.Clues(evidence), turned.RelationClue(evidence)]
                        : Array.Empty<Clue>(),
                    .. released is not null ? [new Clue($"changed: {released}", Likelihood.Strong), evidence.TimingClue()] : Array.Empty<Clue>(),
                    .. evidence.TrafficClues(),
                ],
                Remedies = [.. turned?.Remedies() ?? [], .. released is not null ? evidence.WaysOut() : []],
            },
        ];
    }

    // A field that is named after TLS says by its value whether it is demanded; in any other, the word itself must be new.
    private static bool TurnsOnTls(FieldChange field) => Mentions(field.Path)
        ? field.After is not (null or "disabled" or "false" or "off" or "allowTLS" or "preferTLS")
        : field.After is { } after && Mentions(after) && !(field.Before is { } before && Mentions(before));

    private static bool Mentions(string text) => Switches.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
