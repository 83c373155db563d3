namespace Microsoft.DurableTask;

/// <summary>Who called this orchestration and waits for its end.</summary>
public record ParentOrchestrationInstance(TaskName Name, string InstanceId);
