using Autocura.Incidents;

namespace Autocura.Diagnosis.Advising;

/// <summary>A cause that a model names: one of <see cref="Cause"/>, at an object of the evidence; null: it does not say where.</summary>
public sealed record AdvisedCause(string Cause, ObjectRef? Culprit, double Confidence, string Why);

/// <summary>An action that a model proposes for a cause that it names. The remedy's words are this system's, never the model's.</summary>
public sealed record AdvisedAction(string Cause, Remedy Remedy);
