using Autocura.Cluster;
using Autocura.Cluster.Environments;
using Autocura.Environments;
using Autocura.Ledger.Environments;
using Autocura.Orchestrations;
using Autocura.Remediation;
using Autocura.Settings;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Reads what a ParallelEnvironment asks for, refuses what cannot be, and holds the object until its copy is gone.</summary>
public sealed class OpenEnvironment(IClusters clusters, EnvironmentLedger ledger, ActionCatalog actions, LiveSettings live)
{
    [Function(FunctionNames.OpenEnvironment)]
    public async Task<EnvironmentOpening> RunAsync([ActivityTrigger] EnvironmentOrder order, CancellationToken cancellationToken)
    {
        var settings = (await live.ReadAsync(cancellationToken)).Options.ToIncidentSettings();
        var opening = new EnvironmentOpening { MeasureEvery = settings.MeasureEvery, Review = settings.Review };
        if (await ledger.FindAsync(order, cancellationToken) is not { } found || found["metadata"]!["deletionTimestamp"] is not null)
        {
            return opening with { IsDeleted = true };
        }

        var spec = EnvironmentSpecReader.Read(found, order);
        opening = opening with { Standing = EnvironmentNotes.NewsOf(found) };
        try
        {
            var refusal = Unknown(spec) ?? await EnvironmentAdmission.RefusalAsync(clusters.Named(order.Cluster), order, spec, settings.ProtectedNamespaces, cancellationToken);
            return refusal is not null ? opening with { Refused = refusal }
                : await ledger.HoldAsync(order, cancellationToken) ? opening with { Spec = spec, Settle = SettleOf(spec) }
                : opening with { IsDeleted = true };
        }
        catch (ClusterException refused) when (!refused.IsTransient && !refused.IsConflict)
        {
            return opening with { Refused = $"The API server refuses it: {refused.Message}" };
        }
    }

    private string? Unknown(EnvironmentSpec spec) => spec.Actions.FirstOrDefault(step => !actions.Profiles.ContainsKey(step.Action)) is { } unknown
        ? $"There is no remediation action '{unknown.Action}'; there are {string.Join(", ", actions.Profiles.Keys.Order())}."
        : null;

    private TimeSpan SettleOf(EnvironmentSpec spec) => spec.Actions.Count == 0 ? TimeSpan.Zero : spec.Actions.Max(step => actions.Profiles[step.Action].SettleOf(step.Target.Kind));
}
