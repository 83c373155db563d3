namespace Autocura.Diagnosis.Rules.Releases;

/// <summary>
/// Pods that do not ask the cluster's name server (dnsPolicy Default, or a host network without ClusterFirstWithHostNet) although they call Services by name.
/// </summary>
internal sealed class NameResolutionRule : IDiagnosisRule
{
    public string Cause => Diagnosis.Cause.NameResolution;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        if (evidence.State is not { } state || !AsksElsewhere(state.Placement))
        {
            return [];
        }

        var calls = state.Containers.SelectMany(container => container.Addresses).FirstOrDefault(address => address.IsInCluster);
        var isNew = evidence.Changed(ReleaseChange.DnsPolicy, "dnsPolicy") ?? evidence.Changed(ReleaseChange.HostNetwork, "hostNetwork");
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = evidence.Workload.Target(),
                Headline = $"{evidence.Workload.Name} has dnsPolicy {state.Placement.DnsPolicy}: its pods do not ask the name server of the cluster.",
                Clues =
                [
                    calls is null
                        ? new Clue($"dnsPolicy {state.Placement.DnsPolicy}; which Services it calls by name is not known", Likelihood.Slight) { Field = "dnsPolicy" }
                        : new Clue($"dnsPolicy {state.Placement.DnsPolicy}, and {calls.Variable} names the Service {calls.Host}, which only the cluster's name server knows", Likelihood.Strong) { Field = "dnsPolicy" },
                    .. isNew is not null ? [new Clue($"changed: {isNew}", Likelihood.Strong)] : Array.Empty<Clue>(),
                    .. evidence.LogClue(Symptoms.UnresolvedName, Likelihood.Substantial),
                    .. evidence.TrafficClues(),
                    evidence.TemplateTimingClue(),
                ],
                Remedies = [.. evidence.WaysOut()],
            },
        ];
    }

    private static bool AsksElsewhere(PlacementView placement) => placement.DnsPolicy == "Default" || (placement.HostNetwork && placement.DnsPolicy == "ClusterFirst");
}
