namespace Autocura.Diagnosis.Rules.Releases;

/// <summary>An address of something it calls that leads nowhere: no Service of that name or port is there, or its name cannot be resolved.</summary>
internal sealed class AddressRule : IDiagnosisRule
{
    public string Cause => Diagnosis.Cause.WrongAddress;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var astray = (evidence.State?.Containers ?? [])
            .SelectMany(container => container.Addresses, (container, address) => (Container: container.Name, Address: address))
            .Where(pair => pair.Address is { IsInCluster: true, Leads: false })
            .ToList();
        var changed = evidence.ReleasedBeforeOnset() ? evidence.Current()!.ChangeOf(ReleaseChange.Environment) : null;
        if (astray.Count == 0 && (changed is null || evidence.FirstInLogs(Symptoms.UnresolvedName) is null))
        {
            return [];
        }

        var variable = astray.Count > 0 ? astray[0].Address.Variable : null;
        var isNew = variable is not null && changed?.Contains(variable, StringComparison.Ordinal) == true;
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = evidence.Workload.Target(),
                Headline = variable is null
                    ? $"{evidence.Workload.Name} calls a name that cannot be resolved."
                    : $"{variable} of {evidence.Workload.Name} leads to {astray[0].Address.Host}{Port(astray[0].Address)}, and there is no such Service.",
                Clues =
                [
                    .. astray.Count > 0 ? [new Clue($"{astray[0].Address.Host}{Port(astray[0].Address)} in {variable} of {astray[0].Container} is no Service", Likelihood.Strong) { Field = $"env {variable}" }] : Array.Empty<Clue>(),
                    .. isNew ? [new Clue($"release {evidence.Current()!.Revision} changed {variable}", Likelihood.Strong)]
                        : changed is not null ? [new Clue($"release {evidence.Current()!.Revision} changed variables: {changed}", Likelihood.Slight)] : Array.Empty<Clue>(),
                    .. evidence.OwnField("env") is { } field && (variable is null || field.Path.Contains(variable, StringComparison.Ordinal)) ? [new Clue($"changed: {field.InWords()}", Likelihood.Strong)] : Array.Empty<Clue>(),
                    .. evidence.LogClue(Symptoms.UnresolvedName, Likelihood.Substantial),
                    .. evidence.HasTrafficTrouble() ? evidence.TrafficClues() : [],
                    evidence.TemplateTimingClue(),
                ],
                Remedies = [.. evidence.WaysOut()],
            },
        ];
    }

    private static string Port(AddressView address) => address.Port is { } port ? $":{port}" : "";
}
