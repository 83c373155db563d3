namespace Autocura.Embedded.Cluster.OpenApi.Cel;

/// <summary>The parts of a macro, checked.</summary>
internal sealed record CelMacroSteps(CelStep Range, CelStep? Condition, CelStep? Result);

/// <summary>Runs macros over lists and over the keys of maps.</summary>
internal static class CelComprehension
{
    public static CelStep Make(CelExpression.Macro macro, CelMacroSteps steps, CelType element) => macro.Kind switch
    {
        "all" => new(CelType.Bool, values => Decide(macro, steps, values, stopsAt: false)),
        "exists" => new(CelType.Bool, values => Decide(macro, steps, values, stopsAt: true)),
        "exists_one" => new(CelType.Bool, values => Scopes(macro, steps, values).Count(steps.Condition!.Holds) == 1),
        "filter" => new(CelType.ListOf(element), values => new CelList([.. Scopes(macro, steps, values).Where(steps.Condition!.Holds).Select(scope => scope.Value)])),
        _ => new(CelType.ListOf(steps.Result!.Type), values => new CelList(
            [.. Scopes(macro, steps, values).Where(scope => steps.Condition is null || steps.Condition.Holds(scope)).Select(steps.Result.Run)])),
    };

    // One element that decides is enough, even where others have no value.
    private static bool Decide(CelExpression.Macro macro, CelMacroSteps steps, CelScope<object?>? values, bool stopsAt)
    {
        CelEvaluationException? failure = null;
        foreach (var scope in Scopes(macro, steps, values))
        {
            try
            {
                if (steps.Condition!.Holds(scope) == stopsAt)
                {
                    return stopsAt;
                }
            }
            catch (CelEvaluationException without)
            {
                failure = without;
            }
        }

        return failure is null ? !stopsAt : throw failure;
    }

    private static IEnumerable<CelScope<object?>> Scopes(CelExpression.Macro macro, CelMacroSteps steps, CelScope<object?>? values)
    {
        var elements = steps.Range.Run(values) switch
        {
            CelList list => list.Elements,
            CelMap map => (IEnumerable<object?>)map.Entries.Keys,
            _ => throw new CelEvaluationException("no such overload"),
        };
        return elements.Select(element => new CelScope<object?>(macro.Variable, element, values));
    }
}
