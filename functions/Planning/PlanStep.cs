using Autocura.Incidents;

namespace Autocura.Planning;

/// <summary>One action on one object. Parameters are strings, as in a Runbook.</summary>
public sealed record PlanStep(string Action, ObjectRef Target, IReadOnlyDictionary<string, string> Parameters, string Why);
