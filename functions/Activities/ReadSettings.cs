using Autocura.Incidents;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Hands the administrator's settings to an incident, once, so that they are recorded with it.</summary>
public sealed class ReadSettings(IncidentSettings settings)
{
    [Function(FunctionNames.ReadSettings)]
    public IncidentSettings Run([ActivityTrigger] WorkloadRef workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        return settings;
    }
}
