using Autocura.Incidents;

namespace Autocura.Diagnosis.Rules.Configuration;

/// <summary>A ConfigMap, a Secret, or a key of one, that a container asks for and that is not there: the kubelet cannot make the container.</summary>
internal sealed class MissingConfigurationRule : IDiagnosisRule
{
    public string Cause => Diagnosis.Cause.MissingConfiguration;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var waiting = evidence.Pods.SelectMany(pod => pod.Containers).Where(container => container.Waiting is "CreateContainerConfigError").ToList();
        var missing = (evidence.Surroundings?.Configurations ?? []).Where(one => !one.IsOptional && (!one.Exists || !one.KeyExists)).ToList();
        var unmounted = evidence.Warning("MountVolume.SetUp failed");
        if (waiting.Count == 0 && (missing.Count == 0 || evidence.PodsAreWell()))
        {
            return [];
        }

        var first = missing.Count > 0 ? missing[0] : null;
        var gone = first is null ? null : evidence.ChangedObjects().FirstOrDefault(change => change.Target.Kind == first.Kind && change.Target.Name == first.Name);
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = first is null || evidence.ReleasedBeforeOnset()
                    ? evidence.Workload.Target()
                    : new ObjectRef("v1", first.Kind, evidence.Workload.Namespace, first.Name) { Cluster = evidence.Workload.Cluster },
                Headline = first is null
                    ? $"{waiting[0].Name} of {evidence.Workload.Name} asks for configuration that is not there: {waiting[0].WaitingMessage}"
                    : $"{first.Where} of {evidence.Workload.Name} asks for {What(first)}, which does not exist.",
                Clues =
                [
                    .. waiting.Count > 0 ? [new Clue($"{waiting[0].Name} waits: {waiting[0].WaitingMessage ?? waiting[0].Waiting}", Likelihood.Decisive)] : Array.Empty<Clue>(),
                    .. waiting.Count == 0 && unmounted is not null ? [new Clue($"{unmounted.About}: {unmounted.Message}", Likelihood.Strong) { At = unmounted.LastAt }] : Array.Empty<Clue>(),
                    .. first is not null ? [new Clue($"{What(first)} does not exist, and {first.Where} needs it", Likelihood.Strong) { Field = first.Where }] : Array.Empty<Clue>(),
                    .. gone?.Clues(evidence) ?? [evidence.TemplateTimingClue()],
                ],
                Remedies = [.. gone?.Remedies() ?? [], .. evidence.WaysOut()],
            },
        ];
    }

    private static string What(Surroundings.ConfigurationView one) => one.Exists ? $"key {one.Key} of {one.Kind} {one.Name}" : $"{one.Kind} {one.Name}";
}
