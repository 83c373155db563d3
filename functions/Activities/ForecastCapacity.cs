using Autocura.Metrics.Forecasts;
using Autocura.Orchestrations;
using Autocura.Settings;
using Autocura.Signals;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>One look ahead over a cluster. It changes nothing, and may be repeated.</summary>
public sealed class ForecastCapacity(ForecastScanner scanner, LiveSettings settings)
{
    [Function(FunctionNames.ForecastCapacity)]
    public async Task<SweepReport> RunAsync([ActivityTrigger] SweepRequest request, CancellationToken cancellationToken)
    {
        var now = await settings.ReadAsync(cancellationToken);
        return await scanner.LookAsync(request, now.Options.Forecast, now.Scope, cancellationToken);
    }
}
