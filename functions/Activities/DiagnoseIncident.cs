using Autocura.Diagnosis;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Ranks the possible causes.</summary>
public sealed class DiagnoseIncident(Diagnoser diagnoser)
{
    [Function(FunctionNames.DiagnoseIncident)]
    public RankedHypotheses Run([ActivityTrigger] Evidence evidence) => EvidenceBounds.Fit(diagnoser.Diagnose(evidence));
}
