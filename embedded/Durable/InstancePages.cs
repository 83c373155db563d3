using Autocura.Embedded.Durable.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Durable;

/// <summary>A listing of instances, read from the store page by page.</summary>
internal sealed class InstancePages(DurableEngine engine, OrchestrationQuery query) : AsyncPageable<OrchestrationMetadata>
{
    public override async IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        var token = continuationToken ?? query.ContinuationToken;
        do
        {
            var (instances, next) = Read(token, pageSizeHint ?? query.PageSize);
            yield return new Page<OrchestrationMetadata>([.. instances.Select(instance => instance.ToMetadata(query.FetchInputsAndOutputs))], next);
            token = next;
            await Task.CompletedTask;
        }
        while (token is not null);
    }

    private (List<InstanceRecord> Instances, string? Next) Read(string? token, int size)
    {
        var filter = new InstanceFilter
        {
            CreatedFrom = query.CreatedFrom,
            CreatedTo = query.CreatedTo,
            Statuses = query.Statuses?.ToArray(),
            InstanceIdPrefix = query.InstanceIdPrefix,
            WithPayloads = query.FetchInputsAndOutputs,
        };
        return engine.ReadPage(filter, InstanceCursor.FromToken(token), size);
    }
}
