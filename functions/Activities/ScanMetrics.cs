using Autocura.Metrics.Scan;
using Autocura.Orchestrations;
using Autocura.Settings;
using Autocura.Signals;
using Autocura.Signals.Scanning;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>One look at the golden signals of every service. It changes nothing, and may be repeated.</summary>
public sealed class ScanMetrics(MetricScanner scanner, LiveSettings settings)
{
    [Function(FunctionNames.ScanMetrics)]
    public async Task<SweepReport> RunAsync([ActivityTrigger] SweepRequest request, CancellationToken cancellationToken)
    {
        var now = await settings.ReadAsync(cancellationToken);
        return await scanner.ScanAsync(request, new ScanTerms(now.Options.Scan.Sensed(), now.Scope), cancellationToken);
    }
}
