using Autocura.Diagnosis.Advising;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Asks the language model of the Instance what it makes of an incident. Whatever happens, the answer says so: it never throws.</summary>
public sealed class AskModel(AdviceGathering gathering)
{
    [Function(FunctionNames.AskModel)]
    public Task<Advice> RunAsync([ActivityTrigger] AdviceRequest request, CancellationToken cancellationToken) => gathering.AskAsync(request, cancellationToken);
}
