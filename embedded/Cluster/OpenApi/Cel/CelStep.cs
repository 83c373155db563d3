namespace Autocura.Embedded.Cluster.OpenApi.Cel;

/// <summary>A checked part of an expression: what type its value has, and how to come by it.</summary>
internal sealed record CelStep(CelType Type, Func<CelScope<object?>?, object?> Run)
{
    /// <summary>The value, which must be true or false.</summary>
    public bool Holds(CelScope<object?>? scope) => Run(scope) is bool holds ? holds : throw new CelEvaluationException("no such overload");
}
