using Autocura.Diagnosis;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Looks at a workload that another one's trouble points to. Its evidence is read and weighed here and not kept: only what was found goes into the history.</summary>
public sealed class InvestigateWorkload(Investigator investigator)
{
    [Function(FunctionNames.InvestigateWorkload)]
    public Task<Investigation> RunAsync([ActivityTrigger] InvestigationRequest request, CancellationToken cancellationToken) => investigator.InvestigateAsync(request, cancellationToken);
}
