namespace Autocura.Planning;

/// <summary>One step to prepare, with its idempotency key.</summary>
public sealed record StepOrder(PlanStep Step, string Key);
