using Autocura.Planning;

namespace Autocura.Guardrails;

/// <summary>The object a step was judged upon: which one, and how it was. What was judged is what is done, or nothing.</summary>
public sealed record StepSight(string Target, string Uid, string SpecHash)
{
    public static StepSight Of(PreparedStep step) => new(step.Target.ToString(), step.Uid, step.SpecHashBefore);
}
