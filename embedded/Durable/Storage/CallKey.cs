namespace Autocura.Embedded.Durable.Storage;

/// <summary>A call of a run, as activities and timers are known by.</summary>
internal readonly record struct CallKey(string InstanceId, string ExecutionId, long TaskId);
