using Autocura.Embedded.Durable.Storage;
using Autocura.Embedded.Durable.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Durable;

/// <summary>The durable client over the engine in this process.</summary>
internal sealed class EmbeddedTaskClient(DurableEngine engine) : DurableTaskClient("embedded"), IManagementEndpoint
{
    /// <summary>Where the host serves the management API, with a slash at the end; null until the host has said.</summary>
    public Uri? ManagementRoot { get; set; }

    /// <summary>The system key that the host asks for on management addresses; null when it asks for none.</summary>
    public string? ManagementKey { get; set; }

    public string ManagementQuery => $"taskHub={Uri.EscapeDataString(engine.Options.HubName)}&connection=Storage" + (ManagementKey is null ? "" : $"&code={Uri.EscapeDataString(ManagementKey)}");

    private DateTimeOffset Now => engine.Time.GetUtcNow();

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        var json = Serialize(input, "input");
        var instanceId = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        await StartAsync(new NewInstance(instanceId, orchestratorName, json) { StartAt = options?.StartAt, RefusedBy = Refusing(options) }, cancellation);
        return instanceId;
    }

    /// <summary>Starts an instance whose input is JSON already.</summary>
    /// <exception cref="ArgumentException">The id is not one, or the app has no orchestrator of that name.</exception>
    /// <exception cref="InstanceExistsException">An instance of that id refuses the new one.</exception>
    internal async Task StartAsync(NewInstance wanted, CancellationToken cancellation)
    {
        InstanceIds.Demand(wanted.InstanceId);
        PayloadLimit.Demand(wanted.Input, engine.Options.MaxPayloadBytes, "input");
        if (!engine.Functions.HasOrchestrator(wanted.Name)) throw new ArgumentException(MissingFunction.Orchestrator(wanted.Name), nameof(wanted));
        cancellation.ThrowIfCancellationRequested();
        using var span = EngineTraces.Start(wanted);
        var traced = wanted with { TraceParent = EngineTraces.Context() };
        var refusedBy = await engine.CommitAsync((store, effects) => InstanceCreation.TryCreate(store, effects, traced, Now));
        if (refusedBy is { } status) throw new InstanceExistsException(wanted.InstanceId, status);
    }

    /// <exception cref="ArgumentException">There is no such instance.</exception>
    /// <exception cref="InvalidOperationException">The instance has ended.</exception>
    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return SendAsync(instanceId, new HistoryEvent(HistoryEventKind.EventRaised, Now) { Name = eventName, Payload = Serialize(eventPayload, "event") }, cancellation);
    }

    /// <summary>Hands an event whose payload is JSON already to an instance.</summary>
    internal Task RaiseJsonAsync(string instanceId, string eventName, string? json, CancellationToken cancellation)
    {
        PayloadLimit.Demand(json, engine.Options.MaxPayloadBytes, "event");
        return SendAsync(instanceId, new HistoryEvent(HistoryEventKind.EventRaised, Now) { Name = eventName, Payload = json }, cancellation);
    }

    /// <exception cref="ArgumentException">There is no such instance.</exception>
    /// <exception cref="InvalidOperationException">The instance has ended.</exception>
    public override Task TerminateInstanceAsync(string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, Termination.Ordered(Serialize(options?.Output, "output"), options?.Recursive ?? false, Now), cancellation);

    /// <exception cref="ArgumentException">There is no such instance.</exception>
    /// <exception cref="InvalidOperationException">The instance has ended.</exception>
    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new HistoryEvent(HistoryEventKind.ExecutionSuspended, Now) { Payload = Serialize(reason, "reason") }, cancellation);

    /// <exception cref="ArgumentException">There is no such instance.</exception>
    /// <exception cref="InvalidOperationException">The instance has ended.</exception>
    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new HistoryEvent(HistoryEventKind.ExecutionResumed, Now) { Payload = Serialize(reason, "reason") }, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, instance => instance.Status != OrchestrationRuntimeStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, instance => instance.HasEnded, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Find(instanceId, getInputsAndOutputs)?.ToMetadata(getInputsAndOutputs));
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) => new InstancePages(engine, filter ?? new());

    public override Task<PurgeResult> PurgeInstanceAsync(string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return engine.CommitAsync((store, effects) => new PurgeResult(Purge.One(store, effects, instanceId, options?.Recursive ?? false)));
    }

    public override Task<PurgeResult> PurgeAllInstancesAsync(PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        var instances = new InstanceFilter { CreatedFrom = filter.CreatedFrom, CreatedTo = filter.CreatedTo, Statuses = filter.Statuses?.ToArray() };
        return Purge.AllAsync(engine, instances, options?.Recursive ?? false, cancellation);
    }

    /// <exception cref="ArgumentException">There is no such instance.</exception>
    /// <exception cref="InvalidOperationException">It has not ended and is to run again under its own id.</exception>
    public override async Task<string> RestartAsync(string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        var instance = Find(instanceId, withPayloads: true) ?? throw new ArgumentException(MissingFunction.Instance(instanceId), nameof(instanceId));
        var next = restartWithNewInstanceId ? Guid.NewGuid().ToString("N") : instanceId;
        await StartAsync(new NewInstance(next, instance.Name, instance.Input), cancellation);
        return next;
    }

    /// <exception cref="ArgumentException">There is no such instance.</exception>
    /// <exception cref="InvalidOperationException">It has not failed.</exception>
    public override Task RewindInstanceAsync(string instanceId, string reason, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return engine.CommitAsync((store, effects) =>
        {
            Rewind.Apply(store, effects, instanceId, reason, Now);
            return true;
        });
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal InstanceRecord? Find(string instanceId, bool withPayloads) => engine.Read(store => store.Instances.Get(instanceId, withPayloads));

    private async Task SendAsync(string instanceId, HistoryEvent message, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        await engine.CommitAsync((store, effects) =>
        {
            var target = store.Instances.Get(instanceId) ?? throw new ArgumentException(MissingFunction.Instance(instanceId), nameof(instanceId));
            if (target.HasEnded) throw new InvalidOperationException($"Instance '{instanceId}' is {target.Status}: it takes no more messages ({message.Kind}).");
            Arrival.Add(store, effects, target, message);
            return true;
        });
    }

    private async Task<OrchestrationMetadata> WaitAsync(string instanceId, Func<InstanceRecord, bool> reached, bool withPayloads, CancellationToken cancellation)
    {
        while (true)
        {
            var change = engine.Watch.NextChangeAsync(instanceId);
            var instance = Find(instanceId, withPayloads) ?? throw new ArgumentException(MissingFunction.Instance(instanceId), nameof(instanceId));
            if (reached(instance)) return instance.ToMetadata(withPayloads);
            await change.WaitAsync(cancellation);
        }
    }

    private string? Serialize(object? value, string what)
    {
        var json = DurableJson.Serialize(value);
        PayloadLimit.Demand(json, engine.Options.MaxPayloadBytes, what);
        return json;
    }

    private static IReadOnlyCollection<OrchestrationRuntimeStatus> Refusing(StartOrchestrationOptions? options) =>
        options?.DedupeStatuses is { } named ? [.. named.Select(status => Enum.Parse<OrchestrationRuntimeStatus>(status, ignoreCase: true))] : NewInstance.Unfinished;
}
