using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis.Rules.Configuration;

/// <summary>A configuration that is there and cannot be read: a container says so and ends.</summary>
internal sealed class MalformedConfigurationRule : IDiagnosisRule
{
    private static readonly string[] Words =
    [
        "cannot be parsed", "unterminated string", "unexpected end of json", "unexpected token", "invalid character", "expecting value: line", "expecting property name", "json.decoder.jsondecodeerror",
        "yaml: line", "yaml: unmarshal", "mapping values are not allowed", "error parsing config", "failed to parse config", "could not parse", "syntax error in config", "invalid configuration", "toml: ",
        "malformed", "parse error",
    ];

    public string Cause => Diagnosis.Cause.MalformedConfiguration;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var crashing = evidence.Crashing();
        var word = crashing.Count > 0 ? evidence.FirstInLogs(Words) : null;
        var broken = evidence.PodsAreWell() ? null : evidence.Surroundings?.Configurations.FirstOrDefault(one => one.Unreadable.Length > 0);
        if (word is null && broken is null)
        {
            return [];
        }

        var usesNone = evidence.Surroundings?.Configurations.Count == 0 && !evidence.Misses(EvidencePart.Configuration);
        var written = evidence.ChangedObjects().FirstOrDefault(change => change.Relation is ObjectRelation.Configuration && change.Kind is not ChangeKind.Deleted && (broken is null || change.Target.Name == broken.Name));
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                // The release that brought the configuration is undone as a whole; a configuration that was changed under a release that ran is put back alone.
                Culprit = written is null || evidence.ReleasedBeforeOnset() ? evidence.Workload.Target() : written.Target,
                Headline = broken is not null
                    ? $"{broken.Kind} {broken.Name}, which {evidence.Workload.Name} takes its configuration from, cannot be read ({broken.Unreadable})."
                    : $"{crashing[0].Name} of {evidence.Workload.Name} cannot read its configuration ({word}).",
                Clues =
                [
                    .. crashing.Count > 0 ? [evidence.CrashClue(crashing, Likelihood.Strong)] : Array.Empty<Clue>(),
                    .. word is not null ? [new Clue($"{crashing[0].Name} says \"{word}\"", Likelihood.Strong) { Field = "log" }] : Array.Empty<Clue>(),
                    .. broken is not null ? [new Clue($"{broken.Unreadable} of {broken.Kind} {broken.Name} is no JSON", Likelihood.Strong) { Field = broken.Where }] : Array.Empty<Clue>(),
                    .. written is not null
                        ? [.. written.Clues(evidence), written.RelationClue(evidence)]
                        : usesNone ? [new Clue("its pods take no configuration from the cluster", -Likelihood.Slight)] : Array.Empty<Clue>(),
                    .. written is null || evidence.ReleasedBeforeOnset() ? [evidence.TemplateTimingClue(), .. evidence.OnlyNewReleaseClues()] : Array.Empty<Clue>(),
                ],
                Remedies = [.. evidence.WaysOut(), .. written?.Remedies() ?? []],
            },
        ];
    }
}
