using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Durable;

/// <summary>An instance of that id is there, in a status in which it is not replaced.</summary>
internal sealed class InstanceExistsException(string instanceId, OrchestrationRuntimeStatus status)
    : InvalidOperationException($"An Orchestration instance with the status {status} already exists: '{instanceId}'.");
