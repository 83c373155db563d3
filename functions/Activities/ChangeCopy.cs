using System.Text.Json.Nodes;
using Autocura.Cluster.Environments;
using Autocura.Environments;
using Autocura.Orchestrations;
using Autocura.Planning;
using Autocura.Remediation;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Makes a copy as its source would be after a step that goes by the source's own past. The source is only asked: its server tries the step and writes nothing.</summary>
public sealed class ChangeCopy(ActionCatalog actions, EnvironmentCopier copier)
{
    [Function(FunctionNames.ChangeCopy)]
    public async Task<CopyReport> RunAsync([ActivityTrigger] ChangeOrder order, CancellationToken cancellationToken)
    {
        var prepared = await actions.Named(order.Step.Action).PrepareAsync(order.Step, order.Key, cancellationToken);
        return prepared.Refused is { } refused ? new CopyReport { Refused = refused }
            : prepared.Write != WriteKind.Patch ? new CopyReport { Refused = $"It would {prepared.Write.ToString().ToLowerInvariant()} {order.Step.Target}, which cannot be tried on a copy." }
            : await copier.ChangeAsync(order, JsonNode.Parse(prepared.Patch)!.AsArray(), cancellationToken);
    }
}
