using Autocura.Cluster;
using Autocura.Ledger.Training;
using Autocura.Metrics.Scan;
using Autocura.Orchestrations;
using Autocura.Settings;
using Autocura.Signals;
using Autocura.Signals.Scanning;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>One look at the golden signals of every service. It changes nothing, and may be repeated.</summary>
public sealed class ScanMetrics(MetricScanner scanner, ModelStore models, LiveSettings settings)
{
    [Function(FunctionNames.ScanMetrics)]
    public async Task<SweepReport> RunAsync([ActivityTrigger] SweepRequest request, CancellationToken cancellationToken)
    {
        var now = await settings.ReadAsync(cancellationToken);
        var terms = new ScanTerms(now.Options.Scan.Sensed(), now.Scope) { Models = await ModelsAsync(request.Cluster, now.Options, cancellationToken) };
        return await scanner.ScanAsync(request, terms, cancellationToken);
    }

    /// <summary>Without what was learned services are still held against their last hour.</summary>
    private async Task<ModelTerms> ModelsAsync(string cluster, AutocuraOptions options, CancellationToken cancellationToken)
    {
        var none = new ModelTerms([], options.Training.Step, options.Scan.Sensitivity);
        try
        {
            return none with { Models = await models.ReadAsync(cluster, cancellationToken) };
        }
        catch (ClusterException refused)
        {
            return none with { Gap = $"models: {refused.Message}" };
        }
    }
}
