using Autocura.Planning.Learning;

namespace Autocura.Planning.Advising;

/// <summary>What a language model has to do with a plan.</summary>
/// <param name="Adviser">The model, for people: "OPENAI gpt-4.1-mini".</param>
/// <param name="Key">By what its record is kept.</param>
/// <param name="Agrees">Whether the cause that it names first is the one that the plan is meant to cure.</param>
/// <param name="IsAlone">Whether the plan would not have been made without it: then a person decides, whatever the mode.</param>
public sealed record PlanAdvice(string Adviser, RemedyKey Key, bool Agrees, bool IsAlone);
