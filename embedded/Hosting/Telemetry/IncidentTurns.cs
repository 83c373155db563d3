using System.Diagnostics;
using Autocura.Orchestrations;
using Autocura.Telemetry;
using OpenTelemetry;

namespace Autocura.Embedded.Hosting.Telemetry;

/// <summary>Puts the incident's id on the turns of its orchestration: the engine knows no incidents, and the app's middleware runs in the first turn alone.</summary>
internal sealed class IncidentTurns : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.GetTagItem("durabletask.task.name") is FunctionNames.Incident && data.GetTagItem("durabletask.task.instance_id") is string incident) data.SetTag(IncidentTrail.Incident, incident);
    }
}
