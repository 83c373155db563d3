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
    public async Task<SweepReport> RunAsync([ActivityTrigger] SweepRequest request, CancellationToken cancellationToken) =>
        await scanner.ScanAsync(request, (await settings.ReadAsync(cancellationToken)).Options.Scan.Sensed(), cancellationToken);
}
