namespace Autocura.Embedded.Cluster.OpenApi.Cel;

/// <summary>Calls that are no functions: their arguments are not evaluated before them.</summary>
internal static class CelMacros
{
    public static CelExpression Function(string name, IReadOnlyList<CelExpression> arguments, int position) => (name, arguments) switch
    {
        ("has", [CelExpression.Field field]) => field with { IsTest = true },
        ("has", _) => throw new CelCompileException(position, "invalid argument to has() macro"),
        _ => new CelExpression.Call(null, name, arguments, position),
    };

    public static CelExpression Method(CelExpression on, string name, IReadOnlyList<CelExpression> arguments, int position) => (name, arguments) switch
    {
        ("all" or "exists" or "exists_one" or "filter", [var variable, var condition]) =>
            new CelExpression.Macro(name, on, Variable(variable), condition, position),
        ("map", [var variable, var result]) => new CelExpression.Macro("map", on, Variable(variable), null, position) { Result = result },
        ("map", [var variable, var condition, var result]) => new CelExpression.Macro("map", on, Variable(variable), condition, position) { Result = result },
        _ => new CelExpression.Call(on, name, arguments, position),
    };

    private static string Variable(CelExpression argument) =>
        argument is CelExpression.Name name ? name.Text : throw new CelCompileException(argument.Position, "argument must be a simple name");
}
