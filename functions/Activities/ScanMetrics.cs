using Autocura.Metrics.Scan;
using Autocura.Orchestrations;
using Autocura.Signals;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>One look at the golden signals of every service. It changes nothing, and may be repeated.</summary>
public sealed class ScanMetrics(MetricScanner scanner)
{
    [Function(FunctionNames.ScanMetrics)]
    public Task<SweepReport> RunAsync([ActivityTrigger] SweepRequest request, CancellationToken cancellationToken) => scanner.ScanAsync(request, cancellationToken);
}
