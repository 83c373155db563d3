using Autocura.Incidents;
using Autocura.Orchestrations;
using Autocura.Settings;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Hands the administrator's settings to an incident, once, so that they are recorded with it.</summary>
public sealed class ReadSettings(LiveSettings settings)
{
    [Function(FunctionNames.ReadSettings)]
    public async Task<IncidentSettings> RunAsync([ActivityTrigger] WorkloadRef workload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workload);
        var now = await settings.ReadAsync(cancellationToken);
        return now.Options.ToIncidentSettings() with { Advice = now.Instance is { AsksModel: true } ? now.Options.LanguageModel.ToSettings() : null };
    }
}
