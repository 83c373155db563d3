using System.Text.RegularExpressions;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis.Rules.Configuration;

/// <summary>
/// A feature flag that was turned: a ConfigMap whose change lies in a flag definition, in the schema of flagd (<c>flags.NAME.defaultVariant</c>, <c>state</c>,
/// <c>targeting</c>). Nothing is released and no pod changes, and yet a service begins to fail.
/// </summary>
internal sealed partial class FeatureFlagRule : IDiagnosisRule
{
    public string Cause => Diagnosis.Cause.FeatureFlag;

    public IEnumerable<Hypothesis> Consider(Evidence evidence) =>
        from change in evidence.ChangedObjects()
        where change is { Target.Kind: "ConfigMap", Kind: ChangeKind.Changed }
        let flags = change.Fields.Select(field => FlagField().Match(field.Path)).Where(match => match.Success).Select(match => match.Groups["name"].Value).Distinct().ToList()
        where flags.Count > 0
        select Blame(evidence, change, flags);

    private static Hypothesis Blame(Evidence evidence, ObjectChange change, List<string> flags) => new()
    {
        Cause = Diagnosis.Cause.FeatureFlag,
        Culprit = change.Target,
        Headline = $"{(flags.Count == 1 ? $"The feature flag {flags[0]} was" : $"The feature flags {string.Join(", ", flags)} were")} turned in {change.Target}.",
        Clues =
        [
            new Clue($"turned: {string.Join("; ", change.Fields.Where(field => FlagField().IsMatch(field.Path)).Take(3).Select(Changes.InWords))}", Likelihood.Strong) { SeenOn = change.Target, Field = change.Fields[0].Path },
            .. change.Clues(evidence),
            .. evidence.TrafficClues(),
            .. Meant(evidence, flags) is { } flag ? [new Clue($"the flag {flag} is named after {evidence.Workload.Name}", Likelihood.Slight) { SeenOn = change.Target }] : Array.Empty<Clue>(),
            .. evidence.FirstInLogs([.. flags.Select(one => one.ToLowerInvariant())]) is { } said ? [new Clue($"its log speaks of the flag {said}", Likelihood.Strong) { Field = "log" }] : Array.Empty<Clue>(),
        ],
        Remedies = change.Remedies(),
        WouldChange = ["who turned the flag, and whether it was meant"],
    };

    // "cartFailure" is meant for "cart", "payment_unreachable" for "payment".
    private static string? Meant(Evidence evidence, List<string> flags)
    {
        var name = Letters(evidence.Workload.Name);
        return flags.Find(flag => name.Length > 1 && Letters(flag).Contains(name, StringComparison.Ordinal));
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    [GeneratedRegex(@"(^|\.)flags\.(?<name>[^.\[\]]+)\.(defaultVariant|state|targeting|variants)\b", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex FlagField();
}
